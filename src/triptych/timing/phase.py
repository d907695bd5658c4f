"""The quiet phase: times a run's fitted contenders, alone and on one pinned thread.

Clocks run in a fresh process of pytest-benchmark, cold starts in a fresh process each; this module
combines their measurements.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from triptych.absent import Absent
from triptych.errors import StoreError, TriptychError
from triptych.harness.budgets import TimingBudget
from triptych.harness.code.rules_size import rules_bytes
from triptych.harness.machine import environment
from triptych.results.formats.document import from_json, to_json
from triptych.results.formats.speed import ColdStart, ContenderSpeed, Fit, Machine, SizeOf, Speed
from triptych.results.record import Record
from triptych.results.signature import artefact_file, require_signed
from triptych.task import PRETRAINED, TaskFolder, paradigm_of, why_not_made
from triptych.timing.clock_process import ClockResults, Workload, run_clocks
from triptych.timing.cold_start import cold_starts
from triptych.timing.fit import summarise_fits
from triptych.timing.summary import Summary

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
) -> Speed:
    """Time every fitted contender, but for one whose pretrained network is no longer here.

    `listener` receives (done, total) with each measurement. On a noisy machine everything is still
    measured and marked; `strict` raises TriptychError instead. Raises StoreError where there is no
    contender, or one was not signed by this user.
    """
    fitted = [pair for pair in fitted if _is_usable(*pair)]
    if not fitted:
        raise StoreError(
            f"{run_folder}: no fitted contender to time. "
            "Run `triptych run` first; contenders of cells that ended `done` are kept."
        )
    require_signed(run_folder, [record for _, record in fitted])
    with tempfile.TemporaryDirectory(prefix="triptych-quiet-") as folder:
        scratch = Path(folder)
        results = run_clocks(Workload.of(run_folder, fitted, effort, scratch), listener)
        summary = Summary(results.timings)
        if strict and summary.is_noisy:
            raise TriptychError(
                f"the machine is too noisy to time on: a fixed loop ran "
                f"{summary.canary_ratio:.2f} times its best. Stop other work and try again, or "
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
    measured = _Measured(run_folder, summary, results, summarise_fits(results.fits), starts)
    return Speed(
        effort=asdict(effort),
        machine=machine(),
        noisy=summary.is_noisy,
        canary_seconds=summary.canary_seconds,
        canary_ratio=summary.canary_ratio,
        canary_ratio_worst=summary.canary_ratio_worst,
        repeated=summary.repeated,
        wall_per_cpu=summary.wall_per_cpu,
        switches_per_second=summary.switches_per_second,
        floor_seconds=summary.floor_seconds,
        contenders=tuple(measured.of(*pair) for pair in sorted(fitted, key=_who)),
    )


def _is_usable(task: TaskFolder, record: Record) -> bool:
    return not why_not_made(task.card, record.cell.contender)


def machine() -> Machine:
    """The machine this process runs on, and the versions of what timings depend on."""
    known = to_json(environment(Path.cwd()))
    return from_json(known, Machine, "what is known of this machine")


@dataclass(frozen=True)
class _Measured:
    """All measurements of the contenders, by (task, contender)."""

    run_folder: Path
    summary: Summary
    results: ClockResults
    fits: Mapping[tuple[str, str], Fit]
    starts: Mapping[tuple[str, str], ColdStart]

    def of(self, task: TaskFolder, record: Record) -> ContenderSpeed:
        """The measurements of one contender, with reasons for missing ones."""
        who = _who((task, record))
        relative = self.summary.relative(who)
        size_bytes, size_of = _size(self.run_folder, task, record)
        no_start = NO_TIME_TO_START if self.starts else NO_FRESH_PROCESS
        return ContenderSpeed(
            task=task.name,
            contender=record.cell.contender,
            latency_seconds=self.summary.latency(who),
            throughput_items_per_second=self.summary.throughput(who),
            relative=relative[1],
            relative_by_batch=relative,
            seconds_by_block=self.summary.seconds_by_block(who),
            explanation=self.summary.explanation(who)
            or self.results.absent.get((*who, "explanation"), Absent(NO_EXPLANATION)),
            cpu_seconds_per_million=self.summary.cpu_seconds_per_million(who),
            badges=self.summary.badges(who),
            key=record.key,
            fit=self.fits.get(who) or self.results.absent.get((*who, "fit"), Absent("")),
            cold_start=self.starts.get(who) or Absent(no_start),
            size_bytes=size_bytes,
            size_of=size_of,
        )


def _who(pair: tuple[TaskFolder, Record]) -> tuple[str, str]:
    return pair[0].name, pair[1].cell.contender


def _size(run_folder: Path, task: TaskFolder, record: Record) -> tuple[int, SizeOf]:
    if paradigm_of(record.cell.contender) == "rules":
        return rules_bytes(task), "source"
    saved = artefact_file(run_folder, record.key).stat().st_size
    if record.cell.contender == PRETRAINED and task.card.pretrained:
        return saved + task.card.pretrained.size, "saved contender"
    return saved, "saved contender"
