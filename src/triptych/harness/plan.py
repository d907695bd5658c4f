"""The plan: every cell that would be run, with its key, before anything runs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from triptych.cell import Cell
from triptych.errors import UnknownName
from triptych.harness.code.dependencies import contender_code, harness_code, study_code
from triptych.harness.code.digest import digest_of
from triptych.harness.code.versions import version_of, versions
from triptych.harness.planned_cell import MEMORY_LIMIT, PlannedCell, source_input
from triptych.harness.profile import Profile
from triptych.harness.task_needs import weights_input
from triptych.hybrids.panel import hybrids_of
from triptych.reference.panel import REFERENCES, references_of
from triptych.results.formats.known_facts import TaskFacts
from triptych.study import Study
from triptych.task import HYBRIDS, PARADIGMS, Task, TaskFolder

UNKNOWN_DATA: Final = "unknown"
"""Takes the place of the fingerprint of data that were not loaded yet."""


def plan(
    tasks: Sequence[TaskFolder],
    studies: Sequence[Study],
    profile: Profile,
    facts: Mapping[str, TaskFacts],
    contenders: Sequence[str] = (),
    *,
    source_tasks: Sequence[TaskFolder] = (),
    time_limit: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> tuple[PlannedCell, ...]:
    """Plan every cell with its key, in an order that does not depend on the machine.

    `contenders` selects: `rules`, `classical:logistic`, `cascade` or `reference:forest` (a variant,
    hybrid or reference takes part when it is named, whatever the profile). `source_tasks` are tasks
    whose data studies need. A time limit of None is each task's own. Imports only the task's card
    and loads no data; a task without facts is planned with unknown data. A study plans no cell for
    a task that does not fit it. Raises UnknownName.
    """
    harness = harness_code().digest
    study_codes = {study.name: study_code(study).digest for study in studies}
    folders = {folder.name: folder for folder in (*tasks, *source_tasks)}
    planned: list[PlannedCell] = []
    for task in tasks:
        known = known_contenders(task)
        for contender in chosen_contenders(task, profile, contenders):
            code = contender_code(task, contender)
            inputs = {
                "data": _fingerprint(task, facts),
                "code": code.digest,
                "harness": harness,
                **_declared(task.card),
                **weights_input(task.card, contender),
                **versions(code.packages),
            }
            for study in studies:
                names = () if study.unfit_for(task.card) else _names(study, task, known, contender)
                if not names:
                    continue
                sources = tuple(folders[name] for name in study.sources(task.card))
                lent = {
                    source_input(source.name): _fingerprint(source, facts) for source in sources
                }
                of_study = inputs | {"study": study_codes[study.name], **lent}
                of_study |= _known_to(study, task.card)
                shared = json.dumps(of_study, sort_keys=True)
                planned += (
                    PlannedCell(
                        cell=cell,
                        made_from=contender if cell.contender != contender else "",
                        key=digest_of((shared + json.dumps(cell)).encode()),
                        folder=task,
                        inputs=of_study,
                        time_limit=task.card.time_limit if time_limit is None else time_limit,
                        memory_limit=memory_limit,
                        keep_artefact=profile.keeps(cell, task.card),
                        sources=sources,
                        shares_training=study.shares_training,
                    )
                    for name in names
                    for cell in _cells(task, name, study, profile)
                )
    return tuple(planned)


def chosen_contenders(
    task: TaskFolder, profile: Profile, selection: Sequence[str] = ()
) -> tuple[str, ...]:
    """The task's contenders that take part, then its hybrids and its references.

    A selected hybrid or reference that the task does not have is passed over.
    """
    known = known_contenders(task)
    for name in selection:
        if name not in (*PARADIGMS, *HYBRIDS, *REFERENCES, *known):
            raise UnknownName.of(f"contender of task {task.name}", name, known)
    if selection:
        return tuple(name for name in known if name in selection)
    own = task.contenders if profile.variants else PARADIGMS
    return (*own, *profile.hybrids(task.card), *profile.references(task.card))


def known_contenders(task: TaskFolder) -> tuple[str, ...]:
    """Every name that can be planned: the task's contenders, its hybrids, then its references."""
    return (*task.contenders, *hybrids_of(task.card), *references_of(task.card))


def _names(study: Study, task: TaskFolder, known: Sequence[str], contender: str) -> tuple[str, ...]:
    """The task's contender, where it takes part in the study, and those that it makes of it."""
    own = study.own_contenders(task.card)
    takes_part = contender in study.contenders(known)
    return (*[contender] * takes_part, *(name for name, base in own.items() if base == contender))


def _cells(task: TaskFolder, contender: str, study: Study, profile: Profile) -> Iterator[Cell]:
    card = task.card
    streams = profile.seeds(card.split, every_stream=study.every_stream)[: study.most_seeds]
    further = study.further_conditions(card) if profile.variants else ()
    for condition, seed in (
        *product(study.conditions_in(card, profile.name), streams),
        *product(further, profile.seeds(card.split)[: study.most_seeds]),
    ):
        yield Cell(task.name, contender, study.name, condition, seed)


def _fingerprint(task: TaskFolder, facts: Mapping[str, TaskFacts]) -> str:
    return facts[task.name].fingerprint if task.name in facts else UNKNOWN_DATA


def _known_to(study: Study, card: Task) -> dict[str, str]:
    """What a study's trials depend on beside its code: packages, and what the card says of time."""
    known = {package: version_of(package) for package in study.packages}
    if study.ordered and card.changes:
        known["changes"] = repr(card.changes)
    if study.ordered and card.edited_after is not None:
        known["edited after"] = str(card.edited_after)
    return known


def _declared(card: Task) -> dict[str, str]:
    """The card's fields that change outcomes; its texts and its delta do not."""
    split, metric = card.split, card.metric
    if split.kind == "rolling":
        divided = f"{split.kind} {split.window} {split.step}"
        divided += f" {split.streams} streams" * (split.streams > 1)
    else:
        divided = f"{split.kind} {split.folds} {split.test_items}"
    return {
        "split": divided,
        "metric": f"{metric.name} {metric.positive or ''}".rstrip(),
    }
