"""For tests: made-up `explanations.jsonl` and `layers.json`, as `triptych explain` writes them."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.cell import Cell
from triptych.measure.explainability.metrics import OF_TRACK
from triptych.measure.explainability.metrics.ground_truth import CARDS as GROUND_TRUTH
from triptych.results.formats.explanations import (
    SCHEMA,
    SIZE,
    ExplanationLine,
    Facts,
    ReasonProof,
    Tracks,
    TrackSummary,
)
from triptych.results.formats.layers import (
    Embedding,
    Layer,
    Layers,
    LinearProbe,
    NetworkLayers,
    Point,
)
from triptych.task import paradigm_of

_Numbers = npt.NDArray[Any]

_CODE: Final = "0" * 16
_UNITS: Final = 16
_FAITHFULNESS: Final = {"rules": 0.93, "classical": 0.85, "deep": 0.82}
_WRONG: Final = {"rules": 0.15, "classical": 0.1, "deep": 0.05}
_MILLISECONDS: Final = {"rules": 4.0, "classical": 40.0, "deep": 30.0}
_KIND: Final = {"rules": "exact", "classical": "additive", "deep": "additive"}
_NO_TRUTH: Final = "nobody knows which units matter: the items are no generated ones"
_NO_WORDS: Final = "an SVM with a radial kernel has no contributions of its own"
_RELEVANT: Final = tuple(card.key for card in GROUND_TRUTH)


def synthetic_explanations(
    keys: Mapping[Cell, str], *, items: int, random_state: int
) -> Iterator[ExplanationLine]:
    """A line for each cell that ended well; `keys` are those of the cells' records.

    Only `figures` has a ground truth, variants have no native explanations, and rules were
    explained with their first seed only.
    """
    explained = np.arange(min(items, 40))
    for cell, key in keys.items():
        if cell.contender == "rules" and cell.seed:
            continue
        # Difficult items are difficult with every seed: they share what is drawn first.
        random = np.random.default_rng((random_state, zlib.crc32(cell.label.encode())))
        difficulty = np.random.default_rng((random_state, len(cell.task))).random(len(explained))
        yield _line(cell, key, explained, difficulty, random)


def synthetic_layers(
    keys: Mapping[Cell, str], classes: Mapping[str, Sequence[str] | None], *, random_state: int
) -> Layers:
    """The layers of each task's network; that of `rents` was not measured."""
    tasks = {
        cell.task: _layers(key, classes[cell.task] or (), np.random.default_rng(random_state))
        for cell, key in keys.items()
        if cell.contender == "deep" and cell.seed == 0 and classes[cell.task]
    }
    absent = {
        task: "the network has one layer, so there is nothing to look into"
        for task in classes
        if task not in tasks
    }
    return Layers(
        schema=Layers.SCHEMA, tasks=tasks, absent=absent, made_of=dict.fromkeys(classes, _CODE)
    )


def _line(
    cell: Cell, key: str, items: _Numbers, difficulty: _Numbers, random: np.random.Generator
) -> ExplanationLine:
    paradigm = paradigm_of(cell.contender)
    right = difficulty + 0.2 * random.random(len(items)) < 1.1 - _WRONG[paradigm]
    faithfulness, count = _FAITHFULNESS[paradigm], len(items)
    probe = _track(cell, "post-hoc", faithfulness, difficulty, random)
    native = (
        TrackSummary.nothing(_NO_WORDS)
        if cell.contender != paradigm
        else _track(cell, _KIND[paradigm], faithfulness - 0.1, difficulty, random)
    )
    return ExplanationLine(
        schema=SCHEMA,
        task=cell.task,
        contender=cell.contender,
        seed=cell.seed,
        key=key,
        code=_CODE,
        facts=Facts(
            items=count,
            wrong=int(np.sum(~right)),
            draws=10,
            permutations=10,
            donors="neutral items" if cell.task == "figures" else "training items",
            units="blocks",
            seconds=12.3,
        ),
        items=tuple(items.tolist()),
        is_right=tuple(right.tolist()),
        tracks=Tracks(probe=probe, native=native),
        contender_values={
            "surrogate_excess": float(0.2 + 0.1 * random.random()),
            "surrogate_error_share": float(0.4 + 0.2 * random.random()),
            "read_per_decision": {"rules": 12.5, "classical": 900.0, "deep": 2e4}[paradigm],
            SIZE: {"parts": 3.0},
        },
        contender_absent={},
        reason_proof=ReasonProof(
            items=count, proved=count, resampled_kept=1.0, named_shares=(0.3,) * count
        )
        if paradigm == "rules"
        else None,
    )


def _track(
    cell: Cell, kind: str, faithfulness: float, difficulty: _Numbers, random: np.random.Generator
) -> TrackSummary:
    """Consistent random measurements: difficult items have lower values and more units."""
    count = len(difficulty)
    best = 0.4 + 0.4 * random.random(count)
    shown = np.clip(faithfulness + 0.2 * (0.5 - difficulty) + random.normal(0, 0.05, count), -1, 1)
    short = 1 + (4 * difficulty * (1.6 - faithfulness)).round()
    columns: dict[str, _Numbers] = {
        "faith_numerator": best * shown,
        "faith_denominator": best,
        "faith_constant_numerator": best * random.normal(0.3, 0.1, count),
        "faith_random_numerator": best * random.normal(0.0, 0.3, count),
        "k95": short,
        "stability_spearman": np.clip(0.95 - 0.2 * difficulty, -1, 1),
    }
    absent = {} if cell.task == "figures" else dict.fromkeys(_RELEVANT, _NO_TRUTH)
    for card in OF_TRACK:
        if card.of_items and not absent.keys() & card.columns:
            # What need not fit the rest is drawn from what is possible.
            drawn = {
                key: random.uniform(max(card.low, 0), min(card.high, _UNITS), count)
                for key in card.columns
            }
            columns = drawn | columns
    values = {
        "off_manifold_rate": 0.41,
        "flip_rate": 0.02,
        "v_none": 0.33,
        "milliseconds": _MILLISECONDS[paradigm_of(cell.contender)],
        "calls": 3000.0 if kind == "post-hoc" else 1.0,
        "dropped": 1.0,
    }
    if kind == "additive":
        values["completeness_error"] = 3e-4
    else:
        absent["completeness_error"] = "these numbers need not add up to anything"
    if kind == "exact":
        values |= {"exactness": 0.99, "named_units": 4.2}
    else:
        absent |= dict.fromkeys(("exactness", "named_units"), "it names no units")
    if cell.contender == "rules":
        absent["randomisation"] = "the rules have one binding, so there is nothing to shuffle"
    else:
        values |= {"randomisation": 0.12, "randomisation_level": 0.45}
    return TrackSummary(
        units="blocks",
        unit_count=_UNITS,
        most_units=_UNITS,
        kind=kind,
        # An item whose units change nothing has no numbers.
        items={name: (None, *column[1:].tolist()) for name, column in columns.items()},
        values=values,
        v_none_by_class={"first": 0.3, "second": 0.36},
        absent=absent,
    )


def _layers(key: str, classes: Sequence[str], random: np.random.Generator) -> NetworkLayers:
    """A network with rising probe scores, and 300 points in one cloud per class."""
    chance = 1 / len(classes)
    names = ("input", "seen.0", "seen.3", "joined", "decided")
    shapes = ((1, 8, 8), (16, 8, 8), (32, 4, 4), (64,), (len(classes),))
    scores = np.linspace(0.5 + chance / 2, 0.98, len(names)).tolist()
    which = random.integers(0, len(classes), 300)
    angle = 2 * np.pi * which / len(classes)
    x, y = (3 * turned(angle) + random.normal(0, 1, 300) for turned in (np.cos, np.sin))
    return NetworkLayers(
        contender="deep",
        seed=0,
        key=key,
        probe=LinearProbe(train_items=600, test_items=300, classes=tuple(classes)),
        layers=tuple(
            Layer(
                name=name,
                layer="as prepared" if name == "input" else "Conv2d, ReLU",
                shape=shape,
                score=score,
                low=score - 0.03,
                high=min(1.0, score + 0.02),
            )
            for name, shape, score in zip(names, shapes, scores, strict=True)
        ),
        chance=chance,
        metric="accuracy",
        embeddings=Embedding(
            layer="joined",
            points=tuple(
                Point(x=float(a), y=float(b), answer=classes[place], item=item)
                for item, (a, b, place) in enumerate(zip(x, y, which, strict=True))
            ),
            explained_variance=(0.31, 0.22),
        ),
    )
