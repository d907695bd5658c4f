"""What the quiet phase measured of a contender, read from a row of `speed.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

OLDER: Final = "the quiet phase was run by an older version of triptych"

PRICE_PER_CPU_HOUR: Final = 0.04
"""About what cloud providers ask, in dollars or euros, for one virtual CPU."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Training on the first fold: medians over `fits`, of seconds; `items` it was trained on."""

    wall_seconds: float
    cpu_seconds: float
    fits: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdStart:
    """Fresh processes: medians of seconds to the first decision, and of bytes at batch 512."""

    seconds: float
    first_decision_seconds: float
    memory_bytes: float | None
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A decision with its explanation: median seconds, and times those of the decision alone."""

    p50: float
    ratio: float
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """One contender on one task; what was not measured is a reason in words.

    p50 … p99    seconds from one raw item to its decision; p99 is None below 1,000 rounds
    amortised    whether these are seconds of 100 decisions, divided
    throughput   items a second, by batch size
    relative     times as long as the task's fastest contender, within a block, by batch size
    cpu_seconds_per_million  decisions, by batch size; empty where it was not measured
    size_of      what `size_bytes` are the bytes of: its source, or the saved contender
    """

    contender: str
    p50: float
    p90: float | None
    p95: float
    p99: float | None
    rounds: int
    amortised: bool
    throughput: Mapping[int, float]
    relative: Mapping[int, float]
    explanation: Explained | str
    fit: Fit | str
    cold_start: ColdStart | str
    cpu_seconds_per_million: Mapping[int, float]
    size_bytes: int | None
    size_of: str
    badges: tuple[str, ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of `speed.json`, of this version or an older one."""
        latency = row["latency_seconds"]
        return cls(
            contender=row["contender"],
            p50=latency["p50"],
            p90=latency.get("p90"),
            p95=latency["p95"],
            p99=latency.get("p99"),
            rounds=latency["rounds"],
            amortised=latency.get("amortised", False),
            throughput=_by_batch(row["throughput_items_per_second"]),
            relative=_by_batch(row.get("relative_by_batch", {"1": row["relative"]})),
            explanation=_measured(Explained, row.get("explanation")),
            fit=_measured(Fit, row.get("fit")),
            cold_start=_measured(ColdStart, row.get("cold_start")),
            cpu_seconds_per_million=_by_batch(row.get("cpu_seconds_per_million", {})),
            size_bytes=row.get("size_bytes"),
            size_of=row.get("size_of", "saved contender"),
            badges=tuple(row.get("badges", ())),
        )

    @property
    def is_noisy(self) -> bool:
        """Whether other work on the machine has hit these timings."""
        return "noisy" in self.badges


def price_per_million(cpu_seconds: float, price_per_cpu_hour: float) -> float:
    """What a million decisions cost where a CPU hour has that price (docs/statistics.md#price)."""
    return cpu_seconds / 3600 * price_per_cpu_hour


def _measured(kind: Any, values: Mapping[str, Any] | None) -> Any:
    """The figures, or the reason why there are none."""
    if values is None:
        return OLDER
    return values["reason"] if "reason" in values else kind(**values)


def _by_batch(values: Mapping[str, float]) -> dict[int, float]:
    return {int(size): value for size, value in sorted(values.items(), key=lambda one: int(one[0]))}
