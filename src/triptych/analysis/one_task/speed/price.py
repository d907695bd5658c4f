"""The price of CPU time."""

from typing import Final

PRICE_PER_CPU_HOUR: Final = 0.04
"""Approximate price of one virtual CPU at cloud providers, in dollars or euros."""


def price_per_million(cpu_seconds: float, price_per_cpu_hour: float) -> float:
    """The price of a million decisions, in the currency of `price_per_cpu_hour`.

    docs/statistics.md#price.
    """
    return cpu_seconds / 3600 * price_per_cpu_hour
