"""What CPU costs."""

from typing import Final

PRICE_PER_CPU_HOUR: Final = 0.04
"""About what cloud providers ask, in dollars or euros, for one virtual CPU."""


def price_per_million(cpu_seconds: float, price_per_cpu_hour: float) -> float:
    """What a million decisions cost where a CPU hour has that price (docs/statistics.md#price)."""
    return cpu_seconds / 3600 * price_per_cpu_hour
