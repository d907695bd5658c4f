"""`triptych report`: build a run's report and say where it is."""

from typing import Annotated

import typer

from triptych.cli import console
from triptych.cli.options import DEFAULT_RESULTS, NEWEST_RUN, FinishedRun, Quiet, Results


def report(
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    show: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build the report of a run; the last line printed is its path."""
    from triptych.harness.store import write_report
    from triptych.report.built import build

    folder = (results / run).resolve()
    index = write_report(folder, build(folder).files)
    if not quiet:
        words = f"report of the run {results / folder.name}"
        console.talk().print(words, soft_wrap=True)
    if show:
        typer.launch(index.as_uri())
    console.data().print(str(index), soft_wrap=True)
