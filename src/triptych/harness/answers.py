"""Answers: validates what an estimator returned, and converts it for the item table."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.errors import ContractError

_SUM_TOLERANCE: Final = 1e-3
"""Tolerance for sums of probabilities: networks compute in single precision, and some round."""


def labels(answer: Any, classes: Sequence[str], items: int, who: str) -> npt.NDArray[np.int32]:
    """Convert predicted class names to class numbers (items,).

    Raises ContractError unless there is one known name for each item.
    """
    given = _one_each(answer, items, who)
    numbers = {label: number for number, label in enumerate(classes)}
    found = [numbers.get(label, -1) if isinstance(label, str) else -1 for label in given.tolist()]
    decisions = np.array(found, dtype=np.int32)
    if (unknown := np.flatnonzero(decisions < 0)).size:
        first = given.tolist()[unknown[0]]
        raise ContractError(
            f"{who}: predict returned {first!r} ({type(first).__name__}) for item {unknown[0]} of "
            f"the test part, and {unknown.size} of {items} labels that are no class of the task. "
            f"Its classes are the strings {list(classes)}: return what fit got in y."
        )
    return decisions


def numbers(answer: Any, items: int, who: str) -> npt.NDArray[np.float64]:
    """Validate predicted numbers (items,).

    Raises ContractError unless there is one finite number for each item.
    """
    given = _one_each(answer, items, who)
    try:
        predicted = given.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ContractError(
            f"{who}: predict returned values that are not numbers ({error}). "
            "The task is a regression: return a float for each item."
        ) from error
    if (wrong := np.flatnonzero(~np.isfinite(predicted))).size:
        raise ContractError(
            f"{who}: predict returned {predicted[wrong[0]]} for item {wrong[0]} of the test part, "
            f"and {wrong.size} of {items} numbers are not finite. Return a finite float for each."
        )
    return predicted


def clusters(answer: Any, items: int, who: str) -> npt.NDArray[np.int32]:
    """Validate the cluster of each item (items,).

    Raises ContractError unless there is one whole number from 0 on for each item.
    """
    given = _one_each(answer, items, who)
    if given.dtype.kind not in "iu" or (items and given.min() < 0):
        raise ContractError(
            f"{who}: its clusters are {given.dtype} such as {given[:3].tolist()}. "
            "Number them with whole numbers from 0 on."
        )
    return given.astype(np.int32)


def probabilities(
    answer: Any, columns: Any, classes: Sequence[str], items: int, who: str
) -> npt.NDArray[np.float32]:
    """Reorder predicted probabilities to (items, classes), in the order of the task's classes.

    columns     the estimator's `classes_`; a class that it never saw gets probability 0
    Raises ContractError where rows or columns are missing, or a row is not a distribution.
    """
    if columns is None:
        raise ContractError(
            f"{who}: it has predict_proba but no `classes_`. Set classes_ in fit to the class "
            "names in the order of the columns."
        )
    names = [str(name) for name in columns]
    if strangers := sorted(set(names) - set(classes)):
        raise ContractError(
            f"{who}: classes_ names {strangers}, which are no classes of the task; "
            f"they are {list(classes)}."
        )
    given = np.asarray(answer, dtype=np.float64)
    if given.shape != (items, len(names)):
        raise ContractError(
            f"{who}: predict_proba returned shape {given.shape} for {items} items and "
            f"{len(names)} classes. Return a row for each item, a column for each of classes_."
        )
    lowest, total = given.min(axis=1), given.sum(axis=1)
    # Written so that NaN fails too.
    sound = (lowest >= -_SUM_TOLERANCE) & (np.abs(total - 1.0) <= _SUM_TOLERANCE)
    if (wrong := np.flatnonzero(~sound)).size:
        row = wrong[0]
        raise ContractError(
            f"{who}: predict_proba returned {np.round(given[row], 4).tolist()} for item {row} of "
            f"the test part; {wrong.size} of {items} rows are no probabilities. Each row must be "
            "non-negative and sum to 1."
        )
    ordered = np.zeros((items, len(classes)), dtype=np.float32)
    ordered[:, [list(classes).index(name) for name in names]] = given
    return ordered


def fired(answer: Any, rules: int | None, items: int, who: str) -> npt.NDArray[np.bool_]:
    """Validate which rules decided each item: booleans (items, rules), or None.

    rules       length of the rulebook, or None without a rulebook
    Raises ContractError unless there is a boolean for each item and rule.
    """
    given = np.asarray(answer)
    columns = given.shape[-1] if rules is None and given.ndim else rules
    if given.shape != (items, columns) or given.dtype != np.bool_:
        raise ContractError(
            f"{who}: fires returned {given.dtype} of shape {given.shape} for {items} items and "
            f"{columns} rules. Return True or False for each item and each line of rulebook()."
        )
    return given


def _one_each(answer: Any, items: int, who: str) -> npt.NDArray[Any]:
    given = np.asarray(answer)
    if given.shape != (items,):
        many = f"{len(given)} labels" if given.ndim == 1 else f"an array of shape {given.shape}"
        raise ContractError(
            f"{who}: predict returned {many} for {items} items. "
            "Return one answer for each, in order, as an array of shape (n,)."
        )
    return given
