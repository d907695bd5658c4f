"""A trial: fit and test one contender on every fold of its cell.

The only place that calls fit and predict for a study.
"""

import hashlib
import json
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from triptych.cell import Cell
from triptych.dataset import Raw
from triptych.errors import ContractError
from triptych.estimator import Estimator, Fires, HasClasses, HasRulebook, PredictsProba, offers
from triptych.fold import Fold
from triptych.harness import answers
from triptych.harness.task_data import TaskData, task_data_of
from triptych.harness.trial_request import TrialRequest
from triptych.harness.workers.isolation import loaded, seed_everything
from triptych.measure.quality import item_cost, loss, score
from triptych.measure.size import size_of
from triptych.results.items.write import Answered, Judged, Predictions, item_table
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult
from triptych.task import view_of


@dataclass(frozen=True, eq=False, kw_only=True)
class _Tested:
    """What a contender answered on one fold, and how long it took."""

    answered: Answered
    fit_seconds: float
    predict_seconds: float


def run_trial(order: TrialRequest) -> TrialResult:
    """Fit and test the cell's contender on every fold; what goes wrong is raised.

    The record lacks what only the executor knows: when it started, and what was printed.
    """
    task_data, cell = task_data_of(order.folder), order.cell
    task_data.require(order.fingerprint)
    first, *rest = task_data.folds(cell)
    estimator, tested = _test(task_data, cell, first)
    size, rulebook = size_of(estimator), _rulebook(estimator, cell)
    artefact = _pickled(estimator, first, cell) if order.keep_artefact else None
    del estimator  # five large contenders at a time would cost memory
    parts = [tested, *(_test(task_data, cell, fold)[1] for fold in rest)]
    answered = [part.answered for part in parts]
    judged = _judge(task_data, answered)
    record = Record(
        cell=cell,
        key=order.key,
        status="done",
        fit_seconds=sum(part.fit_seconds for part in parts),
        predict_seconds=sum(part.predict_seconds for part in parts),
        test_items=len(judged.truth),
        score=judged.score,
        size=size,
        rulebook=rulebook,
        inputs=order.inputs,
        artefact=None if artefact is None else hashlib.sha256(artefact).hexdigest(),
    )
    return TrialResult(record, item_table(order.key, answered, judged), artefact)


def _test(task_data: TaskData, cell: Cell, fold: Fold) -> tuple[Estimator, _Tested]:
    """Fit a fresh contender on the fold's training part and have it answer for the rest."""
    had_torch = loaded("torch")
    seed_everything(cell.seed)
    estimator = task_data.task.make(cell.contender, cell.seed)
    if loaded("torch") is not had_torch:
        # Imported on the way, so neither its generator nor its threads were set: once more.
        return _test(task_data, cell, fold)
    view = view_of(estimator, cell.contender)
    X, y = task_data.items(view, fold.train), task_data.dataset.target[fold.train]
    start = time.perf_counter()
    estimator.fit(X, y)
    fit_seconds = time.perf_counter() - start
    X = task_data.items(view, fold.test)
    start = time.perf_counter()
    decisions = estimator.predict(X)
    predict_seconds = time.perf_counter() - start
    if loaded("torch") is not had_torch:
        return _test(task_data, cell, fold)
    answered = _answered(estimator, X, decisions, fold, task_data.dataset.classes, cell)
    tested = _Tested(answered=answered, fit_seconds=fit_seconds, predict_seconds=predict_seconds)
    return estimator, tested


def _answered(
    estimator: Estimator,
    X: Raw,
    decisions: Any,
    fold: Fold,
    classes: tuple[str, ...] | None,
    cell: Cell,
) -> Answered:
    """Check what the contender decided, and ask for all else that it can say."""
    who, items = _who(cell), len(fold.test)
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
    return Answered(test=fold.test, prediction=prediction, probabilities=chances, fired=fired)


def _judge(task_data: TaskData, answered: Sequence[Answered]) -> Judged:
    """Hold the answers of all folds against the truth."""
    metric, dataset = task_data.task.card.metric, task_data.dataset
    truth = task_data.truth[np.concatenate([part.test for part in answered])]
    prediction = np.concatenate([part.prediction for part in answered])
    costs = dataset.costs
    return Judged(
        truth=truth,
        loss=loss(metric, truth, prediction),
        cost=None if costs is None else item_cost(truth, prediction, costs),
        score=score(metric, truth, prediction, classes=dataset.classes, costs=costs),
    )


def _rulebook(estimator: Estimator, cell: Cell) -> list[dict[str, Any]]:
    """The rules in words, in plain JSON values; empty for what is no rule system."""
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


def _pickled(estimator: Estimator, fold: Fold, cell: Cell) -> bytes:
    try:
        return pickle.dumps({"estimator": estimator, "test": fold.test}, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # pickle passes on whatever an attribute raises
        raise ContractError(
            f"{_who(cell)}: the fitted {type(estimator).__name__} cannot be pickled "
            f"({type(error).__name__}: {error}), so it cannot be kept and timed. "
            "Keep its functions and classes at the top of a module."
        ) from error


def _who(cell: Cell) -> str:
    return f"{cell.task}.{cell.contender}"
