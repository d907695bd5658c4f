"""For tests: a run folder made up from random numbers, complete in every file.

Who writes an analysis or a report of their own can try it without running anything.
"""

from triptych.testing.run_folder import write_synthetic_run

__all__ = ["write_synthetic_run"]
