"""For tests: a made-up `walks.json`, in the form `triptych explain` writes it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.cell import Cell
from triptych.results.formats.walks import (
    Counterfactual,
    Evidence,
    Nested,
    Output,
    Plain,
    RawImage,
    RawRow,
    RawText,
    Step,
    TaskWalks,
    Trace,
    Walk,
    Walks,
)
from triptych.task import PARADIGMS

_SIDE: Final = 8
_TEXT: Final = "Dear sir, please send me five pounds, I beg you"
_LAYERS: Final = (
    Step(name="item", shape=[_SIDE, _SIDE], type="float64", low=None, high=None),
    Step(
        name="seen.0",
        shape=[16, _SIDE, _SIDE],
        type="float32",
        low=None,
        high=None,
        layer="Conv2d, ReLU",
    ),
)


def synthetic_walks(keys: Mapping[Cell, str]) -> Walks:
    """A picture of `figures`, a text of `letters` and a row of `rents`; `keys` are the records'."""
    walks = {"figures": _picture(), "letters": _text(), "rents": _row()}
    return Walks(
        schema=Walks.SCHEMA,
        tasks={
            task: TaskWalks(
                keys={
                    cell.contender: key
                    for cell, key in keys.items()
                    if (cell.task, cell.seed) == (task, 0) and cell.contender in PARADIGMS
                },
                picked=[walk],
                left_out={"all wrong": "there is none"},
            )
            for task, walk in walks.items()
        },
        made_of=dict.fromkeys(walks, "0" * 16),
    )


def _picture() -> Walk:
    """A ring that rules classify as a square, and a network does not."""
    ring = [
        [float(4 <= (row - 3.5) ** 2 + (column - 3.5) ** 2 <= 14) for column in range(_SIDE)]
        for row in range(_SIDE)
    ]
    units = [f"row {row}, column {column}" for row in (1, 2) for column in (1, 2)]
    quarters = [0.4, -0.2, 0.1, 0.0]
    spread = [
        [quarters[row // 4 * 2 + column // 4] for column in range(_SIDE)] for row in range(_SIDE)
    ]
    read = {"corners": 4, "holes": 1}
    return Walk(
        item=3,
        why="only deep right",
        truth="circle",
        raw=RawImage(height=_SIDE, width=_SIDE, values=ring),
        units=units,
        contenders={
            "rules": _trace("square", "circle", _table(read), _of_columns(read), spread),
            "classical": _trace("square", "circle", _table(read), _of_columns(read), spread),
            "deep": _trace("circle", "circle", _LAYERS, _of_units(units, quarters), spread),
        },
    )


def _text() -> Walk:
    words = _TEXT.split()
    values = [0.5 if "beg" in word else -0.1 * (word == "Dear") for word in words]
    spread = [
        value
        for word, value in zip(words, values, strict=True)
        for _ in range(len(word) + (word != words[0]))
    ]
    steps = [Step(name="item", shape=[len(_TEXT)], type="text", low=None, high=None)]
    read = {"words": len(words)}
    return Walk(
        item=5,
        why="all three right",
        truth="begging",
        raw=RawText(text=_TEXT, characters=len(_TEXT)),
        units=words,
        contenders={
            "rules": _trace("begging", "begging", steps, _of_units(words, values), spread),
            "classical": _trace("begging", "begging", _table(read), _of_columns(read), spread),
            "deep": _trace("begging", "begging", steps, _of_units(words, values), spread),
        },
    )


def _row() -> Walk:
    cells: dict[str, Plain] = {"rooms": 3, "city": "Turin", "balcony": None}
    return Walk(
        item=8,
        why="largest error",
        truth=900,
        raw=RawRow(columns=cells),
        units=list(cells),
        contenders={
            name: _trace(700.5, 900, _table(cells), _of_columns(cells), None) for name in PARADIGMS
        },
    )


def _table(cells: Mapping[str, Plain]) -> list[Step]:
    means = {name: f"the {name} of it" for name in cells}
    return [
        Step(
            name="table row",
            shape=[len(cells)],
            type="float64",
            low=None,
            high=None,
            values=cells,
            means=means,
        ),
        Step(name="Model", shape=[2], type="float64", low=None, high=None),
    ]


def _of_columns(cells: Mapping[str, Any]) -> Evidence:
    """A native explanation: the first column counts for the decision, others against it."""
    values = [0.5 - 0.7 * place for place in range(len(cells))]
    return Evidence(track="native", over="columns", names=list(cells), values=values)


def _of_units(units: Sequence[str], values: Sequence[float]) -> Evidence:
    return Evidence(track="probe", over="units", names=units, values=values)


def _trace(
    decision: str | float,
    truth: str | float,
    steps: Sequence[Step],
    evidence: Evidence,
    saliency: Nested | None,
) -> Trace:
    is_class = isinstance(decision, str)
    return Trace(
        steps=steps,
        output=Output(kind="probabilities", values={str(decision): 0.8, "other": 0.2})
        if is_class
        else Output(kind="number", values={"number": float(decision)}),
        reading="the most probable of 2 classes" if is_class else "the number itself",
        decision=decision,
        confidence=0.8 if is_class else None,
        is_right=decision == truth if is_class else None,
        off_by=None if isinstance(decision, str) else decision - float(truth),
        was_trained_on=False,
        because=f"typical of {decision}",
        fired=["corners > 3"],
        read=["corners > 3", "not (holes > 1)"],
        reason=["corners > 3"],
        instead=Counterfactual(says="corners were 3", decision="triangle"),
        kind="exact",
        unexplained="",
        evidence=evidence,
        saliency=saliency,
        saliency_track="probe",
    )
