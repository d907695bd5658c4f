"""TimeLeft: estimates the remaining time of a run."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import fmean
from typing import final

from triptych.cell import Cell
from triptych.results.record import Record
from triptych.task import paradigm_of


@final
class TimeLeft:
    """Estimates the time of the remaining cells from the times of similar cells."""

    def __init__(self, waiting: Iterable[Cell], earlier: Iterable[Record], workers: int) -> None:
        self._workers = workers
        self._waiting: dict[tuple[str, str], int] = defaultdict(int)
        self._seconds: dict[tuple[str, str], float] = defaultdict(float)
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        for cell in waiting:
            self._waiting[cell.task, cell.contender] += 1
        for record in earlier:
            self._learn(record)

    def finish(self, record: Record) -> None:
        """Remove a finished cell from the list, and learn its time."""
        self._waiting[record.cell.task, record.cell.contender] -= 1
        self._learn(record)

    def seconds_left(self) -> float | None:
        """Estimated seconds until the last cell ends; None without any known time."""
        means = {like: self._seconds[like] / count for like, count in self._counts.items()}
        if not means:
            return None
        anything = fmean(means.values())
        paradigms: dict[str, list[float]] = defaultdict(list)
        for (_, contender), mean in means.items():
            paradigms[paradigm_of(contender)].append(mean)
        expected = {paradigm: fmean(values) for paradigm, values in paradigms.items()}
        return (
            sum(
                count * means.get(like, expected.get(paradigm_of(like[1]), anything))
                for like, count in self._waiting.items()
            )
            / self._workers
        )

    def _learn(self, record: Record) -> None:
        if record.status != "skipped":
            like = record.cell.task, record.cell.contender
            self._seconds[like] += record.wall_seconds
            self._counts[like] += 1
