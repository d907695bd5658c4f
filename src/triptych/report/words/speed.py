"""Comparisons of speed as sentences, made from the ratios within blocks."""

import math
from collections.abc import Mapping
from typing import Final

from triptych.report.words.verdict import listed
from triptych.results.formats.speed import ContenderSpeed
from triptych.task import PARADIGMS

ABOUT_AS_FAST: Final = 1.25
"""Ratios below this count as about equally fast.

Two timings that pass as quiet may each be up to 1.10 times what they should be, so that equal
contenders can differ by 1.21; and smaller differences do not matter for a choice.
"""

ALONE: Final = 1
MANY: Final = 512

_CALLED: Final = {"rules": "rules", "classical": "the classical model", "deep": "the network"}


def who_is_faster(speeds: Mapping[str, ContenderSpeed]) -> str:
    """Compare the three paradigms one item at a time and 512 at once; empty where none was timed.

    `speeds` are by contender; variants are left out. Ratios are those to the task's fastest,
    taken within blocks.
    """
    timed = [name for name in PARADIGMS if name in speeds]
    if not timed:
        return ""
    if len(timed) == 1:
        verb = "were" if timed == ["rules"] else "was"
        return f"Only {_CALLED[timed[0]]} {verb} timed: there is nothing to compare with."
    alone, many = ({name: _ratio(speeds[name], size) for name in timed} for size in (ALONE, MANY))
    parts = [f"one item at a time, {_ranked(alone)}", _at_once(alone, many)]
    sentence = "; ".join(filter(None, parts))
    said = [f"{sentence[0].upper()}{sentence[1:]}."]
    if missing := [_CALLED[name] for name in PARADIGMS if name not in timed]:
        said.append(f"Not timed: {listed(missing)}.")
    if noisy := [_CALLED[name] for name in timed if speeds[name].is_noisy]:
        said.append(f"Noise hit {listed(noisy)}: these ratios are rough.")
    return " ".join(said)


def _ratio(speed: ContenderSpeed, size: int) -> float:
    """Time divided by that of the fastest contender; NaN where it was not measured."""
    ratio = speed.relative_by_batch.get(size, math.nan)
    return ratio if math.isfinite(ratio) and ratio > 0 else math.nan


def _leaders(ratios: Mapping[str, float]) -> list[str]:
    """The fastest contender and those about as fast, in the order of paradigms."""
    known = {name: ratio for name, ratio in ratios.items() if not math.isnan(ratio)}
    if len(known) < 2:
        return []
    least = min(known.values())
    return [name for name, ratio in known.items() if ratio / least < ABOUT_AS_FAST]


def _ranked(ratios: Mapping[str, float]) -> str:
    """The ratios by which the leaders are faster than each of the others."""
    leaders = _leaders(ratios)
    if not leaders:
        return "the ratios were not measured"
    names = listed([_CALLED[name] for name in leaders])
    behind = _behind(ratios, leaders)
    if not behind:
        return f"{names} are about as fast"
    if len(leaders) > 1:
        return f"{names} are about as fast, and {behind}"
    return f"{names} {'decide' if leaders == ['rules'] else 'decides'} {behind}"


def _behind(ratios: Mapping[str, float], leaders: list[str]) -> str:
    """`40 times as fast as the network`: the smallest ratio comes first."""
    least = min(ratios[name] for name in leaders)
    by_times: dict[str, list[str]] = {}
    for ratio, name in sorted((ratio, name) for name, ratio in ratios.items()):
        if name not in leaders and not math.isnan(ratio):
            by_times.setdefault(_times(ratio / least), []).append(_CALLED[name])
    return listed(
        [f"{times} times as fast as {listed(names)}" for times, names in by_times.items()]
    )


def _at_once(alone: Mapping[str, float], many: Mapping[str, float]) -> str:
    """The comparison at a large batch, a new leader first; empty where it was not timed."""
    before, after = _leaders(alone), _leaders(many)
    if not after:
        return ""
    opening = f"at {MANY} at once"
    if len(after) == 1 and before and after[0] not in before:
        verb = "overtake" if after == ["rules"] else "overtakes"
        it = "they decide" if after == ["rules"] else "it decides"
        return f"{opening} {_CALLED[after[0]]} {verb}: {it} {_behind(many, after)}"
    return f"{opening} {_ranked(many)}"


def _times(ratio: float) -> str:
    """A ratio with two significant digits, as many as a ratio of medians supports."""
    return f"{float(f'{ratio:.1e}'):,g}"
