"""`triptych bench`: time the contenders a run fitted, in a quiet phase of their own."""

from typing import Annotated, Any

import typer

from triptych.catalogue import Catalogue
from triptych.cli import console
from triptych.cli.options import (
    DEFAULT_RESULTS,
    NEWEST_RUN,
    FinishedRun,
    Quiet,
    Results,
    TaskFolders,
)
from triptych.record import SPEED_FILE


def bench(
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    tasks: TaskFolders = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse to give timings of a noisy machine.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Time the fitted contenders of a run, one after the other on one thread.

    Leave the machine alone meanwhile; numbers that other work has hit are marked.
    """
    from triptych.analysis.run import Run
    from triptych.cli.bar import bar
    from triptych.harness.quiet import EFFORTS, measure
    from triptych.harness.store import Store

    found = Run.open(results / run)
    if not quiet:
        console.talk().print(f"timing the run {results / found.name}", soft_wrap=True)
    catalogue = Catalogue.find(tasks or ())
    fitted = [(catalogue[r.cell.task], r) for r in found.records if r.artefact is not None]
    # Holding the folder keeps a run of it from disturbing its own timing.
    with Store(found.folder) as store, bar(quiet=quiet) as shown:
        speed = measure(
            found.folder,
            fitted,
            effort=EFFORTS[found.profile],
            strict=strict,
            listener=lambda done, total: shown.show(done, total or None, "timing"),
        )
        store.describe(SPEED_FILE, speed)
    _print(speed, quiet)


def _print(speed: dict[str, Any], quiet: bool) -> None:
    rows = [
        (
            row["task"],
            row["contender"],
            _time(row["latency_seconds"]["p50"]),
            _time(row["latency_seconds"]["p95"]),
            f"{row['relative']:.3g}",
            ", ".join(row["badges"]),
        )
        for row in speed["contenders"]
    ]
    columns = ("task", "contender", "p50", "p95", "times the fastest", "badges")
    console.print_rows(console.data(), columns, rows, numbers=columns[2:5], heading=2)
    if speed["noisy"] and not quiet:
        console.talk().print(
            f"the machine was not quiet: a fixed loop ran {speed['canary_ratio']:.2f} times its "
            "best. Numbers that were hit are marked."
        )


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    units = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))
    unit, size = next((one for one in units if seconds >= one[1]), units[-1])
    return f"{float(f'{seconds / size:.2g}'):g} {unit}"
