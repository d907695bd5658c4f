"""Scoring: a contender's answers in a trial against the truth, which the contender never had."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from triptych.cell import Cell
from triptych.dataset import Dataset, Indices
from triptych.errors import ContractError
from triptych.fold import inseparable
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.task_data import TaskData, known_studies, task_data_of
from triptych.harness.trials.soundness import described, labels_given
from triptych.measure.quality import item_cost, loss, score
from triptych.results.items.write import Answered, Judged, item_table
from triptych.results.record import Record
from triptych.results.trial_result import TrialResult
from triptych.study import Trial


@dataclass(frozen=True, eq=False, kw_only=True)
class TestedStep:
    """A contender's answers in one step, and their time.

    fit_bytes  most memory that learning took; None where that is not known
    choice   what it chose, where it chooses
    groups   what it tells of its clusters, where it has some
    """

    answered: Answered
    fit_seconds: float
    predict_seconds: float
    cpu_seconds: float
    fit_cpu_seconds: float = 0.0
    fit_bytes: int | None = None
    choice: dict[str, Any] | None = None
    groups: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class FirstStep:
    """What is recorded of the contender of the first step.

    author    a rule system's answers to the author's part; None of other contenders
    """

    size: dict[str, float]
    rulebook: list[dict[str, Any]]
    artefact: bytes | None
    author: Answered | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class TrialAnswers:
    """A contender's answers in all steps of a trial, without any score."""

    first: FirstStep
    parts: list[TestedStep]


def scored(planned: PlannedCell, answers: TrialAnswers) -> TrialResult:
    """Score the answers of a trial.

    Raises ContractError where they are not about the items that the study tests.
    """
    trial = described(planned)
    parts, artefact = answers.parts, answers.first.artefact
    answered = [part.answered for part in parts]
    _require_tested(trial, answered, planned.cell)
    judged = _judge(task_data_of(planned.folder), answered, planned.cell.study)
    record = Record(
        cell=planned.cell,
        key=planned.key,
        status="done",
        fit_seconds=sum(part.fit_seconds for part in parts),
        predict_seconds=sum(part.predict_seconds for part in parts),
        cpu_seconds=sum(part.cpu_seconds for part in parts),
        fit_cpu_seconds=sum(part.fit_cpu_seconds for part in parts),
        fit_bytes=max((one.fit_bytes for one in parts if one.fit_bytes is not None), default=None),
        test_items=len(judged.truth),
        labels=labels_given(trial),
        score=judged.score,
        author_score=_author_score(planned, answers.first.author),
        size=answers.first.size,
        rulebook=answers.first.rulebook,
        groups=[part.groups for part in parts if part.groups],
        choices=[part.choice for part in parts if part.choice is not None],
        inputs=planned.inputs,
        artefact=None if artefact is None else hashlib.sha256(artefact).hexdigest(),
    )
    return TrialResult(record, item_table(planned.key, answered, judged), artefact)


def _require_tested(trial: Trial, answered: Sequence[Answered], cell: Cell) -> None:
    """Refuse answers about other items: only a contender that forges them can give such."""
    _require_items(answered, [step.test for step in trial.steps], cell)


def _require_items(answered: Sequence[Answered], asked: Sequence[Indices], cell: Cell) -> None:
    if [part.test.tolist() for part in answered] != [part.tolist() for part in asked] or any(
        len(part.prediction) != len(part.test) for part in answered
    ):
        raise ContractError(
            f"{cell.task}.{cell.contender}: its answers are not about the items that were tested."
        )


def _author_score(planned: PlannedCell, author: Answered | None) -> float | None:
    """The score on the author's part; raises ContractError for answers about other items."""
    if author is None:
        return None
    data = task_data_of(planned.folder)
    _require_items([author], [data.author_part], planned.cell)
    return _judge(data, [author], planned.cell.study).score


def _judge(data: TaskData, answered: Sequence[Answered], study: str) -> Judged:
    """Score the answers of all folds by the study's metric."""
    metric, dataset = known_studies()[study].metric(data.card), data.dataset
    tested = np.concatenate([part.test for part in answered])
    truth = data.truth[tested]
    prediction = np.concatenate([part.prediction for part in answered])
    costs = dataset.costs
    return Judged(
        truth=truth,
        loss=loss(metric, truth, prediction),
        cost=None
        if costs is None or metric.answer == "cluster"
        else item_cost(truth, prediction, costs),
        score=score(metric, truth, prediction, classes=dataset.classes, costs=costs),
        group=_groups(dataset, tested),
    )


def _groups(dataset: Dataset, tested: Indices) -> Indices | None:
    """The number of what each item belongs together with: its stream, or its group."""
    if dataset.streams is not None:
        return np.asarray(dataset.streams)[tested]
    return None if dataset.groups is None else inseparable(dataset)[tested]
