"""Columns that tell the answer alone, and whether all others together tell as much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.own_data.answers import Answers
from triptych.own_data.columns.column import Column

_ROWS: Final = 3000
_FEW_ROWS: Final = 600
_WIDE: Final = 120
"""Beyond so many columns a look at a few rows says which are worth a tree."""

_MOST_TREES: Final = 40
_PARTS: Final = 3
_BINS: Final = 16
_SUSPECT: Final = 0.94
"""A column is suspect where it removes this share of what the best constant gets wrong."""

_SUSPECT_NUMBER: Final = 0.98
_WORTH_A_TREE: Final = 0.6
_RECODED: Final = 0.9999
_SEED: Final = 0
_LEAVES_OF_NUMBERS: Final = 64


@dataclass(frozen=True, slots=True)
class Suspect:
    """A column that tells the answer alone.

    right      in how many of 100 rows, out of fold; of numbers the share of variance explained
    others     the same for all columns that are no suspects, together; NaN where there are none
    is_leak    whether it is left out: a recoded answer, or errors half as many as all others make
    """

    name: str
    right: float
    others: float
    is_leak: bool


def suspects(columns: Sequence[Column], answers: Answers) -> list[Suspect]:
    """Columns that tell the answer alone, out of fold: one tree of few leaves, or a look-up.

    A column as good as all others together is honest, as petals of irises are. With one that makes
    half as many errors as all others do something is wrong: it was written after the fact.
    """
    usable = [column for column in columns if column.kind in ("number", "words")]
    usable = [column for column in usable if not column.gaps.all()]
    rows = _sampled(len(answers.values), _ROWS)
    y, k = _as_numbers(answers, rows)
    baseline = _baseline_error(y, k)
    if not usable or baseline == 0:
        return []
    worth = _worth_a_tree(usable, answers) if len(usable) > _WIDE else usable
    removed = {c.name: 1 - _error(c.at(rows), y, k) / baseline for c in worth}
    least = _SUSPECT if k else _SUSPECT_NUMBER
    strong = {name: share for name, share in removed.items() if share >= least}
    if not strong:
        return []
    named = {column.name: column for column in usable}
    others = [column.at(rows) for column in usable if column.name not in strong]
    rest = 1 - _error_together(others, y, k) / baseline if others else np.nan
    return [
        Suspect(
            name,
            _right(share, baseline, k),
            _right(float(rest), baseline, k),
            bool(others)
            and (
                bool(1 - share <= (1 - rest) / 2)
                or (share >= _RECODED and _is_recoded(named[name].at(rows), y, k))
            ),
        )
        for name, share in strong.items()
    ]


def decided_by_gaps(columns: Sequence[Column], answers: Answers) -> dict[str, float]:
    """Columns whose gaps alone tell the class, and in how many of 100 rows, in order.

    Those that remove half of what the best constant gets wrong.
    """
    rows = _sampled(len(answers.values), _ROWS)
    y, k = _as_numbers(answers, rows)
    baseline = _baseline_error(y, k)
    told = dict[str, float]()
    for column in columns:
        gaps = column.gaps[rows]
        if not k or baseline == 0 or min(gaps.sum(), (~gaps).sum()) < _PARTS * 2:
            continue
        error = _looked_up(gaps.astype(np.intp), y, k, _folds(y, k))
        if 1 - error / baseline >= 0.5:
            told[column.name] = _right(1 - error / baseline, baseline, k)
    return told


def _sampled(count: int, most: int) -> npt.NDArray[np.intp]:
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(_SEED).choice(count, most, replace=False))


def _as_numbers(answers: Answers, rows: npt.NDArray[np.intp]) -> tuple[npt.NDArray[Any], int]:
    """Classes as whole numbers and how many there are; numbers as their ranks, and 0."""
    values = answers.codes[rows]
    if answers.classes is not None:
        return np.asarray(values, dtype=np.intp), len(answers.classes)
    # By ranks, one huge value decides nothing.
    return pd.Series(values).rank().to_numpy(dtype=np.float64), 0


def _baseline_error(y: npt.NDArray[Any], k: int) -> float:
    return float(1 - np.bincount(y).max() / len(y)) if k else float(np.var(y))


def _right(share: float, baseline: float, k: int) -> float:
    return 100 * (1 - (1 - share) * baseline) if k else 100 * share


def _folds(y: npt.NDArray[Any], k: int) -> npt.NDArray[np.intp]:
    """The part of each row (n,), dealt out so that each part has every class."""
    order = np.lexsort((np.random.default_rng(_SEED).random(len(y)), y if k else np.zeros(len(y))))
    parts = np.empty(len(y), dtype=np.intp)
    parts[order] = np.arange(len(y)) % _PARTS
    return parts


def _codes(column: Column) -> npt.NDArray[np.intp]:
    """Words as whole numbers from 0; a gap is a word of its own."""
    return np.asarray(pd.factorize(column.values, use_na_sentinel=False)[0], dtype=np.intp)


def _ranks(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Numbers by their ranks, NaN for gaps: the same to a tree, which reads none beyond 1e38."""
    return np.asarray(pd.Series(values).rank(method="dense"), dtype=np.float64)


def _error(column: Column, y: npt.NDArray[Any], k: int) -> float:
    parts = _folds(y, k)
    if column.kind == "words":
        return _looked_up(_codes(column), y, k, parts)
    # Loading scikit-learn takes half a second, which a folder of pictures need not wait for.
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

    leaves = max(4, 2 * k) if k else _LEAVES_OF_NUMBERS
    kind = DecisionTreeClassifier if k else DecisionTreeRegressor
    X = _ranks(column.values).reshape(-1, 1)
    return _out_of_fold(kind(max_leaf_nodes=leaves, random_state=_SEED), X, y, k, parts)


def _out_of_fold(
    model: Any, X: Any, y: npt.NDArray[Any], k: int, parts: npt.NDArray[np.intp]
) -> float:
    said = np.empty(len(y))
    for part in range(_PARTS):
        train, test = parts != part, parts == part
        said[test] = model.fit(X[train], y[train]).predict(X[test])
    return _mean_error(said, y, k)


def _mean_error(said: npt.NDArray[Any], y: npt.NDArray[Any], k: int) -> float:
    return float(np.mean(said != y) if k else np.mean((said - y) ** 2))


def _looked_up(
    codes: npt.NDArray[np.intp], y: npt.NDArray[Any], k: int, parts: npt.NDArray[np.intp]
) -> float:
    """The error of saying, for each word, what it stood beside in the other parts."""
    said = np.empty(len(y))
    words = int(codes.max()) + 1
    for part in range(_PARTS):
        train, test = parts != part, parts == part
        if k:
            counts = np.bincount(codes[train] * k + y[train], minlength=words * k)
            table = counts.reshape(words, k)
            known = np.where(table.any(axis=1), table.argmax(axis=1), table.sum(axis=0).argmax())
        else:
            count = np.bincount(codes[train], minlength=words)
            total = np.bincount(codes[train], weights=y[train], minlength=words)
            known = np.where(count > 0, total / np.maximum(count, 1), y[train].mean())
        said[test] = known[codes[test]]
    return _mean_error(said, y, k)


def _is_recoded(column: Column, y: npt.NDArray[Any], k: int) -> bool:
    """Whether each word of the column is one class, and each class one word."""
    codes = _codes(column)
    pairs = len(set(zip(codes.tolist(), y.tolist(), strict=True)))
    return pairs == len(np.unique(codes)) == (k or len(np.unique(y)))


def _worth_a_tree(columns: Sequence[Column], answers: Answers) -> list[Column]:
    """Of very many columns the few that tell the most of a few rows, in bins of their ranks."""
    rows = _sampled(len(answers.values), _FEW_ROWS)
    y, k = _as_numbers(answers, rows)
    if not k:
        y, k = np.asarray(pd.qcut(y, 4, labels=False, duplicates="drop"), dtype=np.intp), 4
    baseline = _baseline_error(y, k)
    removed = dict[str, float]()
    for column in columns:
        codes = _codes(column.at(rows)) if column.kind == "words" else _bins(column.values[rows])
        counts = np.bincount(codes * k + y, minlength=(int(codes.max()) + 1) * k)
        right = counts.reshape(-1, k).max(axis=1).sum() / len(y)
        removed[column.name] = 1 - (1 - right) / baseline
    best = sorted(columns, key=lambda column: -removed[column.name])[:_MOST_TREES]
    return [column for column in best if removed[column.name] >= _WORTH_A_TREE]


def _bins(values: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    order = np.argsort(values, kind="stable")
    bins = np.empty(len(values), dtype=np.intp)
    bins[order] = np.arange(len(values)) * _BINS // len(values)
    # Equal values share a bin, or a column of two values would tell more than it does.
    _, first = np.unique(values, return_index=True)
    return bins[first][np.searchsorted(np.unique(values), values)] if len(first) < 9 else bins


def _error_together(columns: Sequence[Column], y: npt.NDArray[Any], k: int) -> float:
    """The error of a small forest on all the columns, out of fold."""
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

    kind = RandomForestClassifier if k else RandomForestRegressor
    X = np.column_stack(
        [_ranks(c.values) if c.kind == "number" else _codes(c).astype(np.float64) for c in columns]
    )
    return _out_of_fold(kind(40, random_state=_SEED), X, y, k, _folds(y, k))
