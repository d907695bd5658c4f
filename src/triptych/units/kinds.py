"""Units: the parts of a raw item that explanations refer to, exchangeable for another item's.

To measure the value of a part to a contender, the part is replaced by that of another real item,
the donor. After Covert, Lundberg and Lee, Explaining by Removing (JMLR 2021), with donors as in its
section on marginal distributions.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Raw
from triptych.errors import ContractError
from triptych.explanation import Parts
from triptych.units import text_parts

Kept = npt.NDArray[np.bool_]
"""A mask of the kept units (n items, most units of an item); missing units are ignored."""

_BLOCKS_A_SIDE: Final = 4
_FRAMES: Final = 16
_NUMBER_DIGITS: Final = 4


class Units(ABC):
    """A partition of raw items into units."""

    @abstractmethod
    def names(self, item: Any) -> tuple[str, ...]:
        """Name each unit of one raw item; a row of a table is a Series."""

    @abstractmethod
    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> Raw:
        """Items with every unit that is not kept replaced by the donor's.

        items, donors   n raw items each: item i gets parts of donor i
        kept            (n, units) booleans; with all kept the items come back, with none
                        kept the donors
        """

    @abstractmethod
    def places(self, item: Any) -> npt.NDArray[np.intp]:
        """The unit number of each part of one raw item.

        Parts are the columns of a row, the pixels of an image (height, width), the samples of a
        recording, the characters of a text, the digits of a number.
        """

    def pool(self, item: Any, parts: Parts) -> npt.NDArray[np.float64]:
        """The sum of `parts` of one raw item in each of its units (units,).

        Raises ContractError where there is not one number for each part.
        """
        places = self.places(item)
        values = np.asarray(parts, dtype=np.float64)
        if values.shape != places.shape:
            raise ContractError(
                f"numbers of shape {values.shape} for an item whose parts have the shape "
                f"{places.shape}; expected one for each column, pixel, sample, character or digit."
            )
        count = len(self.names(item))
        pooled = np.bincount(places.ravel(), weights=values.ravel(), minlength=count)
        return pooled.astype(np.float64)


@final
class Columns(Units):
    """Each raw column of a table is a unit, or each named group of columns."""

    def __init__(self, groups: Mapping[str, Sequence[str]] | None = None) -> None:
        self.groups = groups

    def names(self, item: "pd.Series[Any]") -> tuple[str, ...]:
        """The columns' names, or the groups'."""
        return tuple(self._groups(map(str, item.index)))

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> pd.DataFrame:
        """Rows with cells of other rows; columns keep their types."""
        assert isinstance(items, pd.DataFrame)
        assert isinstance(donors, pd.DataFrame)
        stays = kept[:, self._places(items.columns)]
        # Whole tables of numbers at once: column by column takes longer than most decisions.
        if len(set(items.dtypes)) == 1 and items.dtypes.iloc[0].kind in "fiu":
            return pd.DataFrame(_chosen(items, donors, stays), columns=items.columns)
        own, given = items.reset_index(drop=True), donors.reset_index(drop=True)
        places = enumerate(items.columns)
        return pd.DataFrame({n: own[n].where(stays[:, place], given[n]) for place, n in places})

    def places(self, item: "pd.Series[Any]") -> npt.NDArray[np.intp]:
        """The unit of each column (columns,)."""
        return self._places(item.index)

    def _places(self, names: Any) -> npt.NDArray[np.intp]:
        groups = self._groups(map(str, names)).values()
        units = {str(column): unit for unit, columns in enumerate(groups) for column in columns}
        if alone := [str(column) for column in names if str(column) not in units]:
            raise ContractError(f"the columns {alone} belong to no unit. Name them in UNITS.")
        return np.array([units[str(column)] for column in names], dtype=np.intp)

    def _groups(self, columns: Any) -> Mapping[str, Sequence[str]]:
        if self.groups is None:
            return {column: (column,) for column in columns}
        return self.groups


@final
class Blocks(Units):
    """An image (height, width) is divided into `rows` times `columns` rectangles."""

    def __init__(self, rows: int = _BLOCKS_A_SIDE, columns: int = _BLOCKS_A_SIDE) -> None:
        self.rows = rows
        self.columns = columns

    def names(self, item: npt.NDArray[Any]) -> tuple[str, ...]:
        """The position of each block, row by row."""
        return tuple(
            f"row {row + 1}, column {column + 1}"
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> npt.NDArray[Any]:
        """Images (n, height, width, …) with rectangles of other images."""
        height, width = np.shape(items)[1:3]
        return _chosen(items, donors, kept[:, self._grid(height, width)])

    def places(self, item: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
        """The block of each pixel (height, width)."""
        return self._grid(*item.shape[:2])

    def _grid(self, height: int, width: int) -> npt.NDArray[np.intp]:
        rows, columns = _pieces_of(height, self.rows), _pieces_of(width, self.columns)
        return rows[:, None] * self.columns + columns


@final
class Frames(Units):
    """A recording or a series (samples, …) is divided into `count` equal pieces of time."""

    def __init__(self, count: int = _FRAMES) -> None:
        self.count = count

    def names(self, item: npt.NDArray[Any]) -> tuple[str, ...]:
        """The pieces in order of time."""
        return tuple(f"{number + 1} of {self.count}" for number in range(self.count))

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> npt.NDArray[Any]:
        """Recordings (n, samples, …) with pieces of other recordings, at the same time."""
        samples = np.shape(items)[1]
        return _chosen(items, donors, kept[:, _pieces_of(samples, self.count)])

    def places(self, item: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
        """The piece of each sample (samples,)."""
        return _pieces_of(len(item), self.count)


@final
class Tokens(Units):
    """The words of a text; of a text with more than `most`, phrases of equally many words."""

    def __init__(self, most: int = 24) -> None:
        self.most = most

    def names(self, item: str) -> tuple[str, ...]:
        """The words, or phrases, as they stand in the text."""
        return tuple(part.strip() for part in text_parts.parts(text_parts.words(item), self.most))

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> npt.NDArray[np.object_]:
        """Texts with words of other texts, at about the same place in the text."""
        return text_parts.exchanged(items, donors, kept, text_parts.words, self.most, seam=" ")

    def places(self, item: str) -> npt.NDArray[np.intp]:
        """The word or phrase of each character, the space before a word included."""
        return text_parts.places(text_parts.parts(text_parts.words(item), self.most))


@final
class Characters(Units):
    """The characters of a string; of one with more than `most`, runs of equally many."""

    def __init__(self, most: int = 32) -> None:
        self.most = most

    def names(self, item: str) -> tuple[str, ...]:
        """The characters, or runs, as they stand in the string."""
        return tuple(text_parts.parts(text_parts.characters(item), self.most))

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> npt.NDArray[np.object_]:
        """Strings with characters of other strings, at about the same place."""
        return text_parts.exchanged(items, donors, kept, text_parts.characters, self.most)

    def places(self, item: str) -> npt.NDArray[np.intp]:
        """The unit of each character: itself, or its run."""
        return text_parts.places(text_parts.parts(text_parts.characters(item), self.most))


@final
class Digits(Units):
    """The decimal digits of a whole number, padded with zeros to `count`."""

    def __init__(self, count: int = _NUMBER_DIGITS) -> None:
        self.count = count

    def names(self, item: int) -> tuple[str, ...]:
        """The digit of each place, from the highest."""
        places = range(self.count - 1, -1, -1)
        return tuple(f"{10**place:,}s: {int(item) // 10**place % 10}" for place in places)

    def exchange(self, items: Raw, donors: Raw, kept: Kept) -> npt.NDArray[Any]:
        """Numbers with digits of other numbers, at the same place."""
        powers = 10 ** np.arange(self.count - 1, -1, -1)
        own, given = (np.asarray(numbers)[:, None] // powers % 10 for numbers in (items, donors))
        return np.asarray((np.where(kept, own, given) * powers).sum(axis=1), dtype=items.dtype)

    def places(self, item: int) -> npt.NDArray[np.intp]:
        """Each digit is a unit (count,)."""
        return np.arange(self.count)


def each(raw: Raw) -> Iterator[Any]:
    """Each item as an argument of `Units`: a row of a table as a Series."""
    return (row for _, row in raw.iterrows()) if isinstance(raw, pd.DataFrame) else iter(raw)


def units_by_default(raw: Raw) -> Units:
    """The default units for items, by their shape.

    Raises ContractError where no kind of unit fits.
    """
    if isinstance(raw, pd.DataFrame):
        return Columns()
    match raw.ndim, raw.dtype.kind:
        case 1, "O" | "U" | "T":
            has_words = any(len(str(text).split()) > 1 for text in raw)
            return Tokens() if has_words else Characters()
        case 1, "i" | "u":
            return Digits(len(str(int(raw.max(initial=0)))))
        case 2, _:
            return Frames(min(_FRAMES, raw.shape[1]))
        case 3 | 4, _:
            return Blocks(min(_BLOCKS_A_SIDE, raw.shape[1]), min(_BLOCKS_A_SIDE, raw.shape[2]))
    raise ContractError(
        f"raw items of shape {raw.shape[1:]} and type {raw.dtype} fall into no known units. "
        "Give UNITS in data.py: Columns, Blocks, Frames, Tokens, Characters or Digits."
    )


def _pieces_of(length: int, count: int) -> npt.NDArray[np.intp]:
    """The piece of each of `length` positions (length,); pieces have nearly equal size."""
    return np.arange(length) * count // length


def _chosen(items: Raw, donors: Raw, stays: Kept) -> npt.NDArray[Any]:
    own = np.asarray(items)
    stays = stays.reshape(stays.shape + (1,) * (own.ndim - stays.ndim))
    return np.where(stays, own, np.asarray(donors))
