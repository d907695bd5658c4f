"""A figure: a drawing with its caption and its data."""

from dataclasses import dataclass

from triptych.report.model.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """What the page shows: `table` holds every number that was drawn."""

    svg: str
    caption: str
    table: Table | None = None
