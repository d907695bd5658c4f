"""Contributions of scikit-learn's histogram gradient boosting: TreeSHAP, splits by category too.

The library shap (0.51) treats a split by categories as a threshold and is silently wrong there (its
issue 3436), so these trees are computed here. The values are those of Lundberg et al., From local
explanations to global understanding with explainable AI for trees (Nature Machine Intelligence,
2020), path-dependent: unknown columns are weighted by the training items in each branch. Where shap
reads trees correctly both agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import is_classifier

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.additive import ANSWERS, LOG_ODDS, LOGITS, MEAN, Additive, leads
from triptych.paradigms.origins import column_names

Floats = npt.NDArray[np.float64]

_OTHER_LINKS: Final = ("gamma", "poisson")
_WORD: Final = 32
_TREES_REMEMBERED: Final = 8192

_Path = dict[int, list[tuple[int, bool]]]
"""The questions on the path to a leaf: for each column its nodes, and which go left."""


def contribute(model: Any, X: Any, decisions: npt.NDArray[Any]) -> Additive:
    """Contributions of each column to the log-odds of the given decisions' (n,) classes.

    For more than two classes, to the logit minus the mean of the others' logits; for regression, to
    the number. Raises ExplanationUnavailable where the loss has another scale.
    """
    if model.loss in _OTHER_LINKS:
        raise ExplanationUnavailable(f"boosting with the loss {model.loss!r} adds up logarithms")
    table = np.asarray(model._preprocess_X(X, reset=False), dtype=np.float64)
    outputs, columns = len(model._predictors[0]), table.shape[1]
    values = np.zeros((len(table), outputs, columns))
    bases = np.zeros((len(table), outputs)) + model._baseline_prediction
    for trees in model._predictors:
        for output, tree in enumerate(trees):
            bases[:, output] += _add_tree(tree, table, values[:, output])
    in_order = np.empty_like(values)
    in_order[:, :, _column_order(model, columns)] = values
    if is_classifier(model):
        own = np.searchsorted(model.classes_, decisions)
        computed = np.reshape(model.decision_function(X), (len(table), -1))
        scale = LOG_ODDS if outputs == 1 else LOGITS
    else:  # one number, which is its own lead
        own = np.ones(len(table), dtype=np.intp)
        computed, scale = np.reshape(model.predict(X), (-1, 1)), ANSWERS
    return Additive(
        contributions=list(leads(in_order, own)),
        outputs=leads(computed, own),
        bases=leads(bases, own),
        scale=scale,
        against=MEAN,
        names=column_names(X),
    )


def _column_order(model: Any, columns: int) -> npt.NDArray[np.intp]:
    """Table positions of the columns in the order of the trees: categories first."""
    if model.is_categorical_ is None:
        return np.arange(columns)
    return np.argsort(~model.is_categorical_, kind="stable")


def _add_tree(tree: Any, table: Floats, values: Floats) -> float:
    """Add each column's contribution to a tree's answer to `values`; return its mean answer.

    With p whether an item passes a column's questions on the way to a leaf, and z which share
    of the training items passes them, a set S of known columns leads to the leaf with the
    weight prod(S) p prod(not S) z. The Shapley value of column j in such a product is

        (p_j - z_j) times the integral over t from 0 to 1 of prod(i != j) (t p_i + (1 - t) z_i)

    (Owen's multilinear extension, 1972), and a Gauss-Legendre sum integrates it exactly.
    """
    questions = _questions(tree)
    if questions is None:
        return float(tree.nodes["value"][0])
    goes = _goes_left(tree, table)[:, questions.nodes] == questions.to_left
    slots, z = questions.slots, questions.shares
    p = np.ones((len(table), *slots.shape))
    p[:, slots] = np.logical_and.reduceat(goes, questions.firsts, axis=1)
    integral = np.zeros_like(p)
    for t, weight in zip(*_gauss_legendre(slots.shape[1] // 2 + 1), strict=True):
        factors = t * p + (1 - t) * z
        integral += weight * factors.prod(axis=2, keepdims=True) / factors
    parts = (questions.answers[:, None] * (p - z) * integral)[:, slots]
    np.add.at(values.T, questions.columns, parts.T)
    return float(questions.answers @ z.prod(axis=1))


@cache
def _gauss_legendre(count: int) -> tuple[Floats, Floats]:
    """Gauss-Legendre points between 0 and 1 with their weights, which sum to 1."""
    points, weights = np.polynomial.legendre.leggauss(count)
    return (points + 1) / 2, weights / 2


@dataclass(frozen=True, slots=True, eq=False)
class _Questions:
    """The questions of a tree on the paths to its leaves, independent of items.

    nodes, to_left  each question of each path, and the answer that leads on
    firsts          the positions where the questions about the next column of a path begin
    columns         the column of these questions
    slots           (leaves, most columns of a path): one for each column on a path
    shares          in those slots, the share of training items that passes; elsewhere 1
    answers         of the leaves
    """

    nodes: npt.NDArray[np.intp]
    to_left: npt.NDArray[np.bool_]
    firsts: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    slots: npt.NDArray[np.bool_]
    shares: Floats
    answers: Floats


@lru_cache(maxsize=_TREES_REMEMBERED)
def _questions(tree: Any) -> _Questions | None:
    """The questions of a tree; None where it is a single leaf. Cached: slower than answering."""
    leaves, paths = zip(*_paths(tree.nodes), strict=True)
    counts = tree.nodes["count"].astype(np.float64)
    steps = [step for path in paths for questions in path.values() for step in questions]
    if not steps:
        return None
    nodes, to_left = (np.array(part) for part in zip(*steps, strict=True))
    firsts = np.cumsum([0, *(len(questions) for path in paths for questions in path.values())])[:-1]
    reached = np.where(to_left, tree.nodes["left"][nodes], tree.nodes["right"][nodes])
    lengths = np.array([len(path) for path in paths])
    slots = np.arange(lengths.max()) < lengths[:, None]
    shares = np.ones(slots.shape)
    shares[slots] = np.multiply.reduceat(counts[reached] / counts[nodes], firsts)
    return _Questions(
        nodes=nodes,
        to_left=to_left,
        firsts=firsts,
        columns=np.array([column for path in paths for column in path]),
        slots=slots,
        shares=shares,
        answers=tree.nodes["value"][list(leaves)],
    )


def _paths(nodes: npt.NDArray[Any], node: int = 0) -> Iterator[tuple[int, _Path]]:
    """Yield each leaf below a node, with the questions on its path."""
    if nodes["is_leaf"][node]:
        yield node, {}
        return
    for side in ("left", "right"):
        for leaf, path in _paths(nodes, int(nodes[side][node])):
            column = int(nodes["feature_idx"][node])
            yield leaf, path | {column: [(node, side == "left"), *path.get(column, [])]}


def _goes_left(tree: Any, table: Floats) -> npt.NDArray[np.bool_]:
    """Whether each item would go left at each node (n, nodes)."""
    nodes = tree.nodes
    cells = table[:, nodes["feature_idx"] * (1 - nodes["is_leaf"].astype(np.intp))]
    missing = np.isnan(cells)
    left = cells <= nodes["num_threshold"]
    for node in np.flatnonzero(nodes["is_categorical"]):
        known = ~missing[:, node]
        codes = cells[known, node].astype(np.uint32)
        words = tree.raw_left_cat_bitsets[nodes["bitset_idx"][node]]
        left[known, node] = words[codes // _WORD] >> codes % _WORD & 1
    return np.asarray(np.where(missing, nodes["missing_go_to_left"].astype(bool), left))
