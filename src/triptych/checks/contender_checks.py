"""What every contender promises: it learns, answers for each item by itself, and repeats."""

import pickle
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, is_classifier

from triptych.checks.specimen import SEED, Specimen, is_unchanged
from triptych.dataset import Raw, take
from triptych.errors import ContractError
from triptych.estimator import HasClasses, HasRulebook, HasSize, PredictsProba, offers

IS_CLASSIFIER: Final = "a classifier takes each number for a class of its own"

_FEW_ITEMS: Final = 8
_TOLERANCE: Final = 1e-4
"""Tolerance for probabilities: sums of 32-bit floats differ slightly between batches."""


def check_fits_and_answers(specimen: Specimen, contender: str) -> None:
    """After `fit`, `predict` returns one valid answer for each item."""
    _require_answers(specimen, contender, specimen.tested_raw)
    # Whole numbers pass for classes: nothing but this would notice.
    estimator = specimen.fitted(contender)
    has_tags = isinstance(estimator, BaseEstimator)
    if specimen.dataset.classes is None and has_tags and is_classifier(estimator):
        raise ContractError(f"{IS_CLASSIFIER}: {type(estimator).__name__}.")


def check_same_seed_same_answer(specimen: Specimen, contender: str) -> None:
    """Two estimators made with one seed and fitted on the same items answer alike."""
    first, second = specimen.fitted(contender), specimen.fit(contender)
    if first is second:
        raise ContractError("make(seed) returned the same estimator twice. Make a fresh one.")
    X = specimen.view(contender, specimen.tested_raw)
    answers = {"predict": (first.predict(X), second.predict(X))}
    if offers(first, PredictsProba) and offers(second, PredictsProba):
        answers["predict_proba"] = (first.predict_proba(X), second.predict_proba(X))
    for verb, (one, two) in answers.items():
        if not np.array_equal(one, two):
            raise ContractError(
                f"two estimators of make({SEED}) differ in {verb}. Pass the seed to everything "
                "that draws random numbers (random_state=seed)."
            )


def check_answers_do_not_depend_on_neighbours(specimen: Specimen, contender: str) -> None:
    """An item gets the same answer alone, in a batch, and in a batch in another order.

    And the same probabilities: what a batch shifts by little changes few decisions.
    """
    raw = specimen.tested_raw
    few = np.arange(min(_FEW_ITEMS, len(raw)))
    order = np.random.default_rng(SEED).permutation(len(raw))
    verbs = {"predict": specimen.predict(contender, raw)}
    if offers(specimen.fitted(contender), PredictsProba):
        verbs["predict_proba"] = specimen.predict_proba(contender, raw)
    for verb, batch in verbs.items():
        answer = getattr(specimen, verb)
        single = np.concatenate([answer(contender, take(raw, few[[i]])) for i in few])
        mixed = np.empty_like(batch)
        mixed[order] = answer(contender, take(raw, order))
        for way, answers, count in (("alone", single, len(few)), ("in another order", mixed, None)):
            _require_same(verb, way, batch[:count], answers)


def check_unseen_items_are_answered(specimen: Specimen, contender: str) -> None:
    """`predict` answers an empty text, an image of zeros and a row of zeros without an error."""
    _require_answers(specimen, contender, _blank(specimen.tested_raw))


def check_probabilities_agree_with_decisions(specimen: Specimen, contender: str) -> None:
    """Probabilities add up to 1, and the decision is the most probable class.

    Where the metric is `mean_cost`, the decision is the one of least expected cost instead. A
    contender without `predict_proba` promises nothing. A rule system promises only the sum: it
    decides by its rules, and a weak rule may be right in less than half of its decisions.
    """
    estimator = specimen.fitted(contender)
    if specimen.dataset.classes is None or not offers(estimator, PredictsProba):
        return
    X = specimen.view(contender, specimen.tested_raw)
    probabilities = np.asarray(estimator.predict_proba(X), dtype=np.float64)
    labels = [*map(str, estimator.classes_)] if offers(estimator, HasClasses) else []
    unknown = sorted(set(labels) - set(specimen.dataset.classes))
    if not labels or unknown:
        raise ContractError(
            f"predict_proba needs an attribute `classes_` that names its columns; it is {labels}."
        )
    if probabilities.shape != (len(X), len(labels)):
        raise ContractError(
            f"predict_proba returned an array of shape {probabilities.shape}; expected "
            f"{(len(X), len(labels))}: a row for each item, a column for each of classes_."
        )
    sums = probabilities.sum(axis=1)
    outside = (probabilities < -_TOLERANCE) | (probabilities > 1 + _TOLERANCE)
    if outside.any() or not np.allclose(sums, 1, atol=_TOLERANCE):
        raise ContractError(
            f"predict_proba gives rows that sum to {sums.min():.4f} to {sums.max():.4f}. "
            "Return probabilities: between 0 and 1, summing to 1 for each item."
        )
    if offers(estimator, HasRulebook):
        return
    decisions = np.asarray(estimator.predict(X)).astype(str)
    worse = _are_worse_than_the_best(specimen, labels, probabilities, decisions)
    if worse.any():
        best = "least expected cost" if _is_judged_by_cost(specimen) else "greatest probability"
        raise ContractError(
            f"predict disagrees with predict_proba on {int(worse.sum())} of {len(X)} items. "
            f"Decide for the class of {best}, or waive this check with the reason."
        )


def check_input_is_left_alone(specimen: Specimen, contender: str) -> None:
    """Neither `fit` nor `predict` changes its arguments."""
    X = specimen.view(contender, specimen.tested_raw)
    before = X.copy()
    specimen.fitted(contender).predict(X)
    altered = specimen.altered_by_fitting(contender)
    if altered or not is_unchanged(X, before):
        verb = "fit" if altered else "predict"
        raise ContractError(
            f"{verb} changes {' and '.join(altered) or 'X'} in place. Work on a copy."
        )


def check_pickled_contender_answers_alike(specimen: Specimen, contender: str) -> None:
    """A fitted contender can be saved and read back: the timing phase needs it."""
    estimator = specimen.fitted(contender)
    try:
        again = pickle.loads(pickle.dumps(estimator))
    except Exception as error:
        raise ContractError(
            f"the fitted contender cannot be pickled: {error}. Use named functions of a module "
            "in place of lambdas and functions inside functions; keep no open file."
        ) from error
    X = specimen.view(contender, specimen.tested_raw)
    if not _same_answers(np.asarray(estimator.predict(X)), np.asarray(again.predict(X))):
        raise ContractError("a pickled and read back contender gives other answers.")


def check_size_is_in_numbers(specimen: Specimen, contender: str) -> None:
    """`size()`, where it exists, returns the numbers of parts by their names."""
    estimator = specimen.fitted(contender)
    if not offers(estimator, HasSize):
        return
    size = estimator.size()
    if not isinstance(size, dict) or not all(np.isfinite(float(size[name])) for name in size):
        raise ContractError(f"size() returned {size!r}; expected {{'what': how much, …}}.")


def _are_worse_than_the_best(
    specimen: Specimen,
    labels: list[str],
    probabilities: npt.NDArray[np.float64],
    decisions: npt.NDArray[np.str_],
) -> npt.NDArray[np.bool_]:
    """Whether each item's probabilities contradict its decision (n,); `labels` names columns."""
    classes = specimen.dataset.classes
    assert classes is not None
    columns = [classes.index(label) for label in labels]
    if _is_judged_by_cost(specimen):
        assert specimen.dataset.costs is not None
        scale = max(float(np.abs(specimen.dataset.costs).max()), 1.0)
        merit = -probabilities @ specimen.dataset.costs[columns] / scale
    else:
        merit = np.zeros((len(probabilities), len(classes)))
        merit[:, columns] = probabilities
    decided = [classes.index(label) for label in decisions]
    gaps = merit.max(axis=1) - merit[np.arange(len(merit)), decided]
    return np.asarray(gaps > _TOLERANCE)


def _is_judged_by_cost(specimen: Specimen) -> bool:
    return specimen.card.metric.name == "mean_cost"


def _require_answers(specimen: Specimen, contender: str, raw: Raw) -> None:
    answers = specimen.predict(contender, raw)
    if answers.shape != (len(raw),):
        raise ContractError(
            f"predict returned an array of shape {answers.shape} for {len(raw)} items. "
            "Return one answer for each item, in order."
        )
    classes = specimen.dataset.classes
    if classes is None:
        if not np.isfinite(answers.astype(np.float64)).all():
            raise ContractError("predict returned numbers that are not finite.")
        return
    unknown = sorted(set(answers.astype(str)) - set(classes))
    if unknown:
        raise ContractError(
            f"predict returned labels nobody declared: {unknown[:5]}. Known: {list(classes)}."
        )


def _blank(raw: Raw) -> Raw:
    """One empty item: an empty text, zeros, or a row of zeros and empty words."""
    if isinstance(raw, pd.DataFrame):
        return pd.DataFrame({name: _blank_column(column) for name, column in raw.items()})
    if raw.dtype.kind in "OUT" and isinstance(raw[0], str):
        return np.array([""], dtype=raw.dtype)
    return np.zeros_like(raw[:1])


def _blank_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return pd.Series([0]).astype(column.dtype)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.Series([None], dtype=column.dtype)  # an unknown word is a missing one
    if pd.api.types.is_string_dtype(column):
        return pd.Series([""], dtype=column.dtype)
    return column.iloc[:1].reset_index(drop=True)


def _require_same(verb: str, way: str, batch: npt.NDArray[Any], answers: npt.NDArray[Any]) -> None:
    if _same_answers(batch, answers):
        return
    item = next(i for i in range(len(batch)) if not _same_answers(batch[[i]], answers[[i]]))
    one, other = (np.asarray(given[item]).tolist() for given in (answers, batch))
    raise ContractError(
        f"{verb} gives {one!r} for an item {way} and {other!r} for it in a batch. Decide each item "
        "by itself; learn from many items in fit only."
    )


def _same_answers(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> bool:
    if first.dtype.kind == "f":
        return np.allclose(first, second.astype(np.float64), rtol=_TOLERANCE, atol=_TOLERANCE)
    return np.array_equal(first.astype(str), second.astype(str))
