"""`triptych report`: build a run's report and say where it is."""

from typing import Annotated

import typer

from triptych.cli.options import DEFAULT_RESULTS, NEWEST_RUN, FinishedRun, Quiet, Results
from triptych.cli.terminal import console


def report(
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    show: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    price_per_cpu_hour: Annotated[
        float | None,
        typer.Option(
            "--price-per-cpu-hour",
            metavar="PRICE",
            min=0.0,
            help="What a million decisions are priced by, in any currency; 0.04 if left.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Build the report of a run; the last line printed is its path."""
    from triptych.analysis.one_task.speed.price import PRICE_PER_CPU_HOUR
    from triptych.report.build import build
    from triptych.results.run_names import run_folder
    from triptych.results.store import write_report

    folder = run_folder(results, run).resolve()
    price = PRICE_PER_CPU_HOUR if price_per_cpu_hour is None else price_per_cpu_hour
    built = build(folder, price_per_cpu_hour=price)
    built.aggregates.keep()
    index = write_report(folder, built.files)
    if not quiet:
        words = f"report of the run {results / folder.name}"
        console.talk().print(words, soft_wrap=True)
    if show:
        typer.launch(index.as_uri())
    console.data().print(str(index), soft_wrap=True)
