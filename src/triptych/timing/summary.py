"""From raw timings of the quiet phase to the figures of `speed.json`.

One number is the median over blocks: noise comes in stretches of time, so a block that
was hit moves one of five values, not the mean of all. Ratios are taken within a block,
where the contenders shared the machine's mood (method: docs/statistics.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, Literal

import numpy as np

from triptych.timing.canary import NOISY_RATIO

ROUNDS_FOR_P99: Final = 1000

FLOOR: Final = "no-op"
"""The task and contender name under which the cost of measuring itself is timed."""

Kind = Literal["decide", "explain"]
_Who = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One contender, one batch size, one block: the seconds of each round.

    kind                 whether it only decided, or explained its decision as well
    cpu_seconds          CPU of one batch, measured in a loop of its own; None where it was not
    canary_seconds       the fixed pure-Python loop, run just before
    wall_per_cpu         of the whole measurement; with `switches_per_second` (involuntary) it
                         tells of other processes on the core
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
        """What was measured when: two timings of one square are a timing and its repetition."""
        return self.task, self.contender, self.kind, self.batch, self.block


def noisiest(timings: Iterable[Timing]) -> list[Timing]:
    """The timings that noise has hit, the worst first."""
    everything = list(timings)
    best = best_canary(everything)
    hit = [one for one in everything if noise(one, best) > NOISY_RATIO]
    return sorted(hit, key=lambda one: -noise(one, best))


def noise(timing: Timing, best_canary_seconds: float) -> float:
    """How much slower than it should be: the canary against its best, or wall against CPU.

    The canary tells of a slower processor; it is too short to tell of other processes that
    take the core away, but those make wall time longer than CPU time.
    """
    return max(timing.canary_seconds / best_canary_seconds, timing.wall_per_cpu)


def best_canary(timings: Iterable[Timing]) -> float:
    """Seconds of the fastest canary: the machine at its quietest."""
    return min((timing.canary_seconds for timing in timings), default=1.0)


def condense(timings: Iterable[Timing]) -> dict[str, Any]:
    """Contenders' quantiles, throughput, ratios and badges, and the no-op's floor.

    What was measured twice counts with the quieter of the two.
    """
    measured = list(timings)
    best = best_canary(measured)
    everything = _quieter(measured, best)
    canaries = [timing.canary_seconds for timing in everything]
    by_contender: dict[_Who, list[Timing]] = defaultdict(list)
    for timing in everything:
        by_contender[timing.task, timing.contender].append(timing)
    floor = by_contender.pop((FLOOR, FLOOR))
    decided = {who: _of_kind(blocks, "decide") for who, blocks in by_contender.items()}
    sizes = sorted({timing.batch for blocks in decided.values() for timing in blocks})
    relative = {size: _relative(decided, size) for size in sizes}
    rows: list[dict[str, Any]] = [
        {
            "task": who[0],
            "contender": who[1],
            "latency_seconds": _latency(blocks),
            "throughput_items_per_second": _throughput(blocks),
            "relative": relative[1][who],
            "relative_by_batch": {
                str(size): ratios[who] for size, ratios in relative.items() if who in ratios
            },
            "explanation": _explanation(by_contender[who]),
            "cpu_seconds_per_million": _cpu_per_million(blocks),
            "badges": _badges(blocks, best),
        }
        for who, blocks in sorted(decided.items())
    ]
    ratio = median(canaries) / best
    return {
        "noisy": ratio > NOISY_RATIO or any(row["badges"] for row in rows),
        "canary_seconds": median(canaries),
        "canary_ratio": ratio,
        "canary_ratio_worst": max(canaries) / best,
        "repeated": len(measured) - len(everything),
        "wall_per_cpu": median(timing.wall_per_cpu for timing in everything),
        "switches_per_second": median(timing.switches_per_second for timing in everything),
        "floor_seconds": _latency(floor)["p50"],
        "contenders": rows,
    }


def _quieter(timings: Iterable[Timing], best: float) -> list[Timing]:
    """One timing a square: of a timing and its repetition, the one with less noise."""
    kept: dict[tuple[str, str, Kind, int, int], Timing] = {}
    for one in timings:
        other = kept.get(one.square)
        if other is None or noise(one, best) < noise(other, best):
            kept[one.square] = one
    return list(kept.values())


def _of_kind(timings: Iterable[Timing], kind: Kind) -> list[Timing]:
    return [timing for timing in timings if timing.kind == kind]


def _latency(blocks: list[Timing]) -> dict[str, float | None]:
    """Quantiles of one item at a time: medians over blocks; the tails over all rounds."""
    singles = [timing for timing in blocks if timing.batch == 1]
    rounds = np.concatenate([np.asarray(timing.seconds) for timing in singles])
    tails = np.quantile(rounds, [0.90, 0.95, 0.99])
    return {
        "p50": median(median(timing.seconds) for timing in singles),
        "p90": float(tails[0]),
        "p95": float(tails[1]),
        # A quantile needs some ten values beyond it to mean anything.
        "p99": float(tails[2]) if len(rounds) >= ROUNDS_FOR_P99 else None,
        "rounds": len(rounds),
        "amortised": any(timing.amortised for timing in singles),
    }


def _throughput(blocks: list[Timing]) -> dict[str, float]:
    sizes = sorted({timing.batch for timing in blocks})
    return {
        str(size): size
        / median(median(timing.seconds) for timing in blocks if timing.batch == size)
        for size in sizes
    }


def _relative(by_contender: Mapping[_Who, list[Timing]], size: int) -> dict[_Who, float]:
    """How many times slower than the task's fastest: the median of within-block ratios."""
    typical = {
        (*who, timing.block): median(timing.seconds)
        for who, blocks in by_contender.items()
        for timing in blocks
        if timing.batch == size
    }
    fastest: dict[tuple[str, int], float] = {}
    for (task, _, block), seconds in typical.items():
        fastest[task, block] = min(seconds, fastest.get((task, block), seconds))
    within = defaultdict(list)
    for (task, contender, block), seconds in typical.items():
        within[task, contender].append(seconds / fastest[task, block])
    return {who: median(ratios) for who, ratios in within.items()}


def _explanation(timings: list[Timing]) -> dict[str, Any]:
    """Seconds of a decision with its explanation, and within-block ratios to the decision."""
    explained = {one.block: median(one.seconds) for one in _of_kind(timings, "explain")}
    if not explained:
        return {}
    alone = {
        one.block: median(one.seconds) for one in _of_kind(timings, "decide") if one.batch == 1
    }
    return {
        "p50": median(explained.values()),
        "ratio": median(seconds / alone[block] for block, seconds in explained.items()),
        "rounds": sum(len(one.seconds) for one in _of_kind(timings, "explain")),
    }


def _cpu_per_million(blocks: list[Timing]) -> dict[str, float]:
    """CPU seconds of a million decisions, by how many items are handed over at once."""
    by_size: dict[int, list[float]] = defaultdict(list)
    for timing in blocks:
        if timing.cpu_seconds is not None:
            by_size[timing.batch].append(1e6 * timing.cpu_seconds / timing.batch)
    return {str(size): median(seconds) for size, seconds in sorted(by_size.items())}


def _badges(blocks: list[Timing], best: float) -> list[str]:
    """`noisy` where half the blocks or more were hit: then their median was hit too."""
    singles = [timing for timing in blocks if timing.batch == 1]
    hit = sum(noise(timing, best) > NOISY_RATIO for timing in singles)
    return ["noisy"] if 2 * hit >= len(singles) else []
