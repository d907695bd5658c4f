"""From raw timings of the quiet phase to the figures of `speed.json`.

One number is the median over blocks: noise comes in stretches of time, so a block that
was hit moves one of five values, not the mean of all. Ratios are taken within a block,
where the contenders shared the machine's mood (method: docs/statistics.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import numpy as np

NOISY_CANARY_RATIO: Final = 1.10
"""A canary slower than this against its best marks what was measured beside it."""

ROUNDS_FOR_P99: Final = 1000

FLOOR: Final = "no-op"
"""The task and contender name under which the cost of measuring itself is timed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One contender, one batch size, one block: the seconds of each round.

    `canary_seconds` is the fixed pure-Python loop run just before; `wall_per_cpu` and
    `switches_per_second` (involuntary) tell of other processes on the core.
    """

    task: str
    contender: str
    batch: int
    block: int
    seconds: list[float]
    canary_seconds: float
    wall_per_cpu: float
    switches_per_second: float


def condense(timings: Iterable[Timing]) -> dict[str, Any]:
    """Contenders' quantiles, throughput, ratios and badges, and the no-op's floor."""
    everything = list(timings)
    best_canary = min(timing.canary_seconds for timing in everything)
    ratios = [timing.canary_seconds / best_canary for timing in everything]
    by_contender: dict[tuple[str, str], list[Timing]] = defaultdict(list)
    for timing in everything:
        by_contender[timing.task, timing.contender].append(timing)
    floor = by_contender.pop((FLOOR, FLOOR))
    relative = _relative(by_contender)
    rows: list[dict[str, Any]] = [
        {
            "task": task,
            "contender": contender,
            "latency_seconds": _latency(blocks),
            "throughput_items_per_second": _throughput(blocks),
            "relative": relative[task, contender],
            "badges": _badges(blocks, best_canary),
        }
        for (task, contender), blocks in sorted(by_contender.items())
    ]
    canary_ratio = float(np.median(ratios))
    return {
        "noisy": canary_ratio > NOISY_CANARY_RATIO or any(row["badges"] for row in rows),
        "canary_ratio": canary_ratio,
        "canary_ratio_worst": max(ratios),
        "wall_per_cpu": median(timing.wall_per_cpu for timing in everything),
        "switches_per_second": median(timing.switches_per_second for timing in everything),
        "floor_seconds": _latency(floor)["p50"],
        "contenders": rows,
    }


def _latency(blocks: list[Timing]) -> dict[str, float | None]:
    """Quantiles of one item at a time: medians over blocks; the tails over all rounds."""
    singles = [timing.seconds for timing in blocks if timing.batch == 1]
    rounds = np.concatenate([np.asarray(seconds) for seconds in singles])
    tails = np.quantile(rounds, [0.90, 0.95, 0.99])
    return {
        "p50": median(median(seconds) for seconds in singles),
        "p90": float(tails[0]),
        "p95": float(tails[1]),
        # A quantile needs some ten values beyond it to mean anything.
        "p99": float(tails[2]) if len(rounds) >= ROUNDS_FOR_P99 else None,
        "rounds": len(rounds),
    }


def _throughput(blocks: list[Timing]) -> dict[str, float]:
    sizes = sorted({timing.batch for timing in blocks})
    return {
        str(size): size
        / median(median(timing.seconds) for timing in blocks if timing.batch == size)
        for size in sizes
    }


def _relative(by_contender: Mapping[tuple[str, str], list[Timing]]) -> dict[Any, float]:
    """How many times slower than the task's fastest: the median of within-block ratios."""
    typical = {
        (task, contender, timing.block): median(timing.seconds)
        for (task, contender), blocks in by_contender.items()
        for timing in blocks
        if timing.batch == 1
    }
    fastest: dict[tuple[str, int], float] = {}
    for (task, _, block), seconds in typical.items():
        fastest[task, block] = min(seconds, fastest.get((task, block), seconds))
    within = defaultdict(list)
    for (task, contender, block), seconds in typical.items():
        within[task, contender].append(seconds / fastest[task, block])
    return {who: median(ratios) for who, ratios in within.items()}


def _badges(blocks: list[Timing], best_canary: float) -> list[str]:
    """`noisy` where half the blocks or more were hit: then their median was hit too."""
    singles = [timing for timing in blocks if timing.batch == 1]
    hit = sum(timing.canary_seconds > NOISY_CANARY_RATIO * best_canary for timing in singles)
    return ["noisy"] if 2 * hit >= len(singles) else []
