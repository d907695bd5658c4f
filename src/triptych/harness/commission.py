"""What a worker of `triptych explain` is asked for; importing this costs nothing."""

from dataclasses import dataclass
from pathlib import Path

from triptych.harness.thoroughness import Thoroughness
from triptych.record import Record
from triptych.task import TaskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """Something to be measured of contenders of one task that the run kept.

    records     of the contenders it is about, all of one seed
    """

    run_folder: Path
    folder: TaskFolder
    records: tuple[Record, ...]
    thoroughness: Thoroughness

    @property
    def record(self) -> Record:
        """The record of the only contender."""
        (record,) = self.records
        return record
