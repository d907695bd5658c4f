"""`speed.json`: timings of each contender in the quiet phase, and the noise of the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

from triptych.absent import Absent
from triptych.errors import StoreError
from triptych.results.formats.document import from_json, read_json, to_json
from triptych.results.formats.or_absent import OrAbsent
from triptych.results.record import SPEED_FILE

# 3  seconds of each block, and the range over blocks of the ratio of explaining to deciding
# 2  the machine; fit, explanation, cold start, memory, CPU of a million decisions; ratios at
#    every batch size; what noise had hit was measured once more; rules have the size of their
#    source
# 1  latency, throughput, ratio to the fastest, size of the saved contender
SCHEMA: Final = 3

OLDER: Final = "the quiet phase was run by an older version of triptych"
NOISY: Final = "noisy"
"""The badge of a contender whose timings were disturbed by other work."""

BATCH_SIZES: Final = (1, 8, 64, 512)
"""Batch sizes, in items, each timed separately."""

SizeOf = Literal["source", "saved contender"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The machine of timings: the processor, and the versions of software.

    cores, threads    None where unknown
    packages          versions by distribution
    """

    cpu: str
    cores: int | None
    threads: int | None
    memory_bytes: int
    platform: str
    python: str
    implementation: str
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Seconds from one raw item to its decision, as quantiles.

    p99          None below 1,000 rounds
    amortised    whether these are seconds of 100 decisions, divided by 100; False in format 1
    """

    p50: float
    p90: float
    p95: float
    p99: float | None
    rounds: int
    amortised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedDecision:
    """A decision with its explanation: median seconds, and the ratio to the decision alone.

    ratio_range    the lowest and the highest ratio of a block; None before format 3
    """

    p50: float
    ratio: float
    ratio_range: tuple[float, float] | None
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Training on the first fold: median seconds over `fits`; `items` are the training items."""

    wall_seconds: float
    cpu_seconds: float
    fits: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdStart:
    """Fresh processes: medians of seconds to the first decision, and of bytes at batch 512.

    first_decision_seconds    the part of `seconds` after everything was loaded
    memory_bytes              a median, possibly fractional; None where the system does not report
                              memory
    """

    seconds: float
    first_decision_seconds: float
    memory_bytes: int | float | None
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContenderSpeed:
    """One contender on one task; a missing measurement is `Absent`, with the reason.

    relative             time divided by that of the task's fastest contender, within a block
    relative_by_batch    the same by batch size; in format 1 of one item at a time only
    seconds_by_block     median seconds of a call, by batch size and number of the block; empty
                         before format 3
    cpu_seconds_per_million  decisions, by batch size; empty where it was not measured
    key                  key of the record whose fitted contender was timed
    size_of              the files that `size_bytes` counts
    """

    task: str
    contender: str
    latency_seconds: Latency
    throughput_items_per_second: Mapping[int, float]
    relative: float
    relative_by_batch: Mapping[int, float]
    seconds_by_block: Mapping[int, Mapping[int, float]]
    explanation: OrAbsent[ExplainedDecision]
    cpu_seconds_per_million: Mapping[int, float]
    badges: tuple[str, ...]
    key: str
    fit: OrAbsent[Fit]
    cold_start: OrAbsent[ColdStart]
    size_bytes: int
    size_of: SizeOf

    @property
    def is_noisy(self) -> bool:
        """Whether other work on the machine disturbed these timings."""
        return NOISY in self.badges


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """The whole file. `machine` and `canary_seconds` are None where it is of format 1.

    effort               the parts of the `TimingBudget` by name, for people
    noisy                whether other work disturbed the machine, or one of the contenders
    canary_seconds       median of a fixed loop, timed beside every measurement
    canary_ratio         `canary_seconds` divided by the fastest; `canary_ratio_worst` is for the
                         slowest
    repeated             number of measurements that were repeated because of noise
    wall_per_cpu         median of wall time per CPU time; `switches_per_second` of involuntary
                         switches to other processes
    floor_seconds        seconds of timing an empty call
    contenders           sorted by task and name
    """

    FILE: ClassVar[str] = SPEED_FILE

    schema: int = SCHEMA
    effort: Mapping[str, bool | int | float]
    machine: Machine | None
    noisy: bool
    canary_seconds: float | None
    canary_ratio: float
    canary_ratio_worst: float
    repeated: int
    wall_per_cpu: float
    switches_per_second: float
    floor_seconds: float
    contenders: tuple[ContenderSpeed, ...]


def read_speed(folder: Path) -> Speed | None:
    """The timings of a run folder; None before the quiet phase.

    Raises StoreError where the file cannot be read, or its format is another.
    """
    path = folder / SPEED_FILE
    if not path.is_file():
        return None
    values = from_json(read_json(path), dict[str, Any], str(path))
    match values.get("schema"):
        case 1:
            values = _of_format_2(_of_format_1(values, str(path)), str(path))
        case 2:
            values = _of_format_2(values, str(path))
        case schema if schema != SCHEMA:
            raise StoreError(
                f"{path} is of format {schema}; this version of triptych reads formats 1 to "
                f"{SCHEMA}. `triptych bench` writes it anew."
            )
    return from_json(values, Speed, str(path))


def _of_format_1(values: dict[str, Any], source: str) -> dict[str, Any]:
    """Convert format 1 to format 2: later fields are absent, or have defaults."""
    rows = from_json(values.get("contenders"), list[dict[str, Any]], f"{source}: contenders")
    absent = to_json(Absent(OLDER))
    later = {"explanation": absent, "fit": absent, "cold_start": absent}
    later |= {"cpu_seconds_per_million": {}, "size_of": "saved contender"}
    return (
        {"machine": None, "canary_seconds": None, "repeated": 0}
        | values
        | {
            "contenders": [
                later | {"relative_by_batch": {"1": row.get("relative")}} | row for row in rows
            ]
        }
    )


def _of_format_2(values: dict[str, Any], source: str) -> dict[str, Any]:
    """Convert format 2 to the present format: what each block took is unknown."""
    rows = from_json(values.get("contenders"), list[dict[str, Any]], f"{source}: contenders")
    converted = []
    for row in rows:
        later: dict[str, Any] = {"seconds_by_block": {}}
        if isinstance(explanation := row.get("explanation"), dict) and "ratio" in explanation:
            later["explanation"] = {"ratio_range": None} | explanation
        converted.append(row | later)
    return values | {"contenders": converted}
