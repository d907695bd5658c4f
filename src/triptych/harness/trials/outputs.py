"""Outputs of a contender: decisions, probabilities, rules and choices, as they are recorded."""

import json
from typing import Any

import numpy as np

from triptych.cell import Cell
from triptych.dataset import Indices, Raw
from triptych.errors import ContractError
from triptych.estimator import (
    Chooses,
    DecidesByProbability,
    DescribesGroups,
    Estimator,
    Fires,
    HasClasses,
    HasRulebook,
    PredictsProba,
    offers,
)
from triptych.harness import answers
from triptych.results.items.write import Answered, Predictions


def decide(estimator: Any, X: Raw) -> tuple[Any, Any]:
    """The decisions about items, and the probabilities where these alone decide, else None."""
    if offers(estimator, DecidesByProbability) and estimator.decides_by_probability:
        chances = estimator.predict_proba(X)
        return estimator.classes_[np.argmax(chances, axis=1)], chances
    return estimator.predict(X), None


def answered(
    estimator: Estimator,
    X: Raw,
    decided: tuple[Any, Any],
    test: Indices,
    classes: tuple[str, ...] | None,
    cell: Cell,
    *,
    in_clusters: bool = False,
) -> Answered:
    """Validate what `decide` gave, and collect the contender's other outputs.

    in_clusters   whether answers are clusters, of which nothing else is known
    """
    name, items = who(cell), len(test)
    if in_clusters:
        found = answers.clusters(decided[0], items, name)
        return Answered(test=test, prediction=found, probabilities=None, fired=None)
    (decisions, given), chances, fired = decided, None, None
    if classes is None:
        prediction: Predictions = answers.numbers(decisions, items, name)
    else:
        prediction = answers.labels(decisions, classes, items, name)
        if offers(estimator, PredictsProba):
            columns = estimator.classes_ if offers(estimator, HasClasses) else None
            given = estimator.predict_proba(X) if given is None else given
            chances = answers.probabilities(given, columns, classes, items, name)
    if offers(estimator, Fires):
        fired = answers.fired(estimator.fires(X), len(rulebook(estimator, cell)), items, name)
    return Answered(test=test, prediction=prediction, probabilities=chances, fired=fired)


def choice(estimator: Estimator) -> dict[str, Any] | None:
    """The chosen candidate and the inner score of each; None of a contender without candidates."""
    if not offers(estimator, Chooses):
        return None
    scores = {str(name): float(value) for name, value in estimator.inner_scores_.items()}
    return {"champion": str(estimator.champion_), "scores": scores}


def groups(estimator: Estimator) -> dict[str, Any]:
    """What is told of the clusters it last answered with; empty of a contender that has none."""
    return dict(estimator.described_groups()) if offers(estimator, DescribesGroups) else {}


def rulebook(estimator: Estimator, cell: Cell) -> list[dict[str, Any]]:
    """The rules in words, as plain JSON values; empty for other contenders."""
    if not offers(estimator, HasRulebook):
        return []
    try:
        told: list[dict[str, Any]] = json.loads(json.dumps(estimator.rulebook(), default=_plain))
    except TypeError as error:
        raise ContractError(
            f"{who(cell)}: rulebook() holds what cannot be recorded ({error}). Return a list of "
            "dicts of strings and numbers, one for each column of fires(X)."
        ) from error
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"a {type(value).__name__}: {value!r}")


def who(cell: Cell) -> str:
    """The contender's name in messages."""
    return f"{cell.task}.{cell.contender}"
