"""The forms of an item on its way to a contender's decision, and the interpretation of outputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.sparse import issparse
from sklearn.pipeline import Pipeline

from triptych.dataset import Raw
from triptych.estimator import (
    Estimator,
    HasClasses,
    HasPositiveLabel,
    HasRulebook,
    HasThreshold,
    PredictsProba,
    ShowsActivations,
    SumsPoints,
    offers,
)
from triptych.measure.held import held, innermost
from triptych.results.formats.walks import Output, Real, Step
from triptych.walks.raw_item import plain, short

MOST_COLUMNS: Final = 12
MOST_CLASSES: Final = 5
"""Largest number of classes whose probabilities are kept."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The output for one item, its interpretation as an answer, and the confidence."""

    output: Output
    reading: str
    decision: str | float
    confidence: Real


def steps_of(
    estimator: Estimator, X: Raw, telling: Sequence[str], meanings: Mapping[str, str]
) -> list[Step]:
    """Each form of the single item of X, with shape, type and range.

    telling     columns of a table to show, the most important first
    """
    return [_as_read(X, telling, meanings), *_on_the_way(innermost(estimator), X)]


def verdict_of(estimator: Estimator, X: Raw, classes: Sequence[str] | None) -> Verdict:
    """Collect the estimator's outputs for the single item of X."""
    decision = estimator.predict(X)[0]
    decided = str(decision) if classes is not None else float(decision)
    chances = _chances(estimator, X) if classes is not None else {}
    if offers(estimator, SumsPoints):
        total = float(estimator.points(X)[0])
        output = Output(kind="points", values={"points": short(total)})
        reading = _of_points(estimator, total)
    elif chances:
        likeliest = sorted(chances, key=lambda name: -chances[name])[:MOST_CLASSES]
        values = {name: short(chances[name]) for name in likeliest}
        output = Output(kind="probabilities", values=values)
        reading = _of_chances(estimator, str(decided), chances)
    elif isinstance(decided, float):
        output = Output(kind="number", values={"number": short(decided)})
        reading = "the number itself"
    else:
        output = Output(kind="class", values={})
        reading = "what it says"
    return Verdict(output, reading, decided, short(chances[str(decided)]) if chances else None)


def _as_read(X: Raw, telling: Sequence[str], meanings: Mapping[str, str]) -> Step:
    if not isinstance(X, pd.DataFrame):
        return _described("item", X[0])
    names = list(telling) or [str(name) for name in X.columns[:MOST_COLUMNS]]
    row = {str(name): plain(X[name].iloc[0]) for name in X.columns}
    numbers = [value for value in row.values() if isinstance(value, int | float)]
    kinds = dict.fromkeys(str(kind) for kind in X.dtypes)
    return Step(
        name="table row",
        shape=[len(row)],
        type=", ".join(kinds),
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        values={name: row[name] for name in names},
        means={name: meanings[name] for name in names if name in meanings},
    )


def _on_the_way(estimator: Estimator, X: Raw) -> Iterator[Step]:
    """The layers of a network, or the steps of a pipeline with its model's output."""
    if offers(estimator, ShowsActivations):
        for one in estimator.activations(X):
            yield _described(one.name, one.values[0], one.layer)
        return
    steps: list[Any] = held(estimator) if isinstance(estimator, Pipeline) else [estimator]
    *before, model = steps
    for step in before:
        if step is None or step == "passthrough":
            continue
        X = step.transform(X)
        yield _described(type(step).__name__, _first(X))
    answers = model.predict_proba(X) if offers(model, PredictsProba) else model.predict(X)
    yield _described(type(model).__name__, answers[0])


def _first(X: Any) -> Any:
    """The single row of a transformed table: dense, sparse or a DataFrame."""
    rows = X.toarray() if issparse(X) else np.asarray(X)
    return rows[0]


def _described(name: str, item: Any, layer: str | None = None) -> Step:
    if isinstance(item, str):
        return Step(name=name, shape=[len(item)], type="text", low=None, high=None)
    values = np.asarray(item)
    numeric = values.dtype.kind in "iufb" and values.size > 0
    return Step(
        name=name,
        shape=list(values.shape),
        type=str(values.dtype) if values.dtype.kind in "iufb" else "text",
        low=short(float(values.min())) if numeric else None,
        high=short(float(values.max())) if numeric else None,
        layer=layer,
    )


def _chances(estimator: Estimator, X: Raw) -> dict[str, float]:
    if not (offers(estimator, PredictsProba) and offers(estimator, HasClasses)):
        return {}
    row = estimator.predict_proba(X)[0]
    return {str(name): float(value) for name, value in zip(estimator.classes_, row, strict=True)}


def _of_points(estimator: Estimator, total: float) -> str:
    if not offers(estimator, HasThreshold):
        return "the sum of the points is the number"
    threshold = estimator.threshold
    if total >= threshold:
        return f"{total:g} points reach the threshold of {threshold:g}"
    return f"{total:g} points stay below the threshold of {threshold:g}"


def _of_chances(estimator: Estimator, decided: str, chances: Mapping[str, float]) -> str:
    if offers(estimator, HasThreshold) and offers(estimator, HasPositiveLabel):
        threshold, positive = estimator.threshold, str(estimator.pos_label)
        # scikit-learn's threshold may also be "auto", and its positive class a number.
        if isinstance(threshold, float) and positive in chances:
            relation = "reaches" if chances[positive] >= threshold else "stays below"
            return f"the probability of {positive} {relation} the threshold of {threshold:.3g}"
    if offers(estimator, HasRulebook):
        return "the label of the rule that fired, with its precision as probability"
    if chances[decided] >= max(chances.values()):
        return f"the most probable of {len(chances)} classes"
    return "its decision, although another class is more probable"
