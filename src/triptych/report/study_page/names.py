"""Where a study's page is, and how the study is called on pages."""

from urllib.parse import quote

from triptych.report.words.text import printable
from triptych.results.run import Run
from triptych.study import MAIN_STUDY

PREFIX = "study-"
"""Pages of studies begin with it, and no page of a task does."""


def studies_of(run: Run) -> list[str]:
    """The studies besides the main one, in the order of their names, whether run or not."""
    return [name for name in sorted(run.studies) if name != MAIN_STUDY]


def was_run(run: Run, study: str) -> bool:
    """Whether a cell of the study is in the run's plan."""
    return study in run.planned_studies


def page_of(study: str) -> str:
    """The file of the study's page."""
    return f"{PREFIX}{quote(study, safe='')}.html"


def address_of(study: str) -> str:
    """The address of the study's page, as in a link."""
    return quote(page_of(study))


def title_of(study: str) -> str:
    """The study's name in words."""
    return printable(study.replace("_", " "))


def how_to_run(study: str) -> str:
    """That it was not run, and the command that runs it, as a clause."""
    return f"not run: `make studies`, or `triptych run --study {study}`"
