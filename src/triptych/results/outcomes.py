"""Outcomes: one contender's answers on the items that were tested in every seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import DataError
from triptych.measure.quality import Answers, Numbers, item_values
from triptych.metric import Metric

Integers = npt.NDArray[np.int64]

LARGEST: Final = 1e100
"""Squares of larger numbers, summed over items, may be no numbers any more."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcomes:
    """Answers of one contender, complete: one row per seed, one column per item.

    items        n indices into the dataset, sorted
    truth        n indices into the classes, or numbers for regression
    predictions  the same for each seed: shape (seeds, n); `losses` and `costs` likewise,
                 `costs` None where the dataset has none
    folds        the fold in which each item was tested, shape (seeds, n); None where not recorded
    groups       the group of each item (n,), whose items are not independent; None where the
                 dataset has none, or the table is of an early run; of items in order, the stream
    ordered      whether items are in the order of time, so that neighbours are not independent
    dropped      number of items left out because some seed did not test them
    """

    contender: str
    seeds: tuple[int, ...]
    items: Integers
    truth: Answers
    predictions: Answers
    losses: Numbers
    costs: Numbers | None = None
    folds: Integers | None = None
    groups: Integers | None = None
    ordered: bool = False
    dropped: int = 0

    @classmethod
    def of_items(
        cls, contender: str, items: Mapping[str, Any] | pd.DataFrame, *, ordered: bool = False
    ) -> Self:
        """Arrange an item table with a `seed` column: a frame, or an array for each column.

        Each seed of several streams tested one of them: together they are one row, whose groups
        are the streams.

        Raises DataError where no item was tested in every seed, one twice in a seed, or where a
        loss, cost or predicted number is not finite.
        """
        has_groups = "group" in items and bool(pd.notna(items["group"]).all())
        streams = len(np.unique(items["group"])) if ordered and has_groups else 0
        seed = np.asarray(items["seed"])
        if streams > 1:
            seed = np.full(len(seed), seed.min())
        arrangement = _arrange(contender, seed, np.asarray(items["item"]))
        seeds, order = arrangement.seeds, arrangement.order

        def arranged(name: str) -> Answers:
            rows: Answers = np.asarray(items[name])[order].reshape(len(seeds), -1)
            return rows

        return cls(
            contender=contender,
            seeds=tuple(seeds.tolist()),
            items=arrangement.items.astype(np.int64),
            truth=arranged("truth")[0],
            predictions=arranged("prediction"),
            losses=arranged("loss").astype(np.float64),
            costs=arranged("cost").astype(np.float64) if pd.notna(items["cost"]).all() else None,
            folds=arranged("fold").astype(np.int64) if "fold" in items else None,
            groups=None
            if streams == 1 or not has_groups
            else arranged("group")[0].astype(np.int64),
            ordered=ordered,
            dropped=arrangement.dropped,
        )

    @property
    def streams(self) -> int:
        """The number of streams that items in the order of time come from; 1 of others."""
        return len(np.unique(self.groups)) if self.ordered and self.groups is not None else 1

    @property
    def deterministic(self) -> bool:
        """Whether several seeds were run and all of them gave the same answers."""
        return len(self.seeds) > 1 and bool((self.predictions == self.predictions[0]).all())

    @property
    def hits(self) -> Numbers:
        """Hits M[seed, item]: 1 where the answer is right, 0 where it is wrong."""
        right: Numbers = (self.losses == 0).astype(np.float64)
        return right

    def values(self, metric: Metric) -> Numbers:
        """The numbers M[seed, item] whose mean is the metric."""
        return item_values(metric, self.losses, self.costs)

    def fitted(self) -> Self:
        """Outcomes of the different fitted models: one for each seed, or the first seed's only."""
        return self._rows([0], self.seeds[:1]) if self.deterministic else self

    def on(self, columns: Answers) -> Self:
        """The outcomes on some of the items, given by their positions."""
        return replace(
            self,
            items=self.items[columns],
            truth=self.truth[columns],
            predictions=self.predictions[:, columns],
            losses=self.losses[:, columns],
            costs=None if self.costs is None else self.costs[:, columns],
            folds=None if self.folds is None else self.folds[:, columns],
            groups=None if self.groups is None else self.groups[columns],
            dropped=self.dropped + len(self.items) - len(columns),
        )

    def __post_init__(self) -> None:
        """Raise DataError for numbers of which no mean and variance can be computed."""
        numbers = {"prediction": self.predictions, "loss": self.losses, "cost": self.costs}
        for name, values in numbers.items():
            if values is None or values.dtype.kind != "f":
                continue
            if wrong := int(np.sum(~(np.abs(values) <= LARGEST))):
                raise DataError(
                    f"{self.contender}: {wrong:,} of {values.size:,} answers have a {name} that is "
                    f"no finite number, or beyond {LARGEST:g}, so nothing can be said of its mean. "
                    "Mend its predict and run it again."
                )

    def _rows(self, rows: list[int], seeds: tuple[int, ...]) -> Self:
        return replace(
            self,
            seeds=seeds,
            predictions=self.predictions[rows],
            losses=self.losses[rows],
            costs=None if self.costs is None else self.costs[rows],
            folds=None if self.folds is None else self.folds[rows],
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Arrangement:
    """How rows of an item table become a matrix.

    seeds, items    what its rows and columns are, both sorted
    order           the rows of the table (seeds * items), row by row of the matrix
    dropped         number of items that some seed did not test
    """

    seeds: Integers
    items: Integers
    order: Integers
    dropped: int


def _arrange(contender: str, seed: Integers, item: Integers) -> _Arrangement:
    """The arrangement of rows (n,) with a seed and an item each; raises DataError as `of_items`."""
    order = np.lexsort((item, seed))
    seeds = np.unique(seed)
    if len(order) % len(seeds) == 0:
        grid = item[order].reshape(len(seeds), -1)
        of_row = seed[order].reshape(len(seeds), -1)
        if (of_row == seeds[:, None]).all() and (grid == grid[0]).all() and _increases(grid[0]):
            return _Arrangement(seeds, grid[0], order, dropped=0)  # every seed tested every item
    row = np.searchsorted(seeds, seed)
    items, column = np.unique(item, return_inverse=True)
    tested = np.zeros((len(seeds), len(items)), dtype=np.int64)
    np.add.at(tested, (row, column), 1)
    if tested.max(initial=0) > 1:
        raise DataError(
            f"{contender}: an item was tested twice with one seed; expected once. "
            "Is one item table stored under two keys?"
        )
    complete = tested.min(axis=0) > 0
    if not complete.any():
        raise DataError(f"{contender}: no item was tested in all of its {len(seeds)} seeds.")
    kept = order[complete[column[order]]]
    return _Arrangement(seeds, items[complete], kept, dropped=int((~complete).sum()))


def _increases(numbers: Integers) -> bool:
    return bool((np.diff(numbers) > 0).all())


def pair(first: Outcomes, second: Outcomes) -> tuple[Outcomes, Outcomes]:
    """Restrict two contenders to their common items and seeds; see `align`."""
    first, second = align((first, second))
    return first, second


def align(sides: Sequence[Outcomes]) -> tuple[Outcomes, ...]:
    """Restrict answers to their common items and seeds.

    Deterministic ones are repeated for every seed of the others; otherwise common seeds are
    joined (docs/statistics.md#comparison). Raises DataError where they share no item or no seed.
    """
    common = reduce(_intersection, (one.items for one in sides))
    names = " and ".join(dict.fromkeys(one.contender for one in sides))
    if not len(common):
        raise DataError(f"{names} were tested on no common item.")
    on_common = [
        one if len(one.items) == len(common) else one.on(np.searchsorted(one.items, common))
        for one in sides
    ]
    varied = [one for one in on_common if not one.deterministic]
    if not varied:
        return tuple(one.fitted() for one in on_common)
    seeds = tuple(seed for seed in varied[0].seeds if all(seed in one.seeds for one in varied))
    if not seeds:
        ends = ", ".join(f"{one.contender} with seeds {one.seeds}" for one in varied)
        raise DataError(
            f"{ends} ended: none in common, so they cannot be paired. Run the missing cells."
        )
    return tuple(
        one
        if one.seeds == seeds and not one.deterministic
        else one._rows([0 if one.deterministic else one.seeds.index(seed) for seed in seeds], seeds)
        for one in on_common
    )


def _intersection(first: Integers, second: Integers) -> Integers:
    return first if np.array_equal(first, second) else np.intersect1d(first, second)
