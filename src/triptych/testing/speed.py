"""For tests: a made-up `speed.json`, in the form the quiet phase writes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

from triptych.absent import Absent
from triptych.harness.code.digest import digest_of
from triptych.harness.profile import PROFILES
from triptych.results.formats.speed import (
    BATCH_SIZES,
    NOISY,
    ColdStart,
    ContenderSpeed,
    ExplainedDecision,
    Fit,
    Latency,
    Machine,
    Speed,
)
from triptych.task import paradigm_of

_LATENCY_SECONDS: Final = {"rules": 2e-6, "classical": 3e-4, "deep": 1.2e-3}
_GAIN: Final[dict[str, float]] = {"rules": 0.1, "classical": 1.0, "deep": 0.9}
"""The power of the batch size by which throughput grows."""


_MACHINE: Final = Machine(
    cpu="made up",
    cores=2,
    threads=2,
    memory_bytes=8_000_000_000,
    platform="made up",
    python="3.11.0",
    implementation="CPython",
    packages={"numpy": "2.0.0"},
)


def synthetic_speed(contenders: Mapping[str, Sequence[str]]) -> Speed:
    """Timings for every contender of each task; rules lead for single items, classical in batches.

    `deep` is noisy on `letters`, and there was no time to fit it.
    """
    return Speed(
        effort=asdict(PROFILES["standard"].timing),
        machine=_MACHINE,
        noisy=True,
        canary_seconds=1e-3,
        canary_ratio=1.03,
        canary_ratio_worst=1.2,
        repeated=0,
        wall_per_cpu=1.0,
        switches_per_second=0.0,
        floor_seconds=5e-8,
        contenders=tuple(
            _contender(task, one) for task, names in contenders.items() for one in names
        ),
    )


def _contender(task: str, contender: str) -> ContenderSpeed:
    """The slower a contender is, the more it gains from a large batch."""
    paradigm = paradigm_of(contender)
    seconds = _LATENCY_SECONDS[paradigm]
    throughput = {batch: _throughput(paradigm, batch) for batch in BATCH_SIZES}
    is_rules = contender == "rules"
    was_hit = (task, contender) == ("letters", "deep")
    return ContenderSpeed(
        task=task,
        contender=contender,
        latency_seconds=_latency(seconds),
        throughput_items_per_second=throughput,
        relative=seconds / min(_LATENCY_SECONDS.values()),
        relative_by_batch={batch: _best(batch) / rate for batch, rate in throughput.items()},
        seconds_by_block={
            batch: _by_block(paradigm, batch / rate) for batch, rate in throughput.items()
        },
        explanation=ExplainedDecision(
            p50=3 * seconds, ratio=3.0, ratio_range=(2.8, 3.1), rounds=500
        )
        if is_rules
        else Absent("Model has no contributions of its own"),
        cpu_seconds_per_million={batch: 1e6 / throughput[batch] for batch in (1, 512)},
        badges=(NOISY,) if was_hit else (),
        key=digest_of(f"{task}/{contender}/supervised/0".encode()),
        fit=Absent("one fit takes about 90 s, and this profile has 80 s")
        if was_hit
        else _fit(contender, seconds),
        cold_start=_cold_start(seconds),
        size_bytes=4000 if is_rules else 100_000,
        size_of="source" if is_rules else "saved contender",
    )


def _latency(seconds: float) -> Latency:
    return Latency(p50=seconds, p90=1.2 * seconds, p95=1.4 * seconds, p99=None, rounds=500)


def _throughput(paradigm: str, batch: int) -> float:
    """Items per second."""
    return float(batch ** _GAIN[paradigm]) / _LATENCY_SECONDS[paradigm]


def _by_block(paradigm: str, seconds: float) -> dict[int, float]:
    """Five blocks around the median; each paradigm is slow in another one."""
    blocks = (0.97, 0.99, 1.0, 1.01, 1.04)
    turn = list(_LATENCY_SECONDS).index(paradigm)
    return {
        number: seconds * share for number, share in enumerate((*blocks[turn:], *blocks[:turn]))
    }


def _best(batch: int) -> float:
    """Items per second of the fastest contender at that batch size."""
    return max(_throughput(paradigm, batch) for paradigm in _LATENCY_SECONDS)


def _fit(contender: str, seconds: float) -> Fit:
    return Fit(
        wall_seconds=1e3 * seconds,
        cpu_seconds=9e2 * seconds,
        fits=1 if contender == "deep" else 3,
        items=800,
    )


def _cold_start(seconds: float) -> ColdStart:
    return ColdStart(
        seconds=0.5 + 1e3 * seconds,
        first_decision_seconds=10 * seconds,
        memory_bytes=40_000_000 + 2e11 * seconds,
        processes=3,
    )
