"""From raw timings of the quiet phase to the figures of `speed.json`.

Numbers are medians over blocks: noise comes in periods of time, so a disturbed block changes one of
five values, not the mean of all. Ratios are taken within a block, where the machine's state was the
same (method: docs/statistics.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Final, Literal, final

import numpy as np

from triptych.results.formats.speed import NOISY, ExplainedDecision, Latency
from triptych.timing.canary import NOISY_RATIO

ROUNDS_FOR_P99: Final = 1000

FLOOR: Final = "no-op"
"""The task and contender name for the timing of an empty call."""

Kind = Literal["decide", "explain"]
_Who = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One contender, one batch size, one block: the seconds of each round.

    kind                 whether it only decided, or also explained its decision
    cpu_seconds          CPU seconds of one batch, measured in a separate loop; None where not
                         measured
    canary_seconds       seconds of the fixed pure-Python loop, run just before
    wall_per_cpu         wall time per CPU time of the whole measurement; with `switches_per_second`
                         (involuntary) it shows other processes on the core
    amortised            whether a round was 100 calls, because one takes less than 1 µs
    """

    task: str
    contender: str
    kind: Kind = "decide"
    batch: int
    block: int
    seconds: list[float]
    cpu_seconds: float | None = None
    canary_seconds: float
    wall_per_cpu: float
    switches_per_second: float
    amortised: bool = False

    @property
    def square(self) -> tuple[str, str, Kind, int, int]:
        """The identity of a measurement, which a timing and its repetition share."""
        return self.task, self.contender, self.kind, self.batch, self.block


def noisiest(timings: Iterable[Timing]) -> list[Timing]:
    """The noisy timings, the worst first."""
    everything = list(timings)
    best = best_canary(everything)
    hit = [one for one in everything if noise(one, best) > NOISY_RATIO]
    return sorted(hit, key=lambda one: -noise(one, best))


def noise(timing: Timing, best_canary_seconds: float) -> float:
    """The noise ratio: the canary relative to its best, or wall relative to CPU time.

    The canary detects a slower processor. It is too short to detect other processes on the core,
    but these make wall time longer than CPU time.
    """
    return max(timing.canary_seconds / best_canary_seconds, timing.wall_per_cpu)


def best_canary(timings: Iterable[Timing]) -> float:
    """Seconds of the fastest canary."""
    return min((timing.canary_seconds for timing in timings), default=1.0)


@final
class Summary:
    """The results of all timings of a quiet phase; a contender is (task, name).

    Of a repeated measurement, the less noisy one counts.
    """

    def __init__(self, timings: Iterable[Timing]) -> None:
        measured = list(timings)
        self._best = best_canary(measured)
        self._timings = _quieter(measured, self._best)
        self.repeated = len(measured) - len(self._timings)
        self._of: dict[_Who, list[Timing]] = defaultdict(list)
        for timing in self._timings:
            self._of[timing.task, timing.contender].append(timing)
        self.floor_seconds = _latency(self._of.pop((FLOOR, FLOOR))).p50

    @property
    def contenders(self) -> list[_Who]:
        """All timed contenders, sorted, without the empty call."""
        return sorted(self._of)

    @property
    def is_noisy(self) -> bool:
        """Whether the machine, or one of the contenders, is noisy."""
        return self.canary_ratio > NOISY_RATIO or any(map(self.badges, self.contenders))

    @property
    def canary_seconds(self) -> float:
        """Median seconds of the canaries."""
        return median(timing.canary_seconds for timing in self._timings)

    @property
    def canary_ratio(self) -> float:
        """The median canary divided by the fastest."""
        return self.canary_seconds / self._best

    @property
    def canary_ratio_worst(self) -> float:
        """The slowest canary divided by the fastest."""
        return max(timing.canary_seconds for timing in self._timings) / self._best

    @property
    def wall_per_cpu(self) -> float:
        """Median of wall time per CPU time over all measurements."""
        return median(timing.wall_per_cpu for timing in self._timings)

    @property
    def switches_per_second(self) -> float:
        """Median of involuntary context switches per second over all measurements."""
        return median(timing.switches_per_second for timing in self._timings)

    def latency(self, who: _Who) -> Latency:
        """Quantiles of the seconds for one item."""
        return _latency(self._decided(who))

    def throughput(self, who: _Who) -> dict[int, float]:
        """Items per second, by batch size."""
        return {
            size: size / median(median(timing.seconds) for timing in blocks)
            for size, blocks in _by_batch(self._decided(who)).items()
        }

    def relative(self, who: _Who) -> dict[int, float]:
        """Time divided by that of the task's fastest contender, by batch size."""
        return {size: ratios[who] for size, ratios in self._relative.items() if who in ratios}

    def seconds_by_block(self, who: _Who) -> dict[int, dict[int, float]]:
        """Median seconds of a call, by batch size and number of the block."""
        return {
            size: {timing.block: median(timing.seconds) for timing in blocks}
            for size, blocks in _by_batch(self._decided(who)).items()
        }

    def explanation(self, who: _Who) -> ExplainedDecision | None:
        """A decision with its explanation; None where that was not timed."""
        return _explanation(self._of[who])

    def cpu_seconds_per_million(self, who: _Who) -> dict[int, float]:
        """CPU seconds of a million decisions, by batch size."""
        measured = [timing for timing in self._decided(who) if timing.cpu_seconds is not None]
        return {
            size: median(1e6 * (timing.cpu_seconds or 0.0) / size for timing in blocks)
            for size, blocks in _by_batch(measured).items()
        }

    def badges(self, who: _Who) -> tuple[str, ...]:
        """`noisy` where half the blocks or more are noisy: then their median is noisy too."""
        singles = [timing for timing in self._decided(who) if timing.batch == 1]
        hit = sum(noise(timing, self._best) > NOISY_RATIO for timing in singles)
        return (NOISY,) if 2 * hit >= len(singles) else ()

    def _decided(self, who: _Who) -> list[Timing]:
        return _of_kind(self._of[who], "decide")

    @cached_property
    def _relative(self) -> dict[int, dict[_Who, float]]:
        decided = _of_kind(self._timings, "decide")
        contenders = [timing for timing in decided if timing.task != FLOOR]
        return {size: _relative(blocks) for size, blocks in _by_batch(contenders).items()}


def _quieter(timings: Iterable[Timing], best: float) -> list[Timing]:
    """One timing per square: of a timing and its repetition, the one with less noise."""
    kept: dict[tuple[str, str, Kind, int, int], Timing] = {}
    for one in timings:
        other = kept.get(one.square)
        if other is None or noise(one, best) < noise(other, best):
            kept[one.square] = one
    return list(kept.values())


def _of_kind(timings: Iterable[Timing], kind: Kind) -> list[Timing]:
    return [timing for timing in timings if timing.kind == kind]


def _by_batch(timings: Iterable[Timing]) -> dict[int, list[Timing]]:
    by_batch: dict[int, list[Timing]] = defaultdict(list)
    for timing in timings:
        by_batch[timing.batch].append(timing)
    return dict(sorted(by_batch.items()))


def _latency(blocks: list[Timing]) -> Latency:
    """Quantiles of the seconds for one item: medians over blocks; the tails over all rounds."""
    singles = [timing for timing in blocks if timing.batch == 1]
    rounds = np.concatenate([np.asarray(timing.seconds) for timing in singles])
    tails = np.quantile(rounds, [0.90, 0.95, 0.99])
    return Latency(
        p50=median(median(timing.seconds) for timing in singles),
        p90=float(tails[0]),
        p95=float(tails[1]),
        # A quantile needs some ten values beyond it to mean anything.
        p99=float(tails[2]) if len(rounds) >= ROUNDS_FOR_P99 else None,
        rounds=len(rounds),
        amortised=any(timing.amortised for timing in singles),
    )


def _relative(timings: Iterable[Timing]) -> dict[_Who, float]:
    """Time divided by that of the task's fastest contender: the median of within-block ratios.

    The fastest is one contender in all blocks, that with the smallest median: whoever happened to
    be the fastest of a block would make the others look slower.

    timings    of one batch size, of all contenders
    """
    typical: dict[_Who, dict[int, float]] = defaultdict(dict)
    for timing in timings:
        typical[timing.task, timing.contender][timing.block] = median(timing.seconds)
    fastest: dict[str, dict[int, float]] = {}
    for (task, _), blocks in typical.items():
        known = fastest.setdefault(task, blocks)
        if median(blocks.values()) < median(known.values()):
            fastest[task] = blocks
    return {
        (task, contender): median(
            seconds / fastest[task][block] for block, seconds in blocks.items()
        )
        for (task, contender), blocks in typical.items()
    }


def _explanation(timings: list[Timing]) -> ExplainedDecision | None:
    """Seconds of a decision with its explanation, and within-block ratios to the decision."""
    explained = {one.block: median(one.seconds) for one in _of_kind(timings, "explain")}
    if not explained:
        return None
    alone = {
        one.block: median(one.seconds) for one in _of_kind(timings, "decide") if one.batch == 1
    }
    ratios = [seconds / alone[block] for block, seconds in explained.items()]
    return ExplainedDecision(
        p50=median(explained.values()),
        ratio=median(ratios),
        ratio_range=(min(ratios), max(ratios)),
        rounds=sum(len(one.seconds) for one in _of_kind(timings, "explain")),
    )
