"""The quiet phase: times the contenders a run fitted, alone and on one pinned thread.

Clocks run in a fresh process of pytest-benchmark, cold starts in a fresh process each; this
module puts together what they measured.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from triptych.errors import StoreError, TriptychError
from triptych.harness.code.rules_size import rules_bytes
from triptych.harness.machine import environment
from triptych.results.record import ARTEFACTS_FOLDER, Record
from triptych.task import TaskFolder, paradigm_of
from triptych.timing.budget import TimingBudget
from triptych.timing.clock_process import Told, Workload, run_clocks
from triptych.timing.cold_start import cold_starts
from triptych.timing.fit import condense_fits
from triptych.timing.summary import condense

# 2  the machine; fit, explanation, cold start, memory, CPU of a million decisions; ratios at
#    every batch size; what noise had hit was measured once more; rules have the size of their
#    source
# 1  latency, throughput, ratio to the fastest, size of the saved contender
SCHEMA: Final = 2

_MACHINE: Final = (
    "cpu",
    "cores",
    "threads",
    "memory_bytes",
    "platform",
    "python",
    "implementation",
    "packages",
)

NO_EXPLANATION: Final = "this profile times no explanations; `triptych explain` does"
NO_FRESH_PROCESS: Final = "this profile starts no fresh processes"
NO_TIME_TO_START: Final = "this profile's time for fresh processes was used up before its turn"

_Fitted = Sequence[tuple[TaskFolder, Record]]


def measure(
    run_folder: Path,
    fitted: _Fitted,
    *,
    effort: TimingBudget,
    strict: bool = False,
    listener: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Any]:
    """Time every fitted contender and return the content of `speed.json`.

    `listener` is told (done, total) as measurements come in. On a noisy machine everything is
    measured all the same and marked; `strict` raises TriptychError instead.
    """
    if not fitted:
        raise StoreError(
            f"{run_folder}: no fitted contender to time. "
            "Run `triptych run` first; contenders of cells that ended `done` are kept."
        )
    with tempfile.TemporaryDirectory(prefix="triptych-quiet-") as folder:
        scratch = Path(folder)
        told = run_clocks(Workload.of(run_folder, fitted, effort, scratch), listener)
        speed: dict[str, Any] = {
            "schema": SCHEMA,
            "effort": asdict(effort),
            "machine": machine(),
            **condense(told.timings),
        }
        if strict and speed["noisy"]:
            raise TriptychError(
                f"the machine is too noisy to time on: a fixed loop ran "
                f"{speed['canary_ratio']:.2f} times its best. Stop other work and try again, or "
                "leave out --strict to measure all the same and mark what was hit."
            )
        starts = cold_starts(
            run_folder,
            fitted,
            scratch,
            processes=effort.processes,
            seconds=effort.process_seconds,
            listener=listener,
        )
    _complete(speed["contenders"], run_folder, fitted, told, starts)
    return speed


def machine() -> dict[str, Any]:
    """What timings depend on: the processor and the versions of what runs on it."""
    known = environment(Path.cwd())
    return {name: getattr(known, name) for name in _MACHINE}


def _complete(
    rows: list[dict[str, Any]],
    run_folder: Path,
    fitted: _Fitted,
    told: Told,
    starts: dict[tuple[str, str], dict[str, Any]],
) -> None:
    """Add to each contender's row what was not measured in rounds; or why it is absent."""
    pairs = {(task.name, record.cell.contender): (task, record) for task, record in fitted}
    fits = condense_fits(told.fits)
    reasons = {(one.task, one.contender, one.quantity): one.reason for one in told.absent}
    no_start = NO_TIME_TO_START if starts else NO_FRESH_PROCESS
    for row in rows:
        who = row["task"], row["contender"]
        task, record = pairs[who]
        row["key"] = record.key
        row["fit"] = fits.get(who, {"reason": reasons.get((*who, "fit"), "")})
        row["explanation"] = row["explanation"] or {
            "reason": reasons.get((*who, "explanation"), NO_EXPLANATION)
        }
        row["cold_start"] = starts.get(who, {"reason": no_start})
        if paradigm_of(record.cell.contender) == "rules":
            row["size_bytes"], row["size_of"] = rules_bytes(task), "source"
        else:
            artefact = run_folder / ARTEFACTS_FOLDER / f"{record.key}.pkl"
            row["size_bytes"], row["size_of"] = artefact.stat().st_size, "saved contender"
