"""Layers: linear probes of a network's layers, by depth.

A linear probe after Alain and Bengio, Understanding Intermediate Layers Using Linear Classifier
Probes (2016): they measure what a regularised linear model can read off a layer. The control after
Hewitt and Liang (EMNLP 2019): trained on shuffled answers the same probe must fall to chance,
otherwise it memorises.
"""

import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import stats
from sklearn.decomposition import KernelPCA
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, RidgeCV

Numbers = npt.NDArray[np.float64]
Answers = npt.NDArray[Any]

MOST_DIRECTIONS: Final = 256
"""A layer with more numbers per item is first reduced to its principal components."""

_LEVEL: Final = 0.95
_INVERSE_PENALTY: Final = 0.1
_ROUNDS: Final = 200
_PENALTIES: Final = tuple(10.0**power for power in range(-2, 5))
_SMALL: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class ProbeScore:
    """Score of a linear probe on a layer, with a 95 % interval over tested items.

    decided   its answer for each of them (n,)
    """

    score: float
    low: float
    high: float
    decided: Answers


@dataclass(frozen=True, slots=True)
class Embedding:
    """Items in the plane of their first two principal components.

    points              (n, 2)
    explained_variance  share of the layer's variance along each of the two
    """

    points: Numbers
    explained_variance: tuple[float, float]


def linear_probe(
    train: npt.NDArray[Any],
    train_answers: Answers,
    test: npt.NDArray[Any],
    test_answers: Answers,
    *,
    classes: bool,
) -> ProbeScore:
    """Fit a linear probe on one layer's outputs, and score it on tested items.

    train, test     (items, …) the layer's outputs for each item
    answers         class names where `classes`, else numbers

    The score is accuracy with Wilson's interval, or R² (its reference is the mean answer of the
    tested items) with Student's over items.
    """
    X, X_test = _directions(_flat(train), _flat(test))
    if classes:
        decided = _decided(X, train_answers, X_test)
        right = decided == test_answers
        share = stats.binomtest(int(right.sum()), len(right))
        interval = share.proportion_ci(_LEVEL, method="wilson")
        return ProbeScore(float(right.mean()), float(interval.low), float(interval.high), decided)
    y, y_test = (np.asarray(given, dtype=np.float64) for given in (train_answers, test_answers))
    decided = RidgeCV(_PENALTIES).fit(X, y).predict(X_test)
    errors = (decided - y_test) ** 2
    explained = 1 - errors / max(float(y_test.var()), _SMALL)
    half = float(stats.t.ppf((1 + _LEVEL) / 2, len(errors) - 1) * stats.sem(explained))
    mean = float(explained.mean())
    return ProbeScore(mean, mean - half, mean + half, decided)


def chance(train_answers: Answers, test_answers: Answers, *, classes: bool) -> float:
    """The score without seeing items: of the most frequent class, or R² of the mean."""
    if not classes:
        return 0.0
    names, counts = np.unique(np.asarray(train_answers).astype(str), return_counts=True)
    most = names[counts.argmax()]
    return float((np.asarray(test_answers).astype(str) == most).mean())


def embedding(values: npt.NDArray[Any]) -> Embedding:
    """Project a layer's outputs (items, …) onto their first two principal components.

    By scikit-learn's `KernelPCA` with a linear kernel.
    """
    flat = _flat(values)
    main = _main_directions(flat)
    points = np.pad(main.transform(flat), ((0, 0), (0, 2)))[:, :2]
    total = max(float(flat.var(axis=0).sum()) * len(flat), _SMALL)
    first, second = np.pad(main.eigenvalues_, (0, 2))[:2] / total
    return Embedding(points, (float(first), float(second)))


def _flat(values: npt.NDArray[Any]) -> Numbers:
    return np.asarray(values, dtype=np.float64).reshape(len(values), -1)


def _decided(X: Numbers, answers: Answers, X_test: Numbers) -> Answers:
    if len(np.unique(answers)) == 1:
        return np.full(len(X_test), answers[0])
    probe = LogisticRegression(C=_INVERSE_PENALTY, max_iter=_ROUNDS)
    with warnings.catch_warnings():
        # A probe on logits that part the classes wholly would go on for ever; it may stop.
        warnings.simplefilter("ignore", ConvergenceWarning)
        decided: Answers = probe.fit(X, np.asarray(answers)).predict(X_test)
    return decided


def _directions(train: Numbers, test: Numbers) -> tuple[Numbers, Numbers]:
    """Both, standardised like the training items, in the training items' principal components."""
    middle, spread = train.mean(axis=0), train.std(axis=0)
    varies = spread > _SMALL
    if not varies.any():
        return np.zeros((len(train), 1)), np.zeros((len(test), 1))
    X, X_test = ((values[:, varies] - middle[varies]) / spread[varies] for values in (train, test))
    if X.shape[1] > MOST_DIRECTIONS:
        main = _main_directions(X)
        along, along_test = main.transform(X), main.transform(X_test)
        # As if each direction were a column of its own: the penalty means the same everywhere.
        scale = np.sqrt(along.shape[1] / max(float((along**2).sum(axis=1).mean()), _SMALL))
        return along * scale, along_test * scale
    return X, X_test


def _main_directions(train: Numbers) -> KernelPCA:
    """Fit principal components, strongest first, without components of zero variance.

    Uses the Gram matrix of items, which is smaller than the covariance of a wide layer: a third of
    the time of scikit-learn's `PCA`.
    """
    return KernelPCA(MOST_DIRECTIONS, eigen_solver="dense", remove_zero_eig=True).fit(train)
