"""Comparisons of speed as sentences, made from the ratios within blocks."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triptych.analysis.one_task.speed.speed_ratios import SpeedRatio
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


def who_is_faster(
    speeds: Mapping[str, ContenderSpeed], compared: Mapping[tuple[int, str, str], SpeedRatio]
) -> str:
    """Compare the three paradigms one item at a time and 512 at once; empty where none was timed.

    `speeds` are by contender; variants are left out. Ratios are those to the task's fastest, taken
    within blocks; `compared` says by (batch size, contender, other) who is told apart.
    """
    timed = [name for name in PARADIGMS if name in speeds]
    if not timed:
        return ""
    if len(timed) == 1:
        verb = "were" if timed == ["rules"] else "was"
        return f"Only {_CALLED[timed[0]]} {verb} timed: there is nothing to compare with."
    alone, many = (
        _Field(size, {name: _ratio(speeds[name], size) for name in timed}, compared)
        for size in (ALONE, MANY)
    )
    parts = [f"one item at a time, {alone.ranked}", _at_once(alone, many)]
    sentence = "; ".join(filter(None, parts))
    said = [f"{sentence[0].upper()}{sentence[1:]}."]
    if missing := [_CALLED[name] for name in PARADIGMS if name not in timed]:
        said.append(f"Not timed: {listed(missing)}.")
    if noisy := [_CALLED[name] for name in timed if speeds[name].is_noisy]:
        said.append(f"Noise hit {listed(noisy)}: these ratios are rough.")
    if not compared:
        said.append("What each block took was not kept: no ratio was tested.")
    elif all(one.blocks == 1 for one in compared.values()):
        said.append("Timed in one block: how much these ratios vary is not known.")
    return " ".join(said)


def _ratio(speed: ContenderSpeed, size: int) -> float:
    """Time divided by that of the fastest contender; NaN where it was not measured."""
    ratio = speed.relative_by_batch.get(size, math.nan)
    return ratio if math.isfinite(ratio) and ratio > 0 else math.nan


@dataclass(frozen=True)
class _Field:
    """The paradigms' ratios at one batch size."""

    batch: int
    ratios: Mapping[str, float]
    compared: Mapping[tuple[int, str, str], SpeedRatio]

    @property
    def leaders(self) -> list[str]:
        """The fastest, and who is about as fast or not told apart from it, in paradigms' order."""
        known = {name: ratio for name, ratio in self.ratios.items() if not math.isnan(ratio)}
        if len(known) < 2:
            return []
        fastest = min(known, key=known.__getitem__)
        return [name for name in known if self._is_close(name, fastest) or name == fastest]

    @property
    def ranked(self) -> str:
        """The ratios by which the leaders are faster than each of the others."""
        if not self.leaders:
            return "the ratios were not measured"
        names = listed([_CALLED[name] for name in self.leaders])
        if len(self.leaders) == 1:
            return f"{names} {'decide' if self.leaders == ['rules'] else 'decides'} {self.behind}"
        fastest = min(self.leaders, key=self.ratios.__getitem__)
        level = all(self._is_about_as_fast(name, fastest) for name in self.leaders)
        words = f"{names} are {'about as fast' if level else 'not told apart'}"
        return f"{words}, and {self.behind}" if self.behind else words

    @property
    def behind(self) -> str:
        """`40 times as fast as the network`: the smallest ratio comes first; empty for nobody."""
        least = min(self.ratios[name] for name in self.leaders)
        by_times: dict[str, list[str]] = {}
        for ratio, name in sorted((ratio, name) for name, ratio in self.ratios.items()):
            if name not in self.leaders and not math.isnan(ratio):
                by_times.setdefault(_times(ratio / least), []).append(_CALLED[name])
        return listed(
            [f"{times} times as fast as {listed(names)}" for times, names in by_times.items()]
        )

    def _is_close(self, name: str, fastest: str) -> bool:
        found = self.compared.get((self.batch, name, fastest))
        is_level = found is not None and found.blocks > 1 and not found.is_apart
        return is_level or self._is_about_as_fast(name, fastest)

    def _is_about_as_fast(self, name: str, fastest: str) -> bool:
        return self.ratios[name] / self.ratios[fastest] < ABOUT_AS_FAST


def _at_once(alone: _Field, many: _Field) -> str:
    """The comparison at a large batch, a new leader first; empty where it was not timed."""
    before, after = alone.leaders, many.leaders
    if not after:
        return ""
    opening = f"at {MANY} at once"
    if len(after) == 1 and before and after[0] not in before:
        verb = "overtake" if after == ["rules"] else "overtakes"
        it = "they decide" if after == ["rules"] else "it decides"
        return f"{opening} {_CALLED[after[0]]} {verb}: {it} {many.behind}"
    return f"{opening} {many.ranked}"


def _times(ratio: float) -> str:
    """A ratio with two significant digits, as many as a ratio of medians supports."""
    return f"{float(f'{ratio:.1e}'):,g}"
