"""What one contender made of the item of a walk, in a window of text."""

from typing import TYPE_CHECKING, Any, Final

from triptych.cli.terminal import console
from triptych.cli.walk.item import print_marked
from triptych.report.words.text import printable

if TYPE_CHECKING:
    from rich.console import Console

MARKS: Final = {"rules": "●", "classical": "■", "deep": "▲"}
"""The shapes that stand for the paradigms in the report."""

TRAINED_ON: Final = "it was trained on this very item: what it says of it proves nothing"

MOST_UNITS: Final = 5
MOST_COLUMNS: Final = 6
MOST_LINES: Final = 8
ROOM_FOR_MEANINGS: Final = 40


def print_contender(
    place: "Console", name: str, told: dict[str, Any], walk: dict[str, Any]
) -> None:
    """Print decision, form after form, what was read from them, and the evidence."""
    console.print_heading(place, f"{MARKS.get(name, '-')} {name}: {_decision(told)}")
    if told["was_trained_on"]:
        console.print_hanging(place, "  ", TRAINED_ON, indent=2, style="red")
    console.print_pairs(place, _lines(told))
    evidence = told["evidence"]
    if evidence["over"] == "columns":
        _print_columns(place, told)
    if told["saliency"] is not None:
        console.print_hanging(place, "  ", _over_item(told), indent=2)
        print_marked(place, walk["raw"], told["saliency"])


def _decision(told: dict[str, Any]) -> str:
    sure = "" if told["confidence"] is None else f", {told['confidence']:.0%} sure"
    if told["is_right"] is None:
        return f"{told['decision']:.6g}, off by {told['off_by']:+.4g}"
    return f"{told['decision']}, {'right' if told['is_right'] else 'wrong'}{sure}"


def _lines(told: dict[str, Any]) -> list[tuple[str, str]]:
    instead = told["instead"]
    changed = "" if instead is None else f"{instead['decision']} if {instead['says']}"
    return [
        *_steps(told["steps"]),
        ("comes out", _output(told["output"])),
        ("read as", told["reading"]),
        ("because", told["because"]),
        ("fired", _listed(told["fired"])),
        ("suffices", _listed(told["reason"])),
        ("instead", changed),
        ("of itself", f"says nothing: {told['unexplained']}" if told["unexplained"] else ""),
        ("counts", _units(told["evidence"])),
    ]


def _steps(steps: list[dict[str, Any]]) -> list[tuple[str, str]]:
    opening = ["reads", *("becomes" for _ in steps[1:])]
    return [(word, step_in_words(step)) for word, step in zip(opening, steps, strict=True)]


def step_in_words(step: dict[str, Any]) -> str:
    """A form of the item: what makes it, its shape, type and range."""
    if step["type"] == "text":
        return f"{step['name']}: {step['shape'][0]:,} characters"
    shape = " x ".join(f"{length:,}" for length in step["shape"]) or "1"
    low, high = step["low"], step["high"]
    span = "" if low is None else f", {low:.4g}" + ("" if low == high else f" to {high:.4g}")
    layer = step.get("layer")
    made = f"{step['name']} ({layer})" if layer and layer != step["name"] else step["name"]
    return f"{made}: {shape} {step['type']}{span}"


def _output(output: dict[str, Any]) -> str:
    if output["kind"] == "probabilities":
        return ", ".join(f"{name} {value:.1%}" for name, value in output["values"].items())
    unit = " points" if output["kind"] == "points" else ""
    return ", ".join(f"{value:g}{unit}" for value in output["values"].values())


def _units(evidence: dict[str, Any]) -> str:
    """The units that count most; columns have a table of their own."""
    if evidence["over"] == "columns":
        return ""
    pairs = zip(evidence["names"], evidence["values"], strict=True)
    largest = sorted(pairs, key=lambda pair: -abs(pair[1] or 0))[:MOST_UNITS]
    return ", ".join(f"{name} {value:+.2g}" for name, value in largest if value)


def _listed(conditions: list[str]) -> str:
    rest = len(conditions) - MOST_LINES
    return "; ".join([*conditions[:MOST_LINES], *([f"{rest} more"] if rest > 0 else [])])


def _print_columns(place: "Console", told: dict[str, Any]) -> None:
    """The columns that count most, with what they mean where the window has room for it."""
    row, evidence = told["steps"][0], told["evidence"]
    pairs = [pair for pair in zip(evidence["names"], evidence["values"], strict=True) if pair[1]]
    if not pairs:
        return
    means = row.get("means", {})
    lines = [
        (name, _cell(row["values"].get(name)), f"{value:+.2g}", means.get(name, ""))
        for name, value in pairs[:MOST_COLUMNS]
    ]
    widths = (max(map(len, column)) for column in list(zip(*lines, strict=True))[:-1])
    columns: tuple[str, ...] = ("column", "value", "counts", "means")
    rows: list[tuple[str, ...]] = [*lines]
    if not means or place.width < sum(widths) + ROOM_FOR_MEANINGS:
        columns, rows = columns[:-1], [line[:-1] for line in lines]
    asked = "as it says itself" if evidence["track"] == "native" else "found by exchanging them"
    console.print_hanging(place, "  ", f"columns that count, {asked}", indent=2)
    console.print_rows(place, columns, rows, numbers=columns[1:3], wraps=columns[-1])


def _cell(value: Any) -> str:
    if value is None:
        return "missing"
    return f"{value:.4g}" if isinstance(value, float) else printable(str(value))


def _over_item(told: dict[str, Any]) -> str:
    if told["saliency_track"] == "native":
        return "what counts in the item, as it says itself: + for the decision, - against"
    return "what counts in the item, found by exchanging parts: + for the decision, - against"
