"""Progress of a run on stderr: a bar in a terminal, plain lines elsewhere."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, final

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from triptych.cell import Cell
from triptych.cli.data.needed import with_fetch_command
from triptych.cli.scores import standing
from triptych.cli.terminal import console
from triptych.harness.run import Listener
from triptych.harness.run_request import Prepared
from triptych.report.words.number import counted, rough_duration
from triptych.results.record import Record
from triptych.study import MAIN_STUDY
from triptych.task import PARADIGMS, TaskFolder

SILENCE_SECONDS: Final = 30.0
"""Longest time without a line in a log, so that a reader knows the run is alive."""


@final
class RunProgress(Listener):
    """Shows the state of a run and keeps its records; prints failures immediately."""

    def __init__(self, tasks: Iterable[TaskFolder], *, quiet: bool = False) -> None:
        self._tasks = {task.name: task for task in tasks}
        self.records: dict[str, Record] = {}
        """The newest record of each planned cell, by the cell's label."""
        self.kept = 0
        self.to_run = 0
        self._waiting: Counter[str] = Counter()
        """Cells of each task's three contenders that are still to end."""
        self._place = console.talk()
        self._quiet = quiet
        self._bar = _Bar(self._place) if self._place.is_terminal and not quiet else None
        self._spoke_at = time.monotonic()

    def __enter__(self) -> "RunProgress":
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def loading(self, tasks: Sequence[str]) -> None:
        """Print which tasks' data are being loaded."""
        if tasks:
            self._say(f"loading the data of {', '.join(tasks)}")

    def planned(self, prepared: Prepared) -> None:
        """Print how many cells are present and how many will run."""
        self.records = {
            planned.cell.label: prepared.present[planned.key]
            for planned in prepared.planned
            if planned.key in prepared.present
        }
        self.to_run = len(prepared.missing)
        self._waiting = Counter(
            planned.cell.task for planned in prepared.missing if _is_of_the_three(planned.cell)
        )
        self._say(
            f"{counted(len(prepared.planned), 'cell')}: {len(self.records)} present, "
            f"{self.to_run} to run"
        )
        if self._bar and self.to_run:
            self._bar.start(self.to_run)

    def finished(self, record: Record, seconds_left: float | None) -> None:
        """Count a finished trial; print it if it failed."""
        self.kept += 1
        self.records[record.cell.label] = record
        if record.status not in ("done", "skipped"):  # a skipped task is told once, at the end
            reason = self.reason_of(record)
            self._place.print(console.styled(f"{record.status}: {record.cell.label}: {reason}"))
        if _is_of_the_three(record.cell):
            self._tell_standing(record.cell.task)
        left = "" if seconds_left is None else f"about {rough_duration(seconds_left)} left"
        if self._bar:
            self._bar.advance(record.cell.label, left)
        elif time.monotonic() - self._spoke_at > SILENCE_SECONDS:
            self._say(", ".join(filter(None, (f"{self.kept}/{self.to_run} done", left))))

    def _tell_standing(self, task: str) -> None:
        """Print where a task's three contenders stand once all of their cells have ended."""
        self._waiting[task] -= 1
        if not self._waiting[task] and task in self._tasks:
            records = self.records.values()
            if any(one.score is not None for one in records if one.cell.task == task):
                self._say(standing(self._tasks[task], records))

    def reason_of(self, record: Record) -> str:
        """The record's reason, with the command that downloads what its task needs."""
        task = self._tasks.get(record.cell.task)
        return record.reason if task is None else with_fetch_command(record.reason, task)

    def compacting(self) -> None:
        """Print that item tables are being compacted."""
        if self._bar:
            self._bar.stop()

    def _say(self, words: str) -> None:
        self._spoke_at = time.monotonic()
        if not self._quiet:
            self._place.print(console.styled(words, "dim"))


def _is_of_the_three(cell: Cell) -> bool:
    return cell.study == MAIN_STUDY and cell.contender in PARADIGMS


@final
class _Bar:
    """A bar with the count and the time left; below it, the last finished trial."""

    def __init__(self, place: Console) -> None:
        self._progress = Progress(
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            console=place,
        )
        self._live = Live(console=place, transient=True, refresh_per_second=4)
        self._bar = self._progress.add_task("", total=None)

    def start(self, total: int) -> None:
        self._progress.update(self._bar, total=total)
        self._live.update(self._progress)
        self._live.start()

    def advance(self, label: str, left: str) -> None:
        self._progress.update(self._bar, advance=1, description=left)
        last = console.styled(f"last: {label}", "dim")
        last.no_wrap, last.overflow = True, "ellipsis"
        self._live.update(Group(self._progress, last))

    def stop(self) -> None:
        self._live.stop()
