"""The canary: a fixed loop that is slower only when the machine is."""

import time
from typing import Final

NOISY_RATIO: Final = 1.10
"""The ratio of a canary to the fastest one above which a measurement is marked as noisy."""


def canary_seconds() -> float:
    """Time a fixed pure-Python loop: the best of three, in seconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        total = 0
        for number in range(20_000):
            total += number * number
        best = min(best, time.perf_counter() - start)
    return best
