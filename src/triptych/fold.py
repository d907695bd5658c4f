"""Folds: training items and test items."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from triptych.dataset import Dataset, Indices
from triptych.errors import ContractError
from triptych.split import Split

AUTHOR_SHARE = 1 / 3
AUTHOR_LIMIT = 1000


@dataclass(frozen=True, eq=False)
class Fold:
    """One division of the items: indices into the dataset, both sorted."""

    train: Indices
    test: Indices


def inseparable(dataset: Dataset) -> Indices:
    """Number the groups of items that must stay on one side of every split.

    Two items belong together when they are identical, when they share a group, or when a chain of
    such pairs connects them. Returns the number of the connected component for each item (n,).
    """
    _, twins = np.unique(dataset.item_digests, return_inverse=True)
    if dataset.groups is None:
        return np.asarray(twins, dtype=np.intp)
    _, groups = np.unique(dataset.groups, return_inverse=True)
    ends = (twins, groups + twins.max() + 1)
    size = int(ends[1].max()) + 1
    graph = coo_array((np.ones(len(dataset)), ends), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    return np.asarray(component[twins], dtype=np.intp)


def author_part(dataset: Dataset) -> Indices:
    """Items that rule authors may look at: a third, at most 1,000, chosen by a content hash.

    They are never tested, and always in training, except where a rolling window has passed them.
    Items that belong together are chosen together; none is chosen from an official test part. Of
    ordered items the author sees the beginning, of the first stream alone, without items that occur
    again later. Returns indices, sorted. Raises ContractError where items are not sorted by their
    order.
    """
    together = inseparable(dataset)
    free = np.ones(len(dataset), dtype=bool)
    if dataset.official_split is not None:
        free = ~np.isin(together, together[dataset.official_split])
    quota = min(int(free.sum() * AUTHOR_SHARE), AUTHOR_LIMIT)
    if dataset.order is not None:
        _require_order(dataset)
        if dataset.streams is not None:
            quota = min(int(np.sum(dataset.streams == 0) * AUTHOR_SHARE), AUTHOR_LIMIT)
        beginning = np.flatnonzero(free)[:quota]
        later = np.setdiff1d(np.arange(len(dataset)), beginning)
        return beginning[~np.isin(together[beginning], together[later])]
    # The smallest digest of a set stands for it, whatever order the items came in.
    smallest = np.full(together.max() + 1, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(smallest, together, dataset.item_digests)
    by_hash = np.lexsort((together, smallest[together]))
    by_hash = by_hash[free[by_hash]]
    sizes = np.bincount(together)
    chosen: set[int] = set()
    taken = 0
    for number in dict.fromkeys(together[by_hash].tolist()):
        if taken + sizes[number] <= quota:
            chosen.add(number)
            taken += int(sizes[number])
    return np.flatnonzero(np.isin(together, list(chosen)) & free)


def folds(dataset: Dataset, split: Split, seed: int) -> tuple[Fold, ...]:
    """Divide the items by the declared `split`; the same seed gives the same folds.

    The author's part is in every training part but a rolling one's. Only cross-validation depends
    on the seed, and of several streams which one it is. Raises ContractError where the data cannot
    be divided by it.
    """
    if split.kind == "rolling":
        return _rolling(dataset, split, _stream(dataset, split, seed))
    author = np.zeros(len(dataset), dtype=bool)
    author[author_part(dataset)] = True
    if split.kind == "official":
        return (_official(dataset),)
    candidates = np.flatnonzero(~author)
    together = inseparable(dataset)[candidates]
    strata = _strata(dataset)[candidates]
    if split.kind == "cross_validated":
        parts, random_state = split.folds, seed
    else:
        parts, random_state = round(len(candidates) / max(split.test_items, 1)), 0
    if parts < 2:
        raise ContractError(
            f"{len(candidates)} items outside the author's part cannot give {split}. "
            "Use a smaller test part, or cross_validated()."
        )
    tests = _partition(strata, together, parts, random_state)
    if split.kind == "held_out":
        tests = tests[:1]
    everything = np.arange(len(dataset))
    return tuple(
        Fold(train=np.setdiff1d(everything, candidates[test]), test=candidates[test])
        for test in tests
    )


def author_folds(dataset: Dataset, parts: int = 5) -> tuple[Fold, ...]:
    """Cross-validation within the author's part: nothing else is trained on or tested.

    In as many parts as asked, or as the author's part has groups where these are fewer. Ordered
    items are tested by what was trained on earlier ones alone, in `parts` blocks. Raises
    ContractError where the author's part cannot be divided.
    """
    author = author_part(dataset)
    if dataset.order is not None:
        blocks = np.array_split(author, parts + 1)
        return tuple(
            Fold(train=np.concatenate(blocks[:number]), test=blocks[number])
            for number in range(1, parts + 1)
        )
    together = inseparable(dataset)[author]
    parts = min(parts, len(np.unique(together)))
    tests = _partition(_strata(dataset)[author], together, parts, 0)
    return tuple(
        Fold(train=np.setdiff1d(author, author[test]), test=author[test]) for test in tests
    )


def _official(dataset: Dataset) -> Fold:
    if dataset.official_split is None:
        raise ContractError(
            "split=official() needs Dataset.official_split, which is None. "
            "Give it, or choose cross_validated() or held_out()."
        )
    together = inseparable(dataset)
    test = np.flatnonzero(dataset.official_split)
    # A training item that also occurs in the test part would be a leak.
    train = np.flatnonzero(~np.isin(together, together[test]))
    return Fold(train=train, test=test)


def _stream(dataset: Dataset, split: Split, seed: int) -> Indices:
    """The items of the stream that a seed is trained and tested on: all where there is one."""
    streams = np.zeros(len(dataset)) if dataset.streams is None else np.asarray(dataset.streams)
    count = int(streams.max(initial=0)) + 1
    if (
        count != split.streams
        or not 0 <= seed * (count > 1) < count
        or np.any(np.diff(streams) < 0)
    ):
        raise ContractError(
            f"stream {seed} was asked for by the seed; Dataset.streams has {count}, the card's "
            f"rolling(streams={split.streams}). Expected the same number, and items numbered from "
            "stream 0 on, one stream after the other."
        )
    return np.flatnonzero(streams == seed) if count > 1 else np.arange(len(dataset))


def _rolling(dataset: Dataset, split: Split, stream: Indices) -> tuple[Fold, ...]:
    if dataset.order is None:
        raise ContractError(
            "split=rolling() needs Dataset.order, which is None. "
            "Give the time of each item, or choose cross_validated() or held_out()."
        )
    first, size, window, step = int(stream[0]), len(stream), split.window, split.step
    least = int(author_part(dataset).max(initial=0)) + 1
    if not least <= window < size or step < 1:
        raise ContractError(
            f"{size} items cannot be divided by rolling(window={window}, step={step}). Use a "
            f"window of at least {least} items, so that it covers the author's part, that leaves "
            "items to test, and a step of at least 1."
        )
    together = inseparable(dataset)
    parts: list[Fold] = []
    for start in range(window, size, step):
        test = first + np.arange(start, min(start + step, size))
        before = first + np.arange(start - window, start)
        # A tested item may have occurred before: a memorised answer is no evidence.
        parts.append(Fold(train=before[~np.isin(together[before], together[test])], test=test))
    return tuple(parts)


def _require_order(dataset: Dataset) -> None:
    order = np.asarray(dataset.order)
    if not np.all(order[:-1] <= order[1:]):
        place = int(np.flatnonzero(~(order[:-1] <= order[1:]))[0])
        raise ContractError(
            f"Dataset.order is {order[place]} for item {place} and {order[place + 1]} for the "
            "next; expected items sorted by their time. Sort them in load()."
        )


def _strata(dataset: Dataset) -> npt.NDArray[np.intp]:
    """Class of each item, or its quintile of the target for regression."""
    if dataset.classes is not None:
        numbers = {label: number for number, label in enumerate(dataset.classes)}
        return np.array([numbers[str(label)] for label in dataset.target], dtype=np.intp)
    target = np.asarray(dataset.target, dtype=np.float64)
    return np.searchsorted(np.quantile(target, [0.2, 0.4, 0.6, 0.8]), target)


def _partition(
    strata: npt.NDArray[np.intp], together: Indices, parts: int, random_state: int
) -> list[Indices]:
    """Divide positions into `parts` stratified test parts that keep inseparable items together."""
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    different = len(np.unique(together))
    if different < parts:
        raise ContractError(
            f"only {different} of {len(together)} items differ or are of different groups, which "
            f"cannot be cut into {parts} parts: what is equal stays together. Use fewer parts, or "
            "other items."
        )
    alone = different == len(together)
    splitter = StratifiedKFold if alone else StratifiedGroupKFold
    cutter = splitter(n_splits=parts, shuffle=True, random_state=random_state)
    groups = None if alone else together
    try:
        return [np.sort(test) for _, test in cutter.split(strata, strata, groups)]
    except ValueError as error:
        raise ContractError(f"the items cannot be cut into {parts} parts: {error}") from error
