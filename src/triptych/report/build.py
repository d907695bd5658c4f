"""The report of a run: every file of it, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych import __version__
from triptych.analysis.one_task.speed.price import PRICE_PER_CPU_HOUR
from triptych.report.drawing.canvas import style
from triptych.report.findings import Findings
from triptych.report.front_page.index import index_page
from triptych.report.model.page import Book
from triptych.report.provenance import run_facts
from triptych.report.rendering import html, markdown
from triptych.report.run_claims import RunClaims
from triptych.report.study_page.names import studies_of, was_run
from triptych.report.study_page.page import study_page
from triptych.report.task_page.page import task_page
from triptych.results.aggregates import Aggregates
from triptych.results.run import Run

TWIN: Final = "REPORT.md"


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A report that is not written yet.

    files       contents by path in the report folder, such as `tables/verdicts.csv`
    aggregates  what was computed for it from item tables, and can be kept for the next report
    """

    files: Mapping[str, str]
    aggregates: Aggregates


def build(folder: Path, *, price_per_cpu_hour: float = PRICE_PER_CPU_HOUR) -> BuiltReport:
    """Read a run folder and build its report; the same run gives the same bytes.

    `price_per_cpu_hour` is used for the price of a million decisions, in any currency. Raises
    StoreError where the run cannot be read. Writes nothing: `results.store.write_report` does.
    """
    run = Run.open(folder)
    findings = [Findings.of(run, task, price_per_cpu_hour=price_per_cpu_hour) for task in run.tasks]
    claims = RunClaims.of(run, [one.verdict for one in findings])
    with style():
        book = Book(
            version=__version__,
            index=index_page(run, findings, claims),
            tasks=[task_page(one) for one in findings],
            studies=[
                study_page(run, name, findings, claims)
                for name in studies_of(run)
                if was_run(run, name)
            ],
            provenance=run_facts(run),
        )
    files = {page.file: html.render(book, page) for page in book.pages}
    files[TWIN] = markdown.render(book)
    files |= {f"tables/{table.file}": table.csv for page in book.pages for table in page.tables}
    return BuiltReport(files, run.aggregates)
