"""For tests: a made-up `walks.json`, in the form `triptych explain` writes it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.cell import Cell
from triptych.task import PARADIGMS

_SIDE: Final = 8
_TEXT: Final = "Dear sir, please send me five pounds, I beg you"


def synthetic_walks(keys: Mapping[Cell, str]) -> dict[str, Any]:
    """A picture of `figures`, a text of `letters` and a row of `rents`; `keys` are the records'."""
    items = {"figures": _picture(), "letters": _text(), "rents": _row()}
    return {
        "schema": 1,
        "tasks": {
            task: {
                "keys": {
                    cell.contender: key
                    for cell, key in keys.items()
                    if (cell.task, cell.seed) == (task, 0) and cell.contender in PARADIGMS
                },
                "picked": [walk],
                "left_out": {"all wrong": "there is none"},
            }
            for task, walk in items.items()
        },
        "absent": {},
    }


def _picture() -> dict[str, Any]:
    """A ring that rules take for a square, and a network does not."""
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
    return {
        **_item(3, "only deep right", "circle", units),
        "raw": {"kind": "image", "height": _SIDE, "width": _SIDE, "values": ring},
        "contenders": {
            "rules": _told("square", "circle", _table(read), spread, native=read),
            "classical": _told("square", "circle", _table(read), spread, native=read),
            "deep": _told("circle", "circle", _LAYERS, spread, units=units, values=quarters),
        },
    }


def _text() -> dict[str, Any]:
    words = _TEXT.split()
    values = [0.5 if "beg" in word else -0.1 * (word == "Dear") for word in words]
    spread = [
        value
        for word, value in zip(words, values, strict=True)
        for _ in range(len(word) + (word != words[0]))
    ]
    steps = [_step("item", [len(_TEXT)], "text")]
    read = {"words": len(words)}
    return {
        **_item(5, "all three right", "begging", words),
        "raw": {"kind": "text", "text": _TEXT, "characters": len(_TEXT)},
        "contenders": {
            "rules": _told("begging", "begging", steps, spread, units=words, values=values),
            "classical": _told("begging", "begging", _table(read), spread, native=read),
            "deep": _told("begging", "begging", steps, spread, units=words, values=values),
        },
    }


def _row() -> dict[str, Any]:
    cells = {"rooms": 3, "city": "Turin", "balcony": None}
    return {
        **_item(8, "largest error", 900, list(cells)),
        "raw": {"kind": "row", "columns": cells},
        "contenders": {
            name: _told(700.5, 900, _table(cells), None, native=cells) for name in PARADIGMS
        },
    }


def _item(item: int, why: str, truth: str | float, units: Sequence[str]) -> dict[str, Any]:
    return {"item": item, "why": why, "truth": truth, "units": list(units)}


def _step(name: str, shape: list[int], kind: str, **rest: Any) -> dict[str, Any]:
    return {"name": name, "shape": shape, "type": kind, "low": None, "high": None, **rest}


_LAYERS: Final = [
    _step("item", [_SIDE, _SIDE], "float64"),
    _step("seen.0", [16, _SIDE, _SIDE], "float32", layer="Conv2d, ReLU"),
]


def _table(cells: Mapping[str, Any]) -> list[dict[str, Any]]:
    means = {name: f"the {name} of it" for name in cells}
    row = _step("table row", [len(cells)], "float64", values=dict(cells), means=means)
    return [row, _step("Model", [2], "float64")]


def _told(
    decision: str | float,
    truth: str | float,
    steps: list[dict[str, Any]],
    saliency: Any,
    *,
    units: Sequence[str] = (),
    values: Sequence[float] = (),
    native: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    is_class = isinstance(decision, str)
    probabilities = {"kind": "probabilities", "values": {str(decision): 0.8, "other": 0.2}}
    number = {"kind": "number", "values": {"number": decision}}
    columns = list(native or ())
    return {
        "steps": steps,
        "output": probabilities if is_class else number,
        "reading": "the most probable of 2 classes" if is_class else "the number itself",
        "decision": decision,
        "confidence": 0.8 if is_class else None,
        "is_right": decision == truth if is_class else None,
        "off_by": None if isinstance(decision, str) else decision - float(truth),
        "was_trained_on": False,
        "because": f"typical of {decision}",
        "fired": ["corners > 3"],
        "read": ["corners > 3", "not (holes > 1)"],
        "reason": ["corners > 3"],
        "instead": {"says": "corners were 3", "decision": "triangle"},
        "kind": "exact",
        "unexplained": "",
        "evidence": {
            "track": "probe" if native is None else "native",
            "over": "units" if native is None else "columns",
            "names": list(units) if native is None else columns,
            "values": list(values)
            if native is None
            else [0.5 - 0.7 * n for n in range(len(columns))],
        },
        "saliency": saliency,
        "saliency_track": "probe",
    }
