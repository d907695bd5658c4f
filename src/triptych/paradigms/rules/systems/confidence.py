"""Confidence: the smoothed precision of each outcome of a rule system on training items."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import column_or_1d

from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.rule import Label

PRIOR_ITEMS = 2
"""The weight of the prior, in items."""


def read_classes(
    y: Any, items: int, labels: Sequence[Label]
) -> tuple[npt.NDArray[Any], npt.NDArray[np.intp]]:
    """The sorted classes of y and of the rules, and each item's position in them.

    A rule's label without a training item is a class too, with the prior as its confidence; a
    UserWarning says so. Raises RuleError where y and X differ in length, and where such a label has
    another type than all labels of y.
    """
    if y is None:
        raise RuleError("requires y to be passed, but the target y is None.")
    truth = column_or_1d(y, warn=True)
    check_classification_targets(truth)
    if len(truth) != items:
        raise RuleError(f"y has {len(truth)} labels for {items} items; expected one for each.")
    classes = np.unique(truth)
    if unseen := [label for label in dict.fromkeys(labels) if label not in classes.tolist()]:
        classes = _joined(classes, unseen)
    return classes, np.searchsorted(classes, truth)


def _joined(classes: npt.NDArray[Any], unseen: Sequence[Label]) -> npt.NDArray[Any]:
    """The classes of y and of the rules, sorted."""
    known = classes.tolist()
    said = (
        f"the rules give the label {', '.join(map(repr, unseen))}, which no training item has. "
        f"y has {len(known)} class(es): {', '.join(map(repr, known[:20]))}."
    )
    if not {type(label) for label in unseen} <= {type(label) for label in known}:
        raise RuleError(said)
    warnings.warn(f"{said} Its confidence is the prior alone.", stacklevel=2)
    added = np.array(unseen, dtype=object if classes.dtype == object else None)
    return np.unique(np.concatenate([classes, added]))


def smoothed_precisions(
    outcomes: npt.NDArray[np.integer[Any]],
    decided: Sequence[int],
    truth: npt.NDArray[np.intp],
    classes: int,
) -> npt.NDArray[np.float64]:
    """Probabilities of the classes given each outcome (outcomes, classes); rows sum to 1.

    outcomes  the outcome (which rule fired) of each training item (n,)
    decided   the class that each outcome decides (outcomes,)
    truth     the class of each training item (n,)

    Relative frequencies, shrunk towards a prior of two items: the system's accuracy for the decided
    class, the rest in proportion to the other classes' frequencies. So an unseen outcome has the
    confidence of the whole system. The m-estimate of probabilities (Cestnik, Estimating
    Probabilities, ECAI 1990) with m = 2.
    """
    decisions = np.asarray(decided, dtype=np.intp)
    seen = np.zeros((len(decisions), classes))
    np.add.at(seen, (outcomes, truth), 1)
    right = float((decisions[outcomes] == truth).sum())
    accuracy = (right + 1) / (len(truth) + 2)
    prior = np.tile(np.bincount(truth, minlength=classes).astype(float), (len(decisions), 1))
    each = np.arange(len(decisions))
    prior[each, decisions] = 0
    others = prior.sum(axis=1, keepdims=True)
    prior *= (1 - accuracy) / np.where(others > 0, others, 1)
    prior[each, decisions] = np.where(others[:, 0] > 0, accuracy, 1)
    smoothed = seen + PRIOR_ITEMS * prior
    return np.asarray(smoothed / smoothed.sum(axis=1, keepdims=True))
