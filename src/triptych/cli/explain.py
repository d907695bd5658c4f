"""`triptych explain`: measure how well the contenders of a run explain themselves."""

from collections.abc import Iterable
from statistics import fmean
from typing import TYPE_CHECKING

import typer

from triptych.catalogue import Catalogue
from triptych.cli.options import (
    DEFAULT_RESULTS,
    NEWEST_RUN,
    AsJson,
    FinishedRun,
    Quiet,
    Results,
    TaskFolders,
    Workers,
)
from triptych.cli.run_request import typed_command
from triptych.cli.terminal import console
from triptych.harness.profile import PROFILES
from triptych.harness.workers.executors import worker_count
from triptych.report.words.number import rough_duration

if TYPE_CHECKING:  # `--help` must not pay for the harness
    from triptych.explain.phase import Summary
    from triptych.results.formats.explanations import ExplanationLine


def explain(
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    tasks: TaskFolders = None,
    workers: Workers = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Measure how well the fitted contenders of a run explain their decisions.

    Present results are not measured again; the same command resumes. Ends with exit code 3 where
    something could not be measured.
    """
    from triptych.cli.terminal.bar import bar
    from triptych.explain import phase as explaining
    from triptych.harness.workers.processes import Processes
    from triptych.results.formats.explanations import explanation_lines
    from triptych.results.run import Run
    from triptych.results.run_names import run_folder
    from triptych.results.store import Store

    found = Run.open(run_folder(results, run))
    if not quiet:
        console.talk().print(f"explaining the run {results / found.name}", soft_wrap=True)
    catalogue = Catalogue.find(tasks or ())
    done = [(catalogue[r.cell.task], r) for r in found.records if r.status == "done"]
    profile = PROFILES[found.profile]
    kept = [(task, r) for task, r in done if profile.explains(r.cell, task.card)]
    count = worker_count(workers)
    try:
        with Store(found.folder) as store, Processes(count) as place, bar(quiet=quiet) as shown:
            summary = explaining.explain(
                store,
                kept,
                place,
                profile.explaining,
                lambda done, total, label: shown.show(done, total, label),
            )
    except KeyboardInterrupt as interrupt:
        interrupt.add_note(f"what was measured is kept. To resume: {typed_command()}")
        raise
    keys = {record.key for _, record in kept}
    lines = (line for line in explanation_lines(found.folder) if line.key in keys)
    newest = {line.cell: line for line in lines}
    if json:
        console.print_json([line.to_json() for line in newest.values()])
    else:
        _print(newest.values())
    _tell_how_it_ended(summary, quiet)
    raise typer.Exit(summary.exit_code)


def _print(lines: Iterable["ExplanationLine"]) -> None:
    """Print one row per contender, with its seeds combined."""
    from triptych.measure.explainability.metrics.conciseness import EXACTNESS
    from triptych.measure.explainability.metrics.curves import K95
    from triptych.measure.explainability.metrics.faithfulness import FAITHFULNESS

    seeds: dict[tuple[str, str], list[ExplanationLine]] = {}
    for line in lines:
        seeds.setdefault((line.task, line.contender), []).append(line)
    measured = ("probe faithfulness", "native faithfulness", "k95", "exactness")
    columns = ("task", "contender", "items", *measured)
    rows = [
        (
            *who,
            str(sum(len(line.items) for line in of)),
            _mean(line.tracks.probe.values.get(FAITHFULNESS.key) for line in of),
            _mean(line.tracks.native.values.get(FAITHFULNESS.key) for line in of),
            _mean(one for line in of for one in line.tracks.probe.items.get(K95.key, ())),
            _mean(line.tracks.native.values.get(EXACTNESS.key) for line in of),
        )
        for who, of in sorted(seeds.items())
    ]
    console.print_rows(console.data(), columns, rows, numbers=columns[2:], heading=2)


def _mean(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{fmean(known):.2f}" if known else "-"


def _tell_how_it_ended(summary: "Summary", quiet: bool) -> None:
    place = console.talk()
    for label, reason in sorted(summary.failures.items()):
        console.print_hanging(place, "  not measured: ", f"{label}: {reason}", indent=4)
    if not quiet:
        time = rough_duration(summary.seconds)
        place.print(f"{summary.measured} measured now in {time}; {summary.present} were present")
