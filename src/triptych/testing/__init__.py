"""For tests: a run folder made up from random numbers, complete in every file.

Authors of an analysis or a report can try it without a run.
"""

from triptych.testing.run_folder import write_synthetic_run

__all__ = ["write_synthetic_run"]
