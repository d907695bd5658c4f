"""A trial: a contender learns and answers, step by step, as the cell's study describes.

The only place that calls fit and predict for a study.
"""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from triptych.cell import Cell
from triptych.dataset import Indices, Raw
from triptych.errors import ContractError
from triptych.estimator import (
    Estimator,
    Fires,
    HasClasses,
    HasRulebook,
    LearnsFurther,
    LearnsSemiSupervised,
    PredictsProba,
    View,
    missing,
    offers,
)
from triptych.harness import answers
from triptych.harness.planned_cell import PlannedCell, source_input
from triptych.harness.task_data import TaskData, task_data_of
from triptych.harness.trial_soundness import labels_given, require_sound
from triptych.harness.workers.isolation import loaded, seed_everything
from triptych.measure.quality import item_cost, loss, score
from triptych.measure.size import size_of
from triptych.results.fitted import pickle_fitted
from triptych.results.items.write import Answered, Judged, Predictions, item_table
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult
from triptych.study import Alter, Step, Trial
from triptych.task import view_of


@dataclass(frozen=True, eq=False, kw_only=True)
class _Tested:
    """A contender's answers in one step, and their time."""

    answered: Answered
    fit_seconds: float
    predict_seconds: float
    cpu_seconds: float


@dataclass(frozen=True, eq=False, kw_only=True)
class _First:
    """The recorded facts about the contender of the first step."""

    size: dict[str, float]
    rulebook: list[dict[str, Any]]
    artefact: bytes | None


def run_trial(planned: PlannedCell) -> TrialResult:
    """Run every step of the cell's trial; errors are raised.

    The record lacks the start time and the output, which only the executor knows.
    """
    data, cell = task_data_of(planned.folder), planned.cell
    data.require(planned.inputs["data"])
    for folder in planned.sources:
        data.sources[folder.name] = task_data_of(folder)
        data.sources[folder.name].require(planned.inputs[source_input(folder.name)])
    trial = data.trial(cell)
    require_sound(trial, data, cell)
    first, parts = _take_steps(planned, data, trial)
    answered = [part.answered for part in parts]
    judged = _judge(data, answered)
    artefact = first.artefact
    record = Record(
        cell=cell,
        key=planned.key,
        status="done",
        fit_seconds=sum(part.fit_seconds for part in parts),
        predict_seconds=sum(part.predict_seconds for part in parts),
        cpu_seconds=sum(part.cpu_seconds for part in parts),
        test_items=len(judged.truth),
        labels=labels_given(trial),
        score=judged.score,
        size=first.size,
        rulebook=first.rulebook,
        inputs=planned.inputs,
        artefact=None if artefact is None else hashlib.sha256(artefact).hexdigest(),
    )
    return TrialResult(record, item_table(planned.key, answered, judged), artefact)


def _take_steps(planned: PlannedCell, data: TaskData, trial: Trial) -> tuple[_First, list[_Tested]]:
    """Learn and answer, step by step; each fit replaces the contender."""
    had_torch = loaded("torch")
    cell, contender = planned.cell, planned.cell.contender
    first, tested = None, []
    estimator: Any = None
    for number, step in enumerate(trial.steps):
        contender = step.contender or contender
        if step.learning == "anew":
            estimator = _fresh(data, contender, cell.seed, trial)
        if loaded("torch") is not had_torch:
            # A library imported just now has neither its seed nor its threads set: set them again.
            return _take_steps(planned, data, trial)
        tested.append(_tested(data, estimator, cell, step, trial.alter, number))
        if loaded("torch") is not had_torch:
            return _take_steps(planned, data, trial)
        if first is None:
            first = _First(
                size=size_of(estimator),
                rulebook=_rulebook(estimator, cell),
                artefact=_pickled(estimator, step, cell) if planned.keep_artefact else None,
            )
    assert first is not None, "a trial without steps is not sound"
    return first, tested


def _fresh(data: TaskData, contender: str, seed: int, trial: Trial) -> Any:
    """The estimator that a step fits: the contender's own, as the study adapts it."""
    seed_everything(seed)
    made = data.task.make(contender, seed)
    return made if trial.adapt is None else trial.adapt(made)


def _tested(
    data: TaskData, estimator: Any, cell: Cell, step: Step, alter: Alter | None, number: int
) -> _Tested:
    """Have the estimator learn what the step gives it, and answer for the step's tested items."""
    view = view_of(estimator, cell.contender)
    learn, lesson = _lesson(data, estimator, view, step, cell)
    _, fit_seconds, fit_cpu_seconds = _clocked(learn, *lesson)
    if alter is None:
        X = data.items(view, step.test)
    else:
        random = np.random.default_rng((cell.seed, number))
        X = data.seen(alter(data.items("raw", step.test), random), view)
    decisions, predict_seconds, predict_cpu_seconds = _clocked(estimator.predict, X)
    return _Tested(
        answered=_answered(estimator, X, decisions, step.test, data.dataset.classes, cell),
        fit_seconds=fit_seconds,
        predict_seconds=predict_seconds,
        cpu_seconds=fit_cpu_seconds + predict_cpu_seconds,
    )


def _lesson(
    data: TaskData, estimator: Any, view: View, step: Step, cell: Cell
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """The learning method of a step, and its arguments."""
    if step.learning == "none":
        return _nothing, ()
    X, y = data.items(view, step.labelled), data.dataset.target[step.labelled]
    if step.learning == "further":
        _require(estimator, LearnsFurther, cell)
        return estimator.partial_fit, (X, y)
    if step.unlabelled is None:
        return estimator.fit, (X, y)
    _require(estimator, LearnsSemiSupervised, cell)
    return estimator.fit_semi_supervised, (X, y, data.items(view, step.unlabelled))


def _nothing() -> None:
    """Learn nothing: the contender stays as it is."""


def _require(estimator: Any, offer: type, cell: Cell) -> None:
    if lacking := missing(estimator, offer):
        raise ContractError(
            f"{_who(cell)}: the study {cell.study} needs an estimator with "
            f"{', '.join(lacking)}, which a {type(estimator).__name__} has not. Give it one, or "
            "leave this contender out."
        )


def _clocked(function: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float]:
    """The function's result, with wall seconds and CPU seconds."""
    start, cpu_start = time.perf_counter(), time.process_time()
    value = function(*arguments)
    return value, time.perf_counter() - start, time.process_time() - cpu_start


def _answered(
    estimator: Estimator,
    X: Raw,
    decisions: Any,
    test: Indices,
    classes: tuple[str, ...] | None,
    cell: Cell,
) -> Answered:
    """Validate the contender's decisions, and collect its other outputs."""
    who, items = _who(cell), len(test)
    chances = fired = None
    if classes is None:
        prediction: Predictions = answers.numbers(decisions, items, who)
    else:
        prediction = answers.labels(decisions, classes, items, who)
        if offers(estimator, PredictsProba):
            columns = estimator.classes_ if offers(estimator, HasClasses) else None
            given = estimator.predict_proba(X)
            chances = answers.probabilities(given, columns, classes, items, who)
    if offers(estimator, Fires):
        fired = answers.fired(estimator.fires(X), len(_rulebook(estimator, cell)), items, who)
    return Answered(test=test, prediction=prediction, probabilities=chances, fired=fired)


def _judge(data: TaskData, answered: Sequence[Answered]) -> Judged:
    """Score the answers of all folds."""
    metric, dataset = data.card.metric, data.dataset
    truth = data.truth[np.concatenate([part.test for part in answered])]
    prediction = np.concatenate([part.prediction for part in answered])
    costs = dataset.costs
    return Judged(
        truth=truth,
        loss=loss(metric, truth, prediction),
        cost=None if costs is None else item_cost(truth, prediction, costs),
        score=score(metric, truth, prediction, classes=dataset.classes, costs=costs),
    )


def _rulebook(estimator: Estimator, cell: Cell) -> list[dict[str, Any]]:
    """The rules in words, as plain JSON values; empty for other contenders."""
    if not offers(estimator, HasRulebook):
        return []
    try:
        told: list[dict[str, Any]] = json.loads(json.dumps(estimator.rulebook(), default=_plain))
    except TypeError as error:
        raise ContractError(
            f"{_who(cell)}: rulebook() holds what cannot be recorded ({error}). Return a list of "
            "dicts of strings and numbers, one for each column of fires(X)."
        ) from error
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"a {type(value).__name__}: {value!r}")


def _pickled(estimator: Estimator, step: Step, cell: Cell) -> bytes:
    try:
        return pickle_fitted(estimator, step.test)
    except Exception as error:  # pickle passes on whatever an attribute raises
        raise ContractError(
            f"{_who(cell)}: the fitted {type(estimator).__name__} cannot be pickled "
            f"({type(error).__name__}: {error}), so it cannot be kept and timed. "
            "Keep its functions and classes at the top of a module."
        ) from error


def _who(cell: Cell) -> str:
    return f"{cell.task}.{cell.contender}"
