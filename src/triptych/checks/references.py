"""Whether each judged contender is within delta of the best reference of its kind.

Classical and deep contenders are scored on the task's own split, as their references are; rules and
a tree of depth 4 are cross-validated on the author's part, the only items that the author of rules
may compare them on. One seed, the first.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, final

import numpy as np
import numpy.typing as npt

from triptych.catalogue import LoadedTask
from triptych.checks.blame import blame
from triptych.checks.specimen import SEED
from triptych.dataset import Raw, take
from triptych.errors import ContractError, DataNotDownloaded
from triptych.estimator import View
from triptych.fold import Fold, author_folds, folds
from triptych.measure.quality import score
from triptych.reference.panel import CONSTANT, references_of_kind
from triptych.task import view_of

CEILING: Final = 0.03
"""How far from chance learners may score where the card says that nothing can be learned."""

_ROUNDING: Final = 1e-9

WITHIN_DELTA: Final = "check_within_delta_of_references"
"""The name by which WAIVED declares a known gap, with its reason."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A contender's score over all folds of a split, and the mean CPU seconds of one fit."""

    contender: str
    score: float
    fit_seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A paradigm's judged contender beside the best reference of its kind.

    gap         how far the reference is ahead, in the metric's unit, negative where it is behind
    allowed     the largest gap that is no finding: the task's delta, or the ceiling above chance
    verdict     `ceiling` where the reference is chance, from which learners must not be far
    reason      why a gap is known, from WAIVED, or why there is no score
    """

    task: str
    paradigm: str
    reached: Scored | None = None
    best: Scored | None = None
    gap: float = float("nan")
    allowed: float = float("nan")
    verdict: Literal["within", "beyond", "declared", "ceiling", "failed", "skipped"]
    reason: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.verdict in ("beyond", "failed")


def compare_with_references(task: LoadedTask, paradigm: str) -> Compared:
    """Compare a paradigm's judged contender with the best reference of its kind.

    A gap beyond delta is declared where the paradigm's module names `WITHIN_DELTA` in WAIVED, with
    the reason. An error of the task's code, or data that is not downloaded, is a verdict.
    """
    try:
        return _compared(task, paradigm)
    except DataNotDownloaded as error:
        return Compared(task=task.name, paradigm=paradigm, verdict="skipped", reason=str(error))
    except Exception as error:
        reason = blame(error, task.folder.path)
        return Compared(task=task.name, paradigm=paradigm, verdict="failed", reason=reason)


def _compared(task: LoadedTask, paradigm: str) -> Compared:
    card = task.card
    learns = paradigm != "rules"
    protocol = _Protocol(task, _folds_of(task, paradigm))
    reached = protocol.scored(paradigm)
    if learns and card.unlearnable:
        chance = protocol.scored(CONSTANT)
        return _held_to_ceiling(task, paradigm, reached, chance)
    direction = 1 if card.metric.greater_is_better else -1
    references = [protocol.scored(name) for name in references_of_kind(card, paradigm)]
    best = max(references, key=lambda one: direction * one.score)
    gap = direction * (best.score - reached.score)
    reason = str(task.waived(paradigm).get(WITHIN_DELTA, "")).strip()
    beyond: Literal["declared", "beyond"] = "declared" if reason else "beyond"
    return Compared(
        task=task.name,
        paradigm=paradigm,
        reached=reached,
        best=best,
        gap=gap,
        allowed=card.delta,
        verdict="within" if gap <= card.delta + _ROUNDING else beyond,
        reason=reason,
    )


def _held_to_ceiling(task: LoadedTask, paradigm: str, reached: Scored, chance: Scored) -> Compared:
    """Beside chance, where the card says that nothing can be learned."""
    gap = chance.score - reached.score
    is_held = abs(gap) <= CEILING + _ROUNDING
    return Compared(
        task=task.name,
        paradigm=paradigm,
        reached=reached,
        best=chance,
        gap=gap,
        allowed=CEILING,
        verdict="ceiling" if is_held else "beyond",
        reason=task.card.unlearnable,
    )


def _folds_of(task: LoadedTask, paradigm: str) -> tuple[Fold, ...]:
    if paradigm == "rules":
        return author_folds(task.dataset)
    return folds(task.dataset, task.card.split, SEED)


@final
class _Protocol:
    """The folds that a contender and its references share."""

    def __init__(self, task: LoadedTask, parts: Sequence[Fold]) -> None:
        self._task = task
        self._parts = parts

    def scored(self, contender: str) -> Scored:
        """Fit a fresh contender on each fold, and score its answers to all tested items."""
        dataset = self._task.dataset
        answers: list[npt.NDArray[Any]] = []
        seconds: list[float] = []
        for part in self._parts:
            estimator = self._task.make(contender, SEED)
            items = self._items(view_of(estimator, contender))
            start = time.process_time()
            estimator.fit(take(items, part.train), dataset.target[part.train].copy())
            seconds.append(time.process_time() - start)
            answers.append(self._numbered(estimator.predict(take(items, part.test)), contender))
        value = score(
            self._task.card.metric,
            self._truth,
            np.concatenate(answers),
            classes=dataset.classes,
            costs=dataset.costs,
        )
        return Scored(contender, value, float(np.mean(seconds)))

    @cached_property
    def _truth(self) -> npt.NDArray[Any]:
        tested = np.concatenate([part.test for part in self._parts])
        return self._numbered(self._task.dataset.target[tested], "data")

    def _items(self, view: View) -> Raw:
        return self._task.table if view == "table" else self._task.dataset.raw

    def _numbered(self, answers: Any, contender: str) -> npt.NDArray[Any]:
        """Answers as an item table has them: numbers of classes, or numbers."""
        classes = self._task.dataset.classes
        if classes is None:
            return np.asarray(answers, dtype=np.float64)
        numbers = {label: number for number, label in enumerate(classes)}
        unknown = {str(answer) for answer in answers} - set(classes)
        if unknown:
            raise ContractError(
                f"{self._task.name}.{contender}: predict returned labels nobody declared: "
                f"{sorted(unknown)[:5]}. Known: {list(classes)}."
            )
        return np.array([numbers[str(answer)] for answer in answers], dtype=np.intp)
