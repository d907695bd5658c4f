"""A trial: a contender learns and answers, step by step, as the cell's study describes.

The only place that calls fit and predict for a study.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from triptych.cell import Cell
from triptych.errors import ContractError
from triptych.estimator import Estimator, LearnsFurther, LearnsSemiSupervised, View, missing
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.task_data import TaskData, known_studies, task_data_of
from triptych.harness.trials.memory import forget_peak, peak_above
from triptych.harness.trials.outputs import answered, choice, decide, groups, rulebook, who
from triptych.harness.trials.scoring import FirstStep, TestedStep, TrialAnswers, scored
from triptych.harness.trials.soundness import described, require_alike
from triptych.harness.workers.isolation import (
    in_process_of_its_own,
    loaded,
    seed_everything,
)
from triptych.measure.size import size_of
from triptych.reference.repeat_last import REPEAT_LAST
from triptych.results.fitted import pickle_fitted
from triptych.results.items.write import Answered
from triptych.results.trial_result import TrialResult
from triptych.study import MAIN_STUDY, Step, Trial
from triptych.task import paradigm_of, view_of


@dataclass(frozen=True, eq=False)
class _Lesson:
    """A step, with the true answers that its contender is given (n,); None where it learns none."""

    step: Step
    answers: npt.NDArray[Any] | None


@dataclass(frozen=True, slots=True)
class _Learning:
    """What a step of learning took: wall and CPU seconds, and bytes where they are known."""

    seconds: float
    cpu_seconds: float
    memory: int | None


def run_trial(planned: PlannedCell) -> TrialResult:
    """Run every step of the cell's trial and score it; errors are raised.

    The record lacks the start time and the output, which only the executor knows.
    """
    return scored(planned, take_trial(planned))


def take_trial(planned: PlannedCell) -> TrialAnswers:
    """Run every step of the cell's trial; errors are raised."""
    (taken,) = take_trials([planned])
    return taken


def take_trials(batch: Sequence[PlannedCell]) -> list[TrialAnswers]:
    """Run the trials of cells that share what is learned: fitted once, tested under each condition.

    In a process of its own, no contender meets the true answers of tested items: they are
    forgotten before its code runs. Errors are raised; ContractError where what is learned differs.
    """
    planned, *others = batch
    data = task_data_of(planned.folder)
    trials = [described(one) for one in batch]
    for trial, other in zip(trials[1:], others, strict=True):
        require_alike(trials[0], trial, other.cell)
    target = data.dataset.target
    lessons = [
        _Lesson(step, None if step.learning == "none" else target[step.labelled])
        for step in trials[0].steps
    ]
    if planned.cell.contender == REPEAT_LAST:
        data.answers_before  # noqa: B018  # this reference alone is told them: read them now
    if in_process_of_its_own():
        data.forget_answers()
    first, parts = _take_steps(batch, data, trials, lessons)
    return [TrialAnswers(first=first, parts=each) for each in parts]


def _take_steps(
    batch: Sequence[PlannedCell],
    data: TaskData,
    trials: Sequence[Trial],
    lessons: Sequence[_Lesson],
) -> tuple[FirstStep, list[list[TestedStep]]]:
    """Learn, and answer under each condition, step by step; each fit replaces the contender."""
    had_torch = loaded("torch")
    planned, trial = batch[0], trials[0]
    cell, contender = planned.cell, planned.contender_of_task
    first = None
    tested: list[list[TestedStep]] = [[] for _ in batch]
    estimator: Any = None
    for number, lesson in enumerate(lessons):
        step = lesson.step
        contender = step.contender or contender
        if step.learning == "anew":
            estimator = _fresh(data, contender, cell.seed, trial)
        if loaded("torch") is not had_torch:
            # A library imported just now has neither its seed nor its threads set: set them again.
            return _take_steps(batch, data, trials, lessons)
        learning = _learned(data, estimator, cell, lesson)
        for one, its_trial, parts in zip(batch, trials, tested, strict=True):
            if one.shares_training:  # the same answers, whatever was asked before
                seed_everything(cell.seed)
            parts.append(_tested(data, estimator, one.cell, lesson, its_trial, number, learning))
        if loaded("torch") is not had_torch:
            return _take_steps(batch, data, trials, lessons)
        if first is None:
            first = FirstStep(
                size=size_of(estimator),
                rulebook=rulebook(estimator, cell),
                artefact=_pickled(estimator, step, cell) if planned.keep_artefact else None,
                author=_answers_to_author(data, estimator, cell),
            )
    assert first is not None, "a trial without steps is not sound"
    return first, tested


def _fresh(data: TaskData, contender: str, seed: int, trial: Trial) -> Any:
    """The estimator that a step fits: the contender's own, as the study adapts it."""
    seed_everything(seed)
    made = data.task.make(contender, seed)
    return made if trial.adapt is None else trial.adapt(made)


def _learned(data: TaskData, estimator: Any, cell: Cell, lesson: _Lesson) -> _Learning:
    """Have the estimator learn what the step gives it, and say what that took."""
    view = view_of(estimator, cell.contender)
    learn, given = _taught(data, estimator, view, lesson, cell)
    before = forget_peak()
    _, seconds, cpu_seconds = _clocked(learn, *given)
    return _Learning(seconds, cpu_seconds, peak_above(before))


def _tested(
    data: TaskData,
    estimator: Any,
    cell: Cell,
    lesson: _Lesson,
    trial: Trial,
    number: int,
    learning: _Learning,
) -> TestedStep:
    """Have the estimator answer for the step's tested items, altered as the study says."""
    step, view = lesson.step, view_of(estimator, cell.contender)
    if trial.alter is None:
        X = data.items(view, step.test)
    else:
        random = np.random.default_rng((cell.seed, number))
        X = data.seen(trial.alter(data.items("raw", step.test), random), view)
    given, predict_seconds, predict_cpu_seconds = _clocked(trial.ask or decide, estimator, X)
    decided = given if trial.ask is None else (given, None)
    in_clusters = known_studies()[cell.study].metric(data.card).answer == "cluster"
    return TestedStep(
        answered=answered(
            estimator,
            X,
            decided,
            step.test,
            data.dataset.classes,
            cell,
            in_clusters=in_clusters,
        ),
        groups=groups(estimator),
        fit_seconds=learning.seconds,
        predict_seconds=predict_seconds,
        cpu_seconds=learning.cpu_seconds + predict_cpu_seconds,
        fit_cpu_seconds=learning.cpu_seconds,
        fit_bytes=learning.memory,
        choice=None if step.learning == "none" else choice(estimator),
    )


def _taught(
    data: TaskData, estimator: Any, view: View, lesson: _Lesson, cell: Cell
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """The learning method of a step, and its arguments."""
    step = lesson.step
    if lesson.answers is None:
        return _nothing, ()
    X, y = data.items(view, step.labelled), lesson.answers.copy()
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
            f"{who(cell)}: the study {cell.study} needs an estimator with "
            f"{', '.join(lacking)}, which a {type(estimator).__name__} has not. Give it one, or "
            "leave this contender out."
        )


def _clocked(function: Callable[..., Any], *arguments: Any) -> tuple[Any, float, float]:
    """The function's result, with wall seconds and CPU seconds."""
    start, cpu_start = time.perf_counter(), time.process_time()
    value = function(*arguments)
    return value, time.perf_counter() - start, time.process_time() - cpu_start


def _answers_to_author(data: TaskData, estimator: Any, cell: Cell) -> Answered | None:
    """What a rule system answers to the items its author saw; None of others, and in studies.

    Asked after the tested items, so that no answer to them can hang on it.
    """
    author = data.author_part
    if paradigm_of(cell.contender) != "rules" or cell.study != MAIN_STUDY or not len(author):
        return None
    X = data.items(view_of(estimator, cell.contender), author)
    return answered(estimator, X, decide(estimator, X), author, data.dataset.classes, cell)


def _pickled(estimator: Estimator, step: Step, cell: Cell) -> bytes:
    try:
        return pickle_fitted(estimator, step.test)
    except MemoryError:
        raise
    except Exception as error:  # pickle passes on whatever an attribute raises
        raise ContractError(
            f"{who(cell)}: the fitted {type(estimator).__name__} cannot be pickled "
            f"({type(error).__name__}: {error}), so it cannot be kept and timed. "
            "Keep its functions and classes at the top of a module."
        ) from error
