"""The result of a trial; this module imports nothing heavy."""

from dataclasses import dataclass

from triptych.results.record import Record


@dataclass(frozen=True, slots=True)
class TrialResult:
    """The result of a trial: its record, and if it is `done`, its item table and contender.

    items           Parquet bytes of the item table (a row for each tested item)
    artefact        the first fold's contender and test items, by `pickle_fitted`
    """

    record: Record
    items: bytes | None = None
    artefact: bytes | None = None
