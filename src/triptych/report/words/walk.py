"""The numbers and conditions of a walk in words."""

from collections.abc import Sequence
from typing import Final

from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.results.formats.walks import Output, Plain, Real, Step

MOST_CONDITIONS: Final = 6
LONGEST_CONDITION: Final = 160


def step_in_words(step: Step) -> str:
    """A form of the item in words: the step that makes it, its shape, type and range."""
    layer = step.layer
    made = f"{step.name} ({layer})" if layer and layer != step.name else step.name
    if step.type == "text":
        return f"{made}: {number.counted(step.shape[0], 'character')}"
    shape = number.TIMES.join(f"{length:,}" for length in step.shape) or "1"
    return f"{made}: {shape} {step.type}{_span(step.low, step.high)}"


def _span(low: Real, high: Real) -> str:
    """The range from the lowest to the highest number, or the only number."""
    if low is None or high is None:
        return ""
    first, last = number.formatted(low, ".4g"), number.formatted(high, ".4g")
    return f", {first}" if low == high else f", {first} to {last}"


def output_in_words(output: Output) -> str:
    """The output in words: classes with probabilities, points, or the number."""
    known = [(name, value) for name, value in output.values.items() if value is not None]
    if output.kind == "probabilities":
        likeliest = sorted(known, key=lambda pair: -pair[1])
        return ", ".join(f"{name} {number.percent(value)}" for name, value in likeliest)
    unit = " points" if output.kind == "points" else ""
    return ", ".join(f"{number.formatted(value, '.4g')}{unit}" for _, value in known)


def conditions_shown(given: Sequence[str]) -> list[str]:
    """The first conditions, shortened, and the number of further ones."""
    shown = [shorten(words, LONGEST_CONDITION) for words in given[:MOST_CONDITIONS]]
    rest = len(given) - len(shown)
    return [*shown, *([f"and {rest} more"] if rest else [])]


def answer(value: Plain) -> str:
    """A class, a number or a cell as text; a dash for a missing one."""
    if value is None:
        return number.ABSENT
    return number.plain(value) if isinstance(value, float) else str(value)


def signed(value: float) -> str:
    """A weight, with its sign and two digits."""
    return number.formatted(value, "+.2g")
