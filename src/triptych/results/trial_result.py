"""What a trial left; importing this costs nothing."""

from dataclasses import dataclass

from triptych.results.record import Record


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a trial left: its record, and where it ended `done` its item table and contender.

    items           Parquet bytes of the item table (a row for each tested item)
    artefact        what `pickle_fitted` made of the first fold's contender and test items
    """

    record: Record
    items: bytes | None = None
    artefact: bytes | None = None
