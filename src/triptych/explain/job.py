"""What a worker of `triptych explain` is asked for; importing this costs nothing."""

from dataclasses import dataclass
from pathlib import Path

from triptych.harness.budgets import ExplainBudget
from triptych.results.record import Record
from triptych.task import TaskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainJob:
    """Something to be measured of contenders of one task that the run kept.

    records     of the contenders it is about, all of one seed
    code        digest of what else decides what is measured, where the result says so
    """

    run_folder: Path
    folder: TaskFolder
    records: tuple[Record, ...]
    budget: ExplainBudget
    code: str = ""

    @property
    def record(self) -> Record:
        """The record of the only contender."""
        (record,) = self.records
        return record
