"""For tests: a made-up `speed.json`, in the form the quiet phase writes."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.task import paradigm_of

_LATENCY_SECONDS: Final = {"rules": 2e-6, "classical": 3e-4, "deep": 1.2e-3}
_GAIN: Final = {"rules": 0.1, "classical": 1.0, "deep": 0.9}
"""The power of the batch size by which throughput grows."""

_BATCHES: Final = (1, 8, 64, 512)


def synthetic_speed(
    contenders: Mapping[str, Sequence[str]], environment: Mapping[str, Any]
) -> dict[str, Any]:
    """Timings for every contender of each task; rules lead alone, classical in a large batch.

    Noise has hit deep on `letters`, which there was no time to fit.
    """
    return {
        "schema": 2,
        "machine": {name: environment[name] for name in ("cpu", "cores", "python", "packages")},
        "noisy": True,
        "canary_seconds": 1e-3,
        "canary_ratio": 1.03,
        "wall_per_cpu": 1.0,
        "floor_seconds": 5e-8,
        "contenders": [_row(task, one) for task, names in contenders.items() for one in names],
    }


def _row(task: str, contender: str) -> dict[str, Any]:
    """A contender's row: the slower it is, the more it gains from a large batch."""
    seconds = _LATENCY_SECONDS[paradigm_of(contender)]
    fastest = min(_LATENCY_SECONDS.values())
    throughput = {batch: batch ** _GAIN[paradigm_of(contender)] / seconds for batch in _BATCHES}
    best = {
        batch: max(batch ** _GAIN[who] / _LATENCY_SECONDS[who] for who in _GAIN)
        for batch in _BATCHES
    }
    is_rules = contender == "rules"
    was_fitted = (task, contender) != ("letters", "deep")
    return {
        "task": task,
        "contender": contender,
        "key": hashlib.sha256(f"{task}/{contender}/supervised/0".encode()).hexdigest()[:16],
        "latency_seconds": {
            "p50": seconds,
            "p90": 1.2 * seconds,
            "p95": 1.4 * seconds,
            "p99": None,
            "rounds": 500,
            "amortised": False,
        },
        "throughput_items_per_second": {str(batch): rate for batch, rate in throughput.items()},
        "relative": seconds / fastest,
        "relative_by_batch": {str(batch): best[batch] / rate for batch, rate in throughput.items()},
        "explanation": {"p50": 3 * seconds, "ratio": 3.0, "rounds": 500}
        if is_rules
        else {"reason": "Model has no contributions of its own"},
        "fit": {
            "wall_seconds": 1e3 * seconds,
            "cpu_seconds": 9e2 * seconds,
            "fits": 1 if contender == "deep" else 3,
            "items": 800,
        }
        if was_fitted
        else {"reason": "one fit takes about 90 s, and this profile has 80 s"},
        "cold_start": {
            "seconds": 0.5 + 1e3 * seconds,
            "first_decision_seconds": 10 * seconds,
            "memory_bytes": 40_000_000 + 2e11 * seconds,
            "processes": 3,
        },
        "cpu_seconds_per_million": {
            str(batch): 1e6 / rate for batch, rate in throughput.items() if batch in (1, 512)
        },
        "size_bytes": 4000 if is_rules else 100_000,
        "size_of": "source" if is_rules else "saved contender",
        "badges": ["noisy"] if (task, contender) == ("letters", "deep") else [],
    }
