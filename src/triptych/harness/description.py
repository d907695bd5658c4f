"""The small files of a run folder that say what the run is."""

import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from triptych import __version__
from triptych.harness.code.dependencies import contender_code, harness_code, study_code
from triptych.harness.facts import TaskFacts
from triptych.harness.plan import PlannedCell, chosen_contenders
from triptych.harness.profile import Profile
from triptych.results.contents import read_json
from triptych.results.formats.document import to_json
from triptych.results.formats.studies import StudiesFile, StudyCard, read_studies
from triptych.results.record import CODE_FILE, FACTS_FILE, PLAN_FILE, RUN_FILE, SCHEMA, TASKS_FILE
from triptych.study import Study
from triptych.task import TaskFolder

PlanLines = list[list[Any]]
"""plan.json's cells: each cell's fields, then its key."""


def plan_lines(
    folder: Path,
    planned: Sequence[PlannedCell],
    *,
    tasks: Sequence[TaskFolder],
    studies: Sequence[Study],
    contenders: Sequence[str],
    partial: bool,
) -> PlanLines:
    """The run folder's plan from now on.

    A run replaces the cells of the studies it was asked for; a partial run those of the tasks
    and contenders it was asked for. What else the folder's plan holds stays.
    """
    new = [[*planned_cell.cell.to_json(), planned_cell.key] for planned_cell in planned]
    names, run = {task.name for task in tasks}, {study.name for study in studies}
    kept: PlanLines = [
        line
        for line in read_json(folder / PLAN_FILE).get("cells", [])
        if line[2] not in run
        or (partial and (line[0] not in names or (contenders and line[1] not in contenders)))
    ]
    return sorted(kept + new, key=lambda line: line[0])


def known_facts(folder: Path) -> dict[str, TaskFacts]:
    """Facts about tasks' data that an earlier run left in the folder; they may be outdated."""
    facts = {}
    for name, values in read_json(folder / FACTS_FILE).items():
        try:
            facts[name] = TaskFacts.from_json(values)
        except (KeyError, TypeError):  # written by another version: it is looked at again
            continue
    return facts


def describe(
    folder: Path,
    lines: PlanLines,
    *,
    tasks: Sequence[TaskFolder],
    studies: Sequence[Study],
    profile: Profile,
    contenders: Sequence[str],
    facts: Mapping[str, TaskFacts],
    command: str,
    workers: int,
) -> dict[str, dict[str, Any]]:
    """Content of the run folder's files by name, what they say already about the rest kept."""
    planned_tasks = {line[0] for line in lines}
    cards = {
        name: card for name, card in read_json(folder / TASKS_FILE).items() if name in planned_tasks
    }
    code = read_json(folder / CODE_FILE)
    for task in tasks:
        chosen = chosen_contenders(task, profile, contenders)
        earlier = cards.get(task.name, {}).get("contenders", []) if contenders else []
        shown = [name for name in task.contenders if name in {*chosen, *earlier}]
        cards[task.name] = _card(task, shown, facts.get(task.name))
        codes = (contender_code(task, contender) for contender in chosen)
        code |= {found.digest: found.files for found in codes}
    code |= {found.digest: found.files for found in (harness_code(), *map(study_code, studies))}
    header = read_json(folder / RUN_FILE)
    planned_studies = {line[2] for line in lines}
    of_studies = {
        name: card for name, card in read_studies(folder).items() if name in planned_studies
    } | {study.name: _study_card(study, tasks) for study in studies}
    return {
        RUN_FILE: {
            "schema": SCHEMA,
            "profile": profile.name,
            "created": header.get("created", datetime.now(UTC).isoformat(timespec="seconds")),
            "command": command,
            "triptych": __version__,
            "python": platform.python_version(),
            "workers": workers,
        },
        PLAN_FILE: {"cells": lines},
        StudiesFile.FILE: to_json(StudiesFile(studies=of_studies)),
        TASKS_FILE: cards,
        CODE_FILE: code,
        FACTS_FILE: {
            name: found.to_json() for name, found in (known_facts(folder) | dict(facts)).items()
        },
    }


def _study_card(study: Study, tasks: Iterable[TaskFolder]) -> StudyCard:
    reasons = {task.name: study.unfit_for(task.card) for task in tasks}
    return StudyCard(
        question=study.question,
        axis=study.axis,
        ordered=study.ordered,
        unfit={name: reason for name, reason in reasons.items() if reason},
    )


def _card(task: TaskFolder, contenders: Iterable[str], facts: TaskFacts | None) -> dict[str, Any]:
    """One entry of tasks.json: the card, and what its data turned out to be."""
    card = asdict(task.card) | {
        "contenders": list(contenders),
        "files": [download.path for download in task.card.files],
    }
    if facts is None:
        return card | {
            "classes": None,
            "author_items": 0,
            "tested_items": 0,
            "fingerprint": "",
            "provenance": {},
        }
    return card | {
        "classes": None if facts.classes is None else list(facts.classes),
        "items": facts.items,
        "author_items": facts.author_items,
        "tested_items": facts.tested_items,
        "fingerprint": facts.fingerprint,
        "provenance": facts.provenance,
    }
