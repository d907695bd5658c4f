"""`triptych plan` and `triptych why`: the cells that would run, and why."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from triptych.catalogue import studies
from triptych.cli.options import (
    DEFAULT_PROFILE,
    DEFAULT_RESULTS,
    AsJson,
    Contenders,
    NewRun,
    ProfileName,
    Results,
    Studies,
    TaskFolders,
    TaskNames,
    Workers,
)
from triptych.cli.run_request import request
from triptych.cli.terminal import console
from triptych.harness.workers.executors import worker_count
from triptych.report.words.number import counted, rough_duration
from triptych.results.record import Record

if TYPE_CHECKING:  # `--help` must not pay for the harness
    from triptych.harness.planned_cell import PlannedCell
    from triptych.harness.run_request import Prepared, RunRequest


def plan(
    names: TaskNames = None,
    tasks: TaskFolders = None,
    profile: ProfileName = DEFAULT_PROFILE,
    contender: Contenders = None,
    study: Studies = None,
    run_name: NewRun = None,
    results: Results = DEFAULT_RESULTS,
    workers: Workers = None,
    json: AsJson = False,
) -> None:
    """Show every cell that would be run, which of them are present, and how long it may take."""
    from triptych.harness.code.look import one_look
    from triptych.harness.run_request import prepare

    wanted = request(
        names or (),
        tasks or (),
        profile=profile,
        contenders=contender or (),
        study_names=study or (),
        run=run_name,
        results=results,
    )
    with one_look():
        prepared = prepare(wanted)
        groups = _groups(wanted, prepared)
    count = worker_count(workers)
    seconds = _forecast(wanted, prepared, count)
    if json:
        console.print_json(
            {
                "run": str(wanted.folder),
                "profile": profile,
                "cells": [_facts(planned, prepared) for planned in prepared.planned],
                "groups": groups,
                "present": len(prepared.planned) - len(prepared.missing),
                "missing": len(prepared.missing),
                "outdated": prepared.outdated,
                "workers": count,
                "estimated_seconds": seconds,
            }
        )
        return
    _print(prepared, groups)
    place = console.data()
    if prepared.missing and seconds is None:
        place.print("Nothing like them was ever run here, so the time is not known.")
    elif seconds:
        place.print(f"About {rough_duration(seconds)} with {counted(count, 'worker')}.")


def why(
    cell: Annotated[str, typer.Argument(metavar="CELL", help="As in `digits/rules/supervised/0`.")],
    tasks: TaskFolders = None,
    profile: ProfileName = DEFAULT_PROFILE,
    run_name: NewRun = None,
    results: Results = DEFAULT_RESULTS,
    json: AsJson = False,
) -> None:
    """Say why a cell would be run again, or why it would not."""
    from triptych.harness.why import why as explain

    task, _, rest = cell.partition("/")
    named = [one for one in rest.split("/")[1:2] if one in studies()]
    wanted = request(
        (task,),
        tasks or (),
        profile=profile,
        contenders=(),
        study_names=named,
        run=run_name,
        results=results,
    )
    answer = explain(wanted, cell)
    if json:
        newest = answer.newest.to_json() if answer.newest else None
        console.print_json(
            {
                "cell": answer.label,
                "key": answer.key,
                "present": answer.present,
                "reasons": list(answer.reasons),
                "newest": newest,
            }
        )
        return
    place = console.data()
    if answer.present:
        place.print(f"{answer.label} is present and would not be run again.")
    else:
        place.print(f"{answer.label} would be run:")
        for reason in answer.reasons:
            place.print(f"  {reason}")
    if answer.newest:
        console.print_pairs(place, _newest(answer.newest))


def _newest(record: Record) -> list[tuple[str, str]]:
    return [
        ("newest record", f"{record.status}, {record.started_at}"),
        ("reason", record.reason),
        ("took", rough_duration(record.wall_seconds)),
    ]


def _facts(planned: "PlannedCell", prepared: "Prepared") -> dict[str, Any]:
    present = planned.key in prepared.present
    return {"cell": planned.cell.label, "key": planned.key, "present": present}


def _forecast(wanted: "RunRequest", prepared: "Prepared", workers: int) -> float | None:
    from triptych.harness.time_left import TimeLeft
    from triptych.results.contents import read_contents

    missing = (planned.cell for planned in prepared.missing)
    return TimeLeft(missing, read_contents(wanted.folder).records, workers).seconds_left()


def _groups(wanted: "RunRequest", prepared: "Prepared") -> list[dict[str, Any]]:
    """Counts of each contender's cells, and why the first missing cell would be run."""
    from triptych.harness.why import why_missing
    from triptych.results.contents import read_contents

    contents = read_contents(wanted.folder)
    groups: dict[tuple[str, str, str], list[PlannedCell]] = {}
    for planned in prepared.planned:
        cell = planned.cell
        groups.setdefault((cell.task, cell.contender, cell.study), []).append(planned)
    facts = []
    for (task, contender, study), cells in groups.items():
        missing = [planned for planned in cells if planned.key not in prepared.present]
        reasons = why_missing(wanted, missing[0], contents) if missing else ()
        facts.append(
            {
                "task": task,
                "contender": contender,
                "study": study,
                "cells": len(cells),
                "present": len(cells) - len(missing),
                "missing": len(missing),
                "why": list(reasons),
            }
        )
    return facts


def _print(prepared: "Prepared", groups: list[dict[str, Any]]) -> None:
    counts = ("cells", "present", "missing")
    rows = [
        (
            group["task"],
            group["contender"],
            group["study"],
            *(str(group[count]) for count in counts),
            "; ".join(group["why"]),
        )
        for group in groups
    ]
    place = console.data()
    columns = ("task", "contender", "study", "cells", "present", "to run", "why")
    console.print_rows(place, columns, rows, numbers=columns[3:6], heading=2)
    verb = "is" if prepared.outdated == 1 else "are"
    kept = f"; {counted(prepared.outdated, 'outdated result')} {verb} kept"
    present = len(prepared.planned) - len(prepared.missing)
    place.print(
        f"\n{counted(len(prepared.planned), 'cell')}: {present} present, "
        f"{len(prepared.missing)} to run{kept if prepared.outdated else ''}."
    )
