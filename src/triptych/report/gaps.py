"""Gaps: planned cells without a result, with their reasons."""

from collections import defaultdict
from collections.abc import Sequence

from triptych.cell import Cell, Condition, shown
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Table
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.results.run import Run

LONGEST_REASON = 400
NOT_RUN = "not run yet"


def gaps_section(run: Run, tasks: Sequence[str], file: str) -> Section:
    """Planned cells of these tasks without a result; equal endings share a row."""
    alike: dict[tuple[str, str, str, Condition, str, str], list[Cell]] = defaultdict(list)
    records = [record for task in tasks for record in run.records_of_task(task)]
    for record in records:
        if record.status != "done":
            alike[*_place(record.cell), record.status, record.reason].append(record.cell)
    pending = [cell for task in tasks for cell in run.pending_of_task(task)]
    for cell in pending:
        alike[*_place(cell), NOT_RUN, ""].append(cell)
    planned = len(records) + len(pending)
    missing = sum(map(len, alike.values()))
    paragraphs = [
        f"All {number.count(planned)} planned cells were measured."
        if not missing
        else f"{number.count(missing)} of {number.counted(planned, 'planned cell')} ended without "
        "a result; nothing was filled in."
    ]
    if run.outdated:
        paragraphs.append(
            f"{number.counted(run.outdated, 'older record')} of code or data that has changed "
            "since: kept in the run folder, not shown."
        )
    tables = [_table(alike, file)] if missing else []
    return Section("gaps", "Gaps", paragraphs=paragraphs, tables=tables)


def _place(cell: Cell) -> tuple[str, str, str, Condition]:
    return cell.task, cell.contender, cell.study, cell.condition


def _table(alike: dict[tuple[str, str, str, Condition, str, str], list[Cell]], file: str) -> Table:
    columns = [
        Column("task", "task", of=lambda cell: cell.task),
        Column("contender", "contender", of=lambda cell: cell.contender),
        Column("study", "study", of=_study),
    ]
    return Table(
        "table-gaps",
        file,
        "Planned cells without a result.",
        [
            *(column.on(lambda row: row[1][0]) for column in columns),
            Column("seeds", "seeds", of=lambda row: " ".join(str(cell.seed) for cell in row[1])),
            Column("ended", "ended", of=lambda row: row[0][-2]),
            Column("reason", "reason", style="wide", of=lambda row: row[0][-1], write=_in_short),
        ],
        alike.items(),
    )


def _study(cell: Cell) -> str:
    return cell.study if cell.condition is None else f"{cell.study} at {shown(cell.condition)}"


def _in_short(reason: str) -> str:
    return shorten(" ".join(reason.split()), LONGEST_REASON)
