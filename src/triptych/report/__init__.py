"""From statistics to pages a person reads."""

from triptych.report.built import BuiltReport, build

__all__ = ["BuiltReport", "build"]
