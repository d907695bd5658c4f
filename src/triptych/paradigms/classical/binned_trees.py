"""Contributions of scikit-learn's histogram gradient boosting: TreeSHAP, splits by category too.

The library shap (0.51) takes a split by categories for a cut and is silently wrong there
(its issue 3436), so these trees are computed here. The values are those of Lundberg et al.,
From local explanations to global understanding with explainable AI for trees (Nature Machine
Intelligence, 2020), along the paths of the trees: what a column is worth where it is unknown
follows from how many training items went which way. Where shap reads trees aright both agree.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import is_classifier

from triptych.explanation import Unexplained
from triptych.paradigms.additive import ANSWERS, LOG_ODDS, LOGITS, MEAN, Additive, leads
from triptych.paradigms.origins import column_names

Floats = npt.NDArray[np.float64]

_OTHER_LINKS: Final = ("gamma", "poisson")
_WORD: Final = 32

_Path = dict[int, list[tuple[int, bool]]]
"""What is asked on the way to a leaf: for each column the nodes, and whether it went left."""


def contribute(model: Any, X: Any, decisions: npt.NDArray[Any]) -> Additive:
    """What each column contributed to the given decisions: to the log-odds of the class.

    Of more than two classes, to its logit less the mean of the others'; of regression, to the
    number. Raises Unexplained where the loss has another scale.
    """
    if model.loss in _OTHER_LINKS:
        raise Unexplained(f"boosting with the loss {model.loss!r} adds up logarithms")
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
    """Where the columns that the trees see, categories first, stand in the table."""
    if model.is_categorical_ is None:
        return np.arange(columns)
    return np.argsort(~model.is_categorical_, kind="stable")


def _add_tree(tree: Any, table: Floats, values: Floats) -> float:
    """Add what each column contributes to the tree's answer; gives its answer on average.

    With p whether an item passes a column's questions on the way to a leaf, and z which share
    of the training items passes them, a set S of known columns leads to the leaf with the
    weight prod(S) p prod(not S) z. The Shapley value of column j in such a product is

        (p_j - z_j) times the integral over t from 0 to 1 of prod(i != j) (t p_i + (1 - t) z_i)

    (Owen's multilinear extension, 1972), and a Gauss-Legendre sum integrates it exactly.
    """
    leaves, paths = zip(*_paths(tree.nodes), strict=True)
    counts = tree.nodes["count"].astype(np.float64)
    steps = [(*step, column) for path in paths for column, asked in path.items() for step in asked]
    if not steps:
        return float(tree.nodes["value"][0])
    nodes, to_left, _ = (np.array(part) for part in zip(*steps, strict=True))
    firsts = np.cumsum([0, *(len(asked) for path in paths for asked in path.values())])[:-1]
    reached = np.where(to_left, tree.nodes["left"][nodes], tree.nodes["right"][nodes])
    passes = np.logical_and.reduceat(_goes_left(tree, table)[:, nodes] == to_left, firsts, axis=1)
    shares = np.multiply.reduceat(counts[reached] / counts[nodes], firsts)
    # One slot for each column on a path; those behind the last are 1 whatever is known.
    lengths = np.array([len(path) for path in paths])
    slots = np.arange(lengths.max()) < lengths[:, None]
    p, z = np.ones((len(table), *slots.shape)), np.ones(slots.shape)
    p[:, slots], z[slots] = passes, shares
    integral = np.zeros_like(p)
    points, weights = np.polynomial.legendre.leggauss(lengths.max() // 2 + 1)
    for t, weight in zip((points + 1) / 2, weights / 2, strict=True):
        factors = t * p + (1 - t) * z
        integral += weight * factors.prod(axis=2, keepdims=True) / factors
    answers = tree.nodes["value"][list(leaves)]
    parts = (answers[:, None] * (p - z) * integral)[:, slots]
    columns = [column for path in paths for column in path]
    np.add.at(values.T, columns, parts.T)
    return float(answers @ z.prod(axis=1))


def _paths(nodes: npt.NDArray[Any], node: int = 0) -> Iterator[tuple[int, _Path]]:
    """Each leaf below a node, with what is asked on the way to it."""
    if nodes["is_leaf"][node]:
        yield node, {}
        return
    for side in ("left", "right"):
        for leaf, path in _paths(nodes, int(nodes[side][node])):
            column = int(nodes["feature_idx"][node])
            yield leaf, path | {column: [(node, side == "left"), *path.get(column, [])]}


def _goes_left(tree: Any, table: Floats) -> npt.NDArray[np.bool_]:
    """Whether each item would go left at each node (n, nodes), were it there."""
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
