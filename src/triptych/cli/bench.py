"""`triptych bench`: time the contenders a run fitted, in a quiet phase of their own."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
)
from triptych.cli.terminal import console
from triptych.errors import StoreError, TriptychError, UsageError
from triptych.harness.profile import PROFILES

if TYPE_CHECKING:
    from triptych.analysis.one_task.speed.speed_change import Change
    from triptych.results.formats.speed import Speed


def bench(
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    tasks: TaskFolders = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse to give timings of a noisy machine.")
    ] = False,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="RUN",
            help="Show ratios to the timings of this run, made on the same machine.",
        ),
    ] = None,
    fail_slower: Annotated[
        str | None,
        typer.Option(
            "--fail-slower",
            metavar="SHARE",
            help="With --compare: end with 1 where something is slower by more, 25% for example.",
        ),
    ] = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Time the fitted contenders of a run, one after the other on one thread.

    Leave the machine alone meanwhile; numbers that other work has hit are marked.
    """
    from triptych.analysis.one_task.speed.speed_change import changes
    from triptych.cli.terminal.bar import bar
    from triptych.results.formats.document import to_json
    from triptych.results.run import Run
    from triptych.results.run_names import run_folder
    from triptych.results.store import Store
    from triptych.timing.phase import measure

    share = _share(fail_slower, compare)
    found = Run.open(run_folder(results, run))
    before = None if compare is None else _earlier(run_folder(results, compare), quiet)
    if not quiet:
        console.talk().print(f"timing the run {results / found.name}", soft_wrap=True)
    catalogue = Catalogue.find(tasks or ())
    profile = PROFILES[found.profile]
    kept = [(catalogue[r.cell.task], r) for r in found.records if r.artefact is not None]
    fitted = [(task, r) for task, r in kept if profile.times(r.cell, task.card)]
    # Holding the folder keeps a run of it from disturbing its own timing.
    with Store(found.folder) as store, bar(quiet=quiet) as shown:
        speed = measure(
            found.folder,
            fitted,
            effort=profile.timing,
            strict=strict,
            listener=lambda done, total: shown.show(done, total or None, "timing"),
        )
        store.write(speed)
    changed = [] if before is None else changes(before, speed)
    if json:
        compared = {} if before is None else {"compared": [asdict(one) for one in changed]}
        console.print_json(to_json(speed) | compared)
    elif before is None:
        _print(speed)
    else:
        _print_changes(changed)
    if speed.noisy and not quiet:
        console.talk().print(
            f"the machine was not quiet: a fixed loop ran {speed.canary_ratio:.2f} times its "
            f"best, and timing took {speed.wall_per_cpu:.2f} times its CPU. Numbers that were "
            "hit are marked."
        )
    if share is not None:
        _refuse_slower(changed, share)


def _share(fail_slower: str | None, compare: str | None) -> float | None:
    """`25%` or `0.25` as a share between 0 and 1; raises UsageError for other texts."""
    if fail_slower is None:
        return None
    if compare is None:
        raise UsageError("--fail-slower needs --compare RUN: slower than what?")
    text = fail_slower.strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share < float("inf"):
        raise UsageError(f"--fail-slower {fail_slower}: expected a share such as 25% or 0.25.")
    return share


def _earlier(folder: Path, quiet: bool) -> "Speed":
    """The timings to compare with; raises before anything is timed where they do not compare."""
    from triptych.analysis.one_task.speed.speed_change import changed_software, require_comparable
    from triptych.results.run import Run
    from triptych.timing.phase import machine

    before, here = Run.open(folder).speed, machine()
    try:
        require_comparable(before, here)
    except StoreError as error:
        raise StoreError(f"{folder} cannot be compared with: {error}") from error
    assert before is not None
    assert before.machine is not None
    differing = changed_software(before.machine, here)
    if differing and not quiet:
        words = f"{folder} was timed with other versions: {'; '.join(differing)}"
        console.talk().print(words, soft_wrap=True)
    return before


def _refuse_slower(changed: Sequence["Change"], share: float) -> None:
    slower = [one for one in changed if one.is_slower_by(share)]
    if slower:
        listed = ", ".join(
            f"{one.task}/{one.contender} at {one.batch} ({_ratio(one.ratio)} times)"
            for one in slower
        )
        raise TriptychError(f"slower by more than {share:.3g}: {listed}.")


def _print(speed: "Speed") -> None:
    rows = [
        (
            one.task,
            one.contender,
            _time(one.latency_seconds.p50),
            _time(one.latency_seconds.p95),
            f"{one.relative:.3g}",
            ", ".join(one.badges),
        )
        for one in speed.contenders
    ]
    columns = ("task", "contender", "p50", "p95", "times the fastest", "badges")
    console.print_rows(console.data(), columns, rows, numbers=columns[2:5], heading=2)


def _print_changes(changed: Sequence["Change"]) -> None:
    rows = [
        (
            one.task,
            one.contender,
            str(one.batch),
            _time(one.before_seconds),
            _time(one.now_seconds),
            _ratio(one.ratio),
            _ratio(one.steadied),
            "noisy" if one.is_noisy else "",
        )
        for one in changed
    ]
    columns = (
        "task",
        "contender",
        "at once",
        "before",
        "now",
        "now / before",
        "less the canary's drift",
        "badges",
    )
    console.print_rows(console.data(), columns, rows, numbers=columns[2:7], heading=3)


def _ratio(value: float) -> str:
    return f"{value:.2f}"


def _time(seconds: float) -> str:
    units = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))
    unit, size = next((one for one in units if seconds >= one[1]), units[-1])
    return f"{float(f'{seconds / size:.2g}'):g} {unit}"
