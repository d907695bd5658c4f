"""For tests: a run folder made up from random numbers, complete in every file.

Authors of an analysis or a report can try it without a run.
"""

from triptych.testing.run_folder import write_synthetic_run
from triptych.testing.studies import add_synthetic_studies

__all__ = ["add_synthetic_studies", "write_synthetic_run"]
