"""The documents of a run folder that describe the run."""

import platform
from datetime import UTC, datetime

from triptych import __version__
from triptych.catalogue import studies
from triptych.harness.code.dependencies import contender_code, harness_code, study_code
from triptych.harness.facts import known_facts
from triptych.harness.plan import chosen_contenders, known_contenders
from triptych.harness.run_request import Prepared, RunRequest
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.document import Document, find_document
from triptych.results.formats.known_facts import KnownFacts
from triptych.results.formats.run_header import RunHeader, read_header
from triptych.results.formats.run_plan import RunPlan
from triptych.results.formats.studies import StudiesFile, StudyCard
from triptych.results.task_card import TaskCards, TaskEntry


def describe(request: RunRequest, prepared: Prepared, workers: int) -> tuple[Document, ...]:
    """Documents for the run folder, with its present entries about other tasks kept.

    Raises StoreError where one of its documents cannot be read.
    """
    plan = request.whole_plan(prepared.planned)
    return (
        _header(request, workers),
        plan,
        _cards(request, prepared, plan),
        _studies(request, plan),
        _code(request),
        KnownFacts({**known_facts(request.folder), **prepared.facts}),
    )


def _header(request: RunRequest, workers: int) -> RunHeader:
    earlier = read_header(request.folder)
    return RunHeader(
        profile=request.profile.name,
        created=earlier.created if earlier else datetime.now(UTC).isoformat(timespec="seconds"),
        command=request.command,
        triptych=__version__,
        python=platform.python_version(),
        workers=workers,
    )


def _cards(request: RunRequest, prepared: Prepared, plan: RunPlan) -> TaskCards:
    """An entry for each planned task; a run of some contenders keeps the others it had."""
    known = (find_document(request.folder, TaskCards) or TaskCards()).entries
    planned = {line.task for line in plan.cells}
    cards = {name: entry for name, entry in known.items() if name in planned}
    for task in request.tasks:
        shown = {*chosen_contenders(task, request.profile, request.contenders)}
        if request.contenders and task.name in cards:
            shown |= {*cards[task.name].contenders}
        in_order = (name for name in known_contenders(task) if name in shown)
        cards[task.name] = TaskEntry.of(task.card, in_order, prepared.facts.get(task.name))
    return TaskCards(cards)


def _studies(request: RunRequest, plan: RunPlan) -> StudiesFile:
    """A card for each planned study, and for each other one there is, which was not run yet."""
    planned = {line.study for line in plan.cells}
    known = (find_document(request.folder, StudiesFile) or StudiesFile()).studies
    cards = {name: card for name, card in known.items() if name in planned}
    for study in {**studies(), **{study.name: study for study in request.studies}}.values():
        reasons = {task.name: study.unfit_for(task.card) for task in request.tasks}
        earlier = known[study.name].unfit if study.name in known else {}
        cards[study.name] = StudyCard(
            question=study.question,
            axis=study.axis,
            ordered=study.ordered,
            unvaried=study.unvaried,
            baselines=study.baselines,
            metrics=study.metrics,
            unfit={name: reason for name, reason in {**earlier, **reasons}.items() if reason},
        )
    return StudiesFile(studies=cards)


def _code(request: RunRequest) -> CodeFiles:
    """The files of every digest that a record in the folder may name."""
    known = find_document(request.folder, CodeFiles) or CodeFiles()
    used = [harness_code(), *map(study_code, request.studies)]
    for task in request.tasks:
        chosen = chosen_contenders(task, request.profile, request.contenders)
        used += [contender_code(task, contender) for contender in chosen]
    return CodeFiles({**known.entries, **{code.digest: code.files for code in used}})
