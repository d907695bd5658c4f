"""For tests: cells of a study in a made-up run folder, and the card of a study that was not run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from triptych.cell import Cell
from triptych.harness.code.digest import digest_of
from triptych.measure.quality import loss, score
from triptych.results.formats.run_plan import RunPlan
from triptych.results.formats.studies import StudiesFile, StudyCard
from triptych.results.items.write import Answered, Judged, item_table
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.results.store import Store
from triptych.results.trial_result import TrialResult
from triptych.study import Axis

FEW_LABELS: Final = "label_budget"
NOT_RUN: Final = "corruption"

_CARDS: Final = {
    FEW_LABELS: StudyCard(
        question="How many labels does each of the three need?",
        axis=Axis(label="labelled items", scale="log", main="all"),
        unvaried=("rules",),
        unfit={"letters": "its letters are too few"},
    ),
    NOT_RUN: StudyCard(
        question="What is left of the scores?",
        axis=Axis(label="corruption", scale="names", main="none"),
    ),
}
_SPOILED: Final = {16: 0.6, 64: 0.2}
"""The share of answers that so few labels spoil."""


def add_synthetic_studies(folder: Path, *, random_state: int = 0) -> Path:
    """Add `label_budget` with 16 and 64 labels to a synthetic run, and return its folder.

    `figures` and `rents` have results, `letters` does not fit; `corruption` was not run.
    """
    run = Run.open(folder)
    results = [
        result
        for task in run.tasks
        if task not in _CARDS[FEW_LABELS].unfit
        for who in ("classical", "deep")
        for labels, spoiled in _SPOILED.items()
        for result in _results(run, task, who, labels, spoiled, random_state)
    ]
    cells = {cell: key for key, cell in run.plan.items()}
    cells |= {one.record.cell: one.record.key for one in results}
    with Store(folder) as store:
        store.write(StudiesFile(studies={**run.studies, **_CARDS}))
        store.write(RunPlan.of(cells.items()))
        for one in results:
            store.add(one)
        store.compact()
    return folder


def _results(
    run: Run, task: str, contender: str, labels: int, spoiled: float, random_state: int
) -> Iterator[TrialResult]:
    """A trial for each finished seed: the main study's answers, some of them spoiled."""
    card, main = run.task(task), run.outcomes(task, contender)
    random = np.random.default_rng((random_state, labels))
    for seed, answers in zip(main.seeds, main.predictions, strict=True):
        is_spoiled = random.random(len(answers)) < spoiled
        drawn = random.permutation(main.truth)
        prediction = np.where(is_spoiled, drawn, answers)
        judged = Judged(
            truth=main.truth,
            loss=loss(card.metric, main.truth, prediction),
            cost=None,
            score=score(card.metric, main.truth, prediction, classes=card.classes),
        )
        answered = Answered(test=main.items, prediction=prediction, probabilities=None, fired=None)
        cell = Cell(task, contender, FEW_LABELS, labels, seed)
        key = digest_of(cell.label.encode())
        record = Record(
            cell=cell,
            key=key,
            status="done",
            started_at=run.header.created,
            cpu_seconds=1.0,
            test_items=len(prediction),
            score=judged.score,
            labels=labels,
        )
        yield TrialResult(record, item_table(key, [answered], judged))
