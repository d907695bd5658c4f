"""What a task promises about its units: the parts of an item that explanations refer to."""

from typing import Final

import numpy as np
import numpy.typing as npt

from triptych.checks.specimen import Specimen, is_unchanged
from triptych.dataset import Raw, take
from triptych.errors import ContractError
from triptych.units.kinds import each

MOST: Final = 64
_ITEMS: Final = 20


def check_units_cover_the_item(specimen: Specimen) -> None:
    """Units partition the item: with all kept it is the item, with none kept the donor."""
    items = take(specimen.tested_raw, np.arange(min(_ITEMS, len(specimen.tested_raw))))
    donors = take(items, np.roll(np.arange(len(items)), 1))
    counts = [len(specimen.task.units.names(item)) for item in each(items)]
    if not 1 <= max(counts) <= MOST:
        raise ContractError(
            f"items fall into {max(counts)} units; expected at most {MOST}, so that an "
            "explanation can be read. Merge some by UNITS in data.py."
        )
    for kept, expected, words in ((True, items, "every"), (False, donors, "no")):
        exchanged = _exchanged(specimen, items, donors, np.full((len(items), max(counts)), kept))
        if not is_unchanged(exchanged, expected):
            raise ContractError(
                f"with {words} unit kept, UNITS.exchange does not give the "
                f"{'items' if kept else 'donors'} back. Every part of an item belongs to "
                "exactly one unit."
            )


def check_units_lie_where_they_say(specimen: Specimen) -> None:
    """UNITS.places assigns a unit to every part, and pooling by units preserves sums."""
    items = take(specimen.tested_raw, np.arange(min(_ITEMS, len(specimen.tested_raw))))
    units = specimen.task.units
    for item in each(items):
        count, places = len(units.names(item)), units.places(item)
        if places.size and not 0 <= places.min() <= places.max() < count:
            raise ContractError(
                f"UNITS.places gives numbers from {places.min()} to {places.max()} for an item of "
                f"{count} units. Each part of an item has the number of one of its units."
            )
        pooled = units.pool(item, np.ones(places.shape))
        if pooled.shape != (count,) or pooled.sum() != places.size:
            raise ContractError(
                f"UNITS.pool makes {pooled.sum():g} of {places.size} parts of 1, in "
                f"{len(pooled)} units of {count}. Every part belongs to exactly one unit."
            )


def _exchanged(specimen: Specimen, items: Raw, donors: Raw, kept: npt.NDArray[np.bool_]) -> Raw:
    exchanged = specimen.task.units.exchange(items, donors, kept)
    if len(exchanged) != len(items) or type(exchanged) is not type(items):
        raise ContractError(
            f"UNITS.exchange gave {len(exchanged)} items as a {type(exchanged).__name__} for "
            f"{len(items)} as a {type(items).__name__}. Give back what came in, changed."
        )
    return exchanged
