"""Rules on the columns of a table, from a pruned decision tree."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_numeric_dtype
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.tree import DecisionTreeClassifier

from triptych.paradigms.rules.language.column import column
from triptych.paradigms.rules.language.condition import Condition, all_of
from triptych.paradigms.rules.language.rule import Rule
from triptych.paradigms.rules.suggesting.suggestion import (
    MOST_NAMES,
    SuggestedRules,
    most_frequent,
    seen,
)

LEAVES: Final = (2, 3, 4, 6, 8, 12, 16)
"""Sizes of tree that are tried: as many rules as a person reads."""

_FOLDS: Final = 5
_LEAST_OF_A_LEAF: Final = 3
_SEED: Final = 0


@dataclass(frozen=True)
class Test:
    """A yes-or-no question about a column: a number at most a bound, or a name being this one."""

    column: str
    bound: float | str
    gaps: Literal["none", "hold", "do not hold"] = "none"
    otherwise: str | None = None
    """The only other name in the column, where there is one and no gap."""

    def condition(self, *, holds: bool) -> Condition:
        """The condition for this answer; gaps go where the tree put them."""
        measure = column(self.column)
        if isinstance(self.bound, str):
            if holds:
                return measure == self.bound
            return measure != self.bound if self.otherwise is None else measure == self.otherwise
        # A comparison never holds for a gap, its negation does.
        if holds:
            return ~(measure > self.bound) if self.gaps == "hold" else measure <= self.bound
        return ~(measure <= self.bound) if self.gaps == "do not hold" else measure > self.bound


@dataclass(frozen=True)
class Question:
    """A column of the tree's matrix, and how a split of it is asked about the table."""

    column: str
    values: npt.NDArray[np.float64]
    name: str | None
    has_gaps: bool
    middle: float
    otherwise: str | None = None

    def test(self, threshold: float) -> Test:
        """The question that a split at the threshold asks, with a bound of few digits."""
        if self.name is not None:
            return Test(self.column, self.name, otherwise=self.otherwise)
        known = np.unique(self.values)
        low, high = known[known <= threshold].max(), known[known > threshold].min()
        bound = roundest(low, high)
        if not self.has_gaps:
            return Test(self.column, bound)
        return Test(self.column, bound, "hold" if self.middle <= threshold else "do not hold")


def suggest_rules(table: pd.DataFrame, answers: npt.NDArray[Any]) -> SuggestedRules:
    """Rules for classes from the columns (n rows) and the answers (n,).

    The tree's size is chosen by a cross-validation of these items: the smallest within one standard
    error of the best (Breiman and others, Classification and Regression Trees, 1984). By
    scikit-learn's `DecisionTreeClassifier`. Each leaf is a rule, but those of the class that
    `otherwise` answers. Columns of more than twenty names are not asked about.
    """
    questions = _questions(table)
    fallback = most_frequent(answers)
    if not questions or len(np.unique(answers)) < 2:
        return SuggestedRules((), fallback)
    matrix = np.column_stack([question.values for question in questions])
    tree = _sized(matrix, answers)
    leaves = [leaf for leaf in _leaves(tree, questions) if leaf.label != fallback]
    leaves.sort(key=lambda leaf: -leaf.hits)
    rules = (Rule(leaf.label, leaf.condition, seen(leaf.right, leaf.hits)) for leaf in leaves)
    return SuggestedRules(tuple(rules), fallback)


@dataclass(frozen=True)
class Leaf:
    """A leaf: its class, its condition, and how many items it holds and has right."""

    label: str
    tests: tuple[tuple[Test, bool], ...]
    hits: int
    right: int

    @property
    def condition(self) -> Condition:
        """All answers on the way to it, the nearest bounds of a column alone."""
        kept: dict[tuple[str, bool, bool], tuple[Test, bool]] = {}
        for test, holds in self.tests:  # a later bound on the same side is the nearer one
            is_name = isinstance(test.bound, str)
            name = f"{test.column}={test.bound}" if is_name else test.column
            kept[name, is_name, holds] = (test, holds)
        names = {
            test.column for test, holds in kept.values() if holds and isinstance(test.bound, str)
        }
        parts = [
            test.condition(holds=holds)
            for test, holds in kept.values()
            if holds or not isinstance(test.bound, str) or test.column not in names
        ]
        return parts[0] if len(parts) == 1 else all_of(*parts)


def roundest(low: float, high: float) -> float:
    """The number of fewest digits from `low` to below `high`; whole numbers where one will do."""
    if not low < high:
        return float(low)
    middle = (low + high) / 2
    digits = max(0, -math.floor(math.log10(high - low)))
    scale = -math.floor(math.log10(max(abs(low), abs(high), high - low)))
    for places in range(scale, digits + 2):
        rounded = round(middle, places)
        if low <= rounded < high:
            return float(rounded)
    return float(middle)


def _questions(table: pd.DataFrame) -> list[Question]:
    questions = []
    for name, values in table.items():
        if is_numeric_dtype(values):
            numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
            known = numbers[np.isfinite(numbers)]
            if len(np.unique(known)) < 2:
                continue
            middle = float(np.median(known))
            filled = np.where(np.isfinite(numbers), numbers, middle)
            questions.append(Question(str(name), filled, None, len(known) < len(numbers), middle))
            continue
        words = values.where(values.isna(), values.astype(str))
        names = words.value_counts()
        if len(names) <= MOST_NAMES:
            is_pair = len(names) == 2 and not values.isna().any()
            for one in names.index[: 1 if is_pair else None]:
                same = (words == one).to_numpy(dtype=np.float64)
                # A split of an indicator asks whether it is at most .5, so its sides are exchanged.
                other = str(names.index[1]) if is_pair else None
                questions.append(Question(str(name), 1 - same, str(one), False, 0.0, other))
    return questions


def _sized(matrix: npt.NDArray[np.float64], answers: npt.NDArray[Any]) -> DecisionTreeClassifier:
    def tree(leaves: int) -> DecisionTreeClassifier:
        return DecisionTreeClassifier(
            max_leaf_nodes=leaves, min_samples_leaf=_LEAST_OF_A_LEAF, random_state=_SEED
        )

    fewest = np.unique(answers, return_counts=True)[1].min()
    folds = int(min(_FOLDS, fewest))
    if folds < 2:
        return tree(LEAVES[0]).fit(matrix, answers)
    parts = StratifiedKFold(folds, shuffle=True, random_state=_SEED)
    scores = [cross_val_score(tree(leaves), matrix, answers, cv=parts) for leaves in LEAVES]
    best = max(scores, key=np.mean)
    enough = best.mean() - best.std(ddof=1) / math.sqrt(folds)
    chosen = next(n for n, one in zip(LEAVES, scores, strict=True) if one.mean() >= enough)
    return tree(chosen).fit(matrix, answers)


def _leaves(fitted: DecisionTreeClassifier, questions: list[Question]) -> Iterator[Leaf]:
    """The leaves; two of one class below the same split are one."""
    tree, classes = fitted.tree_, fitted.classes_

    def below(node: int, way: tuple[tuple[Test, bool], ...]) -> list[Leaf]:
        counts = tree.value[node][0] * tree.n_node_samples[node]
        label = classes[counts.argmax()]
        alone = Leaf(label, way, int(tree.n_node_samples[node]), round(counts.max()))
        if tree.children_left[node] < 0:
            return [alone]
        test = questions[tree.feature[node]].test(float(tree.threshold[node]))
        both = [
            *below(tree.children_left[node], (*way, (test, True))),
            *below(tree.children_right[node], (*way, (test, False))),
        ]
        return [alone] if {leaf.label for leaf in both} == {label} else both

    yield from below(0, ())
