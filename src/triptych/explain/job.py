"""Jobs for the workers of `triptych explain`; this module imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from triptych.harness.budgets import ExplainBudget
from triptych.results.record import Record
from triptych.task import TaskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainJob:
    """A measurement of contenders of one task that the run kept.

    records     records of the contenders, all of one seed
    code        digest of the other inputs of the measurement, which the result records
    """

    run_folder: Path
    folder: TaskFolder
    records: tuple[Record, ...]
    budget: ExplainBudget
    code: str = ""

    @property
    def record(self) -> Record:
        """The record of the job's single contender."""
        (record,) = self.records
        return record
