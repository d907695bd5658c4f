"""The plan: every cell that would be run, with its key, before anything runs."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from triptych.cell import Cell
from triptych.errors import UnknownName
from triptych.harness.code.dependencies import contender_code, harness_code, study_code
from triptych.harness.code.versions import versions
from triptych.harness.profile import Profile
from triptych.results.formats.known_facts import TaskFacts
from triptych.study import MAIN_STUDY, Study
from triptych.task import PARADIGMS, Task, TaskFolder

UNKNOWN_DATA: Final = "unknown"
"""Stands for the fingerprint of data nobody could load yet."""


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A cell with the key of its outcome, and the parts the key was made from, by name."""

    cell: Cell
    key: str
    inputs: dict[str, str]


def plan(
    tasks: Sequence[TaskFolder],
    studies: Sequence[Study],
    profile: Profile,
    facts: Mapping[str, TaskFacts],
    contenders: Sequence[str] = (),
) -> tuple[PlannedCell, ...]:
    """Every cell with its key, in an order that does not depend on the machine.

    `contenders` selects: `rules`, or `classical:logistic` (a variant takes part when it is
    named, whatever the profile). Nothing of a task but its card is imported, no data loaded;
    a task without facts is planned with unknown data. A study plans nothing for tasks that do
    not fit it. Raises UnknownName.
    """
    harness = harness_code().digest
    study_codes = {study.name: study_code(study).digest for study in studies}
    planned: list[PlannedCell] = []
    for task in tasks:
        data = facts[task.name].fingerprint if task.name in facts else UNKNOWN_DATA
        for contender in chosen_contenders(task, profile, contenders):
            code = contender_code(task, contender)
            inputs = {
                "data": data,
                "code": code.digest,
                "harness": harness,
                **_declared(task.card),
                **versions(code.packages),
            }
            for study in studies:
                if study.unfit_for(task.card) or contender not in study.contenders(task.contenders):
                    continue
                of_study = inputs | {"study": study_codes[study.name], **_lent(task, study, facts)}
                planned += _planned(task, contender, study, profile, of_study)
    return tuple(planned)


def chosen_contenders(
    task: TaskFolder, profile: Profile, selection: Sequence[str] = ()
) -> tuple[str, ...]:
    """The task's contenders that take part."""
    for name in selection:
        if name not in PARADIGMS and name not in task.contenders:
            raise UnknownName.of(f"contender of task {task.name}", name, task.contenders)
    if selection:
        return tuple(name for name in task.contenders if name in selection)
    return task.contenders if profile.variants else PARADIGMS


def _planned(
    task: TaskFolder, contender: str, study: Study, profile: Profile, inputs: dict[str, str]
) -> Iterator[PlannedCell]:
    shared = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode())
    for condition, seed in product(study.conditions(task.card), profile.seeds(task.card.split)):
        cell = Cell(task.name, contender, study.name, condition, seed)
        key = shared.copy()
        key.update(json.dumps(cell).encode())
        yield PlannedCell(cell, key.hexdigest()[:16], inputs)


def _lent(task: TaskFolder, study: Study, facts: Mapping[str, TaskFacts]) -> dict[str, str]:
    """The data of other tasks that the study needs."""
    return {
        f"data of {name}": facts[name].fingerprint if name in facts else UNKNOWN_DATA
        for name in study.sources(task.card)
    }


def _declared(card: Task) -> dict[str, str]:
    """What the card says that changes outcomes; its texts and its delta do not."""
    split, metric = card.split, card.metric
    if split.kind == "rolling":
        divided = f"{split.kind} {split.window} {split.step}"
    else:
        divided = f"{split.kind} {split.folds} {split.test_items}"
    return {
        "split": divided,
        "metric": f"{metric.name} {metric.positive or ''}".rstrip(),
    }


def is_timed(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether the quiet phase times the cell's contender: every one of the first seed."""
    return cell.study == MAIN_STUDY and cell.seed == profile.seeds(card.split)[0]


def is_explained(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether explanations of the cell's contender are measured: no variants, the first seeds."""
    seeds = profile.seeds(card.split)[: profile.explained_seeds]
    return cell.study == MAIN_STUDY and cell.contender in PARADIGMS and cell.seed in seeds


def is_kept(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether a phase after the run needs the cell's fitted contender."""
    return is_timed(cell, card, profile) or is_explained(cell, card, profile)
