"""For tests: a run folder made up from random numbers, complete in every file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.cell import Cell
from triptych.harness.code.digest import digest_of
from triptych.measure.quality import loss, score
from triptych.metric import Metric, accuracy, f1, mean_absolute_error
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.environment import Environment
from triptych.results.formats.run_header import RunHeader
from triptych.results.formats.run_plan import RunPlan
from triptych.results.formats.studies import StudiesFile, StudyCard
from triptych.results.items.write import Answered, Judged, item_table
from triptych.results.record import Record
from triptych.results.store import Store
from triptych.results.task_card import TaskCards, TaskEntry
from triptych.results.trial_result import TrialResult
from triptych.split import Split, cross_validated, held_out
from triptych.study import MAIN_STUDY
from triptych.task import paradigm_of
from triptych.testing.explanations import synthetic_explanations, synthetic_layers
from triptych.testing.speed import synthetic_speed
from triptych.testing.walks import synthetic_walks

_Numbers = npt.NDArray[Any]

_SIZES: Final = {
    "rules": ("rules", 3.0),
    "classical": ("leaves", 900.0),
    "deep": ("parameters", 2e4),
}
_HEADER: Final = RunHeader(
    profile="standard",
    created="2026-01-01T00:00:00+00:00",
    command="triptych.testing.run_folder.write_synthetic_run",
    triptych="0.1.0",
    python="3.11.0",
    workers=1,
)
_ENVIRONMENT: Final = Environment(
    triptych="0.1.0",
    python="3.11.0",
    implementation="made up",
    platform="made up",
    cpu="made up",
    cores=2,
    threads=2,
    memory_bytes=8_000_000_000,
    packages={"numpy": np.__version__},
    commit=None,
    variables={"OMP_NUM_THREADS": "1"},
)


@dataclass(frozen=True, kw_only=True)
class _Synthetic:
    """A made-up task; `quality` is a share of right answers, or an error's standard deviation."""

    name: str
    title: str
    modality: str
    metric: Metric
    classes: tuple[str, ...] | None
    split: Split
    delta: float
    quality: dict[str, float]


_TASKS: Final = (
    _Synthetic(
        name="figures",
        title="Figures in small pictures",
        modality="image",
        metric=accuracy(),
        classes=("circle", "square", "triangle"),
        split=cross_validated(2),
        delta=0.02,
        quality={"rules": 0.80, "classical": 0.90, "deep": 0.98, "classical:logistic": 0.86},
    ),
    _Synthetic(
        name="letters",
        title="Begging letters",
        modality="text",
        metric=f1("begging"),
        classes=("begging", "other"),
        split=held_out(1000),
        delta=0.03,
        quality={"rules": 0.96, "classical": 0.965, "deep": 0.96},
    ),
    _Synthetic(
        name="rents",
        title="Rents of flats",
        modality="table",
        metric=mean_absolute_error("euros"),
        classes=None,
        split=held_out(1000),
        delta=5.0,
        quality={"rules": 90.0, "classical": 60.0, "deep": 60.0},
    ),
)


def write_synthetic_run(
    folder: Path,
    *,
    items: int = 1200,
    seeds: int = 3,
    random_state: int = 0,
    speed: bool = True,
    explanations: bool = True,
) -> Path:
    """Write a run folder of three tasks and return it; the same arguments write the same.

    `figures` (images, accuracy; deep is needed), `letters` (text, F1; the three are close) and
    `rents` (a table, regression; one seed of deep ran out of time), each with `items` tested
    items and rules that recorded what fired; `figures` has a variant of its classical
    contender. One record is outdated. With `speed`, the quiet phase has been, too; with
    `explanations`, contenders were asked to explain themselves.
    """
    outcomes = [
        outcome
        for number, task in enumerate(_TASKS)
        for outcome in _outcomes(task, items, seeds, (random_state, number))
    ]
    cells = {outcome.record.key: outcome.record.cell for outcome in outcomes}
    replaced = Record(cell=next(iter(cells.values())), key="0" * 16, status="done", score=0.5)
    with Store(folder) as store:
        store.write(_HEADER)
        store.write(StudiesFile(studies={MAIN_STUDY: StudyCard(question="Which is needed?")}))
        store.write(RunPlan.of((cell, key) for key, cell in cells.items()))
        store.write(TaskCards({task.name: _entry(task, items) for task in _TASKS}))
        store.write(_ENVIRONMENT)
        store.write(CodeFiles({"0" * 16: {"made/up.py": "0" * 16}}))
        if speed:
            store.write(synthetic_speed({task.name: tuple(task.quality) for task in _TASKS}))
        for outcome in [TrialResult(replaced), *outcomes]:
            store.add(outcome)
        store.compact()
        if explanations:
            _add_explanations(store, outcomes, items, random_state)
    return folder


def _add_explanations(
    store: Store, outcomes: Sequence[TrialResult], items: int, random_state: int
) -> None:
    records = [outcome.record for outcome in outcomes]
    keys = {record.cell: record.key for record in records if record.status == "done"}
    for line in synthetic_explanations(keys, items=items, random_state=random_state):
        store.add_explanations(line)
    classes = {task.name: task.classes for task in _TASKS}
    store.write(synthetic_layers(keys, classes, random_state=random_state))
    store.write(synthetic_walks(keys))


def _outcomes(
    task: _Synthetic, items: int, seeds: int, random_state: tuple[int, ...]
) -> Iterator[TrialResult]:
    random = np.random.default_rng(random_state)
    # Some items are difficult for everybody, so that contenders err on much the same ones.
    difficulty = random.random(items)
    if task.classes is None:
        truth: _Numbers = random.gamma(9.0, 100.0, items)
    else:
        truth = random.integers(0, len(task.classes), items)
    for position, contender in enumerate(task.quality):
        for seed in range(seeds):
            cell = Cell(task.name, contender, MAIN_STUDY, None, seed)
            if (task.name, contender, seed) == ("rents", "deep", seeds - 1):
                yield TrialResult(
                    _record(cell, status="timeout", reason="it took longer than 600 s")
                )
                continue
            luck = (*random_state, position, 0 if contender == "rules" else seed)
            answered = _answered(task, contender, truth, difficulty, np.random.default_rng(luck))
            judged = Judged(
                truth=truth,
                loss=loss(task.metric, truth, answered.prediction),
                cost=None,
                score=score(task.metric, truth, answered.prediction, classes=task.classes),
            )
            unit, count = _SIZES[paradigm_of(contender)]
            record = _record(
                cell,
                status="done",
                test_items=items,
                labels=items,
                score=judged.score,
                author_score=judged.score if contender == "rules" else None,
                size={unit: count},
                rulebook=_rulebook(task) if contender == "rules" else [],
                choices=_choices(task) if contender == "classical" else [],
            )
            yield TrialResult(record, item_table(record.key, [answered], judged))


def _answered(
    task: _Synthetic,
    contender: str,
    truth: _Numbers,
    difficulty: _Numbers,
    random: np.random.Generator,
) -> Answered:
    """Answers of a contender with the task's declared quality; rules also record hits."""
    items = len(truth)
    probabilities = None
    if task.classes is None:
        spread = task.quality[contender] * (0.5 + difficulty)
        prediction: _Numbers = truth + random.normal(0, 1, items) * spread
        decision = (prediction > np.median(prediction)).astype(np.intp)
    else:
        count = len(task.classes)
        trouble = difficulty + 0.3 * random.random(items)
        wrong = trouble > np.quantile(trouble, task.quality[contender])
        decision = np.where(wrong, (truth + random.integers(1, count, items)) % count, truth)
        prediction = decision
        confidence = np.clip(random.normal(1.0 - 0.3 * difficulty, 0.05), 1 / count, 0.999)
        probabilities = np.repeat(((1 - confidence) / (count - 1))[:, None], count, axis=1)
        probabilities[np.arange(items), decision] = confidence
    return Answered(
        test=np.arange(items),
        prediction=prediction,
        probabilities=None if probabilities is None else probabilities.astype(np.float32),
        fired=_fired(decision, len(_rulebook(task))) if contender == "rules" else None,
    )


def _choices(task: _Synthetic) -> list[dict[str, Any]]:
    """Of a task with a variant, what its contender chose in each of two fits."""
    variants = [name.removeprefix("classical:") for name in task.quality if ":" in name]
    return [
        {"champion": champion, "scores": {**dict.fromkeys(variants, 0.86), "trees": other}}
        for champion, other in zip((*variants, "trees"), (0.84, 0.9), strict=False)
        if variants
    ]


def _rulebook(task: _Synthetic) -> list[dict[str, Any]]:
    """One rule for each decision but the last, one that never fires, and `otherwise`."""
    labels = list(task.classes or (700.0, 1100.0))
    rules = [
        {"label": label, "says": f"looks like {label}", "because": f"typical of {label}"}
        for label in labels
    ]
    return [
        *rules,
        {"label": labels[-1], "says": "otherwise", "because": "no rule before it holds"},
    ]


def _fired(decision: _Numbers, rules: int) -> npt.NDArray[np.bool_]:
    numbers = np.where(decision == rules - 2, rules - 1, decision)
    return np.asarray(numbers[:, None] == np.arange(rules))


def _record(cell: Cell, **rest: Any) -> Record:
    return Record(
        cell=cell,
        key=digest_of(cell.label.encode()),
        started_at=_HEADER.created,
        wall_seconds=2.0,
        fit_seconds=1.5,
        predict_seconds=0.1,
        inputs={"data": "0" * 16},
        **rest,
    )


def _entry(task: _Synthetic, items: int) -> TaskEntry:
    return TaskEntry(
        title=task.title,
        question="Which one is it?",
        why="It tries out reports.",
        modality=task.modality,
        metric=task.metric,
        split=task.split,
        delta=task.delta,
        delta_reason="Nobody would choose otherwise for less.",
        licence="CC0",
        source="made up",
        citation="",
        time_limit=600.0,
        files=(),
        contenders=tuple(task.quality),
        classes=task.classes,
        items=items + items // 2,
        author_items=items // 2,
        tested_items=items,
        fingerprint="0" * 16,
        provenance={"source": "random numbers"},
    )
