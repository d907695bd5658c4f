"""`triptych run`: runs every planned cell without a result, and prints the scores."""

from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from triptych.cli.options import (
    DEFAULT_PROFILE,
    DEFAULT_RESULTS,
    Contenders,
    NewRun,
    ProfileName,
    Quiet,
    Results,
    Studies,
    TaskFolders,
    TaskNames,
    Workers,
)
from triptych.cli.run_request import request, typed_command
from triptych.cli.scores import print_scores
from triptych.cli.terminal import console
from triptych.errors import UnknownName
from triptych.harness.workers.executors import EXECUTORS, worker_count
from triptych.report.words.number import counted, rough_duration

if TYPE_CHECKING:  # `--help` must not pay for the harness
    from triptych.cli.progress import RunProgress
    from triptych.harness.run import Summary


def run(
    names: TaskNames = None,
    tasks: TaskFolders = None,
    profile: ProfileName = DEFAULT_PROFILE,
    contender: Contenders = None,
    study: Studies = None,
    run_name: NewRun = None,
    results: Results = DEFAULT_RESULTS,
    workers: Workers = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit", min=0.1, metavar="S", help="Seconds for a trial; the task's if left."
        ),
    ] = None,
    memory_limit: Annotated[
        float,
        typer.Option("--memory-limit", min=0.1, metavar="GIB", help="Gibibytes for a trial."),
    ] = 4.0,
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            metavar="NAME",
            help=f"Where trials run: {', '.join(EXECUTORS)}. `serial` is for debugging.",
        ),
    ] = next(iter(EXECUTORS)),
    quiet: Quiet = False,
) -> None:
    """Run the planned cells without a result; the same command resumes.

    Ends with exit code 3 where a planned cell failed, timed out or crashed.
    """
    from triptych.cli.progress import RunProgress
    from triptych.harness.run import execute

    wanted = request(
        names or (),
        tasks or (),
        profile=profile,
        contenders=contender or (),
        study_names=study or (),
        run=run_name,
        results=results,
        time_limit=time_limit,
        memory_limit_gib=memory_limit,
    )
    if executor not in EXECUTORS:
        raise UnknownName.of("executor", executor, EXECUTORS)
    progress = RunProgress(wanted.tasks, quiet=quiet)
    try:
        with progress, EXECUTORS[executor](worker_count(workers)) as place:
            summary = execute(wanted, place, progress)
    except KeyboardInterrupt as interrupt:
        to_run = counted(progress.to_run, "cell")
        done = f"{progress.kept} of {to_run}" if progress.to_run else "no cell yet"
        interrupt.add_note(f"{done} finished and kept. To resume: {typed_command()}")
        raise
    for one in wanted.studies:
        print_scores(wanted.tasks, one, progress.records.values(), wanted.profile.name)
    _tell_how_it_ended(summary, progress, quiet)
    raise typer.Exit(summary.exit_code)


def _tell_how_it_ended(summary: "Summary", progress: "RunProgress", quiet: bool) -> None:
    place = console.talk()
    records = progress.records.values()
    skipped = {(r.cell.task, progress.reason_of(r)) for r in records if r.status == "skipped"}
    for task, reason in sorted(skipped):
        console.print_hanging(place, "  skipped: ", f"{task}: {reason}", indent=4)
    if summary.gaps:
        verb = "has" if len(summary.gaps) == 1 else "have"
        gaps = counted(len(summary.gaps), "planned cell")
        place.print(f"\n{gaps} {verb} no result", style="bold")
    for record in summary.gaps:
        opening = f"  {record.status}: "
        words = f"{record.cell.label}: {progress.reason_of(record)}"
        console.print_hanging(place, opening, words, indent=4)
    if quiet:
        return
    counts = ", ".join(f"{count} {status}" for status, count in sorted(summary.statuses.items()))
    place.print(
        f"{summary.executed} run now in {rough_duration(summary.seconds)}; all in all {counts}"
    )
    results = summary.folder.parent
    elsewhere = f" --results {quote(str(results))}" if results != DEFAULT_RESULTS else ""
    place.print(f"next: triptych report --run {summary.folder.name}{elsewhere}", soft_wrap=True)
