"""The process that times fitted contenders: its workload and its results.

Its clocks are pytest-benchmark's, in `benchmarks/test_contenders.py`; both sides of the
conversation are here.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Self

import triptych
from triptych.absent import Absent
from triptych.errors import TriptychError
from triptych.harness.budgets import TimingBudget
from triptych.harness.workers.isolation import ALONE
from triptych.results.disk.text import to_utf8
from triptych.results.formats.document import from_json, to_json
from triptych.results.formats.speed import BATCH_SIZES
from triptych.results.record import Record
from triptych.task import TaskFolder
from triptych.timing.fit import FitTiming
from triptych.timing.summary import Timing

WORKLOAD_VARIABLE: Final = "TRIPTYCH_WORKLOAD"

Quantity = Literal["fit", "explanation"]
"""Quantities that not every contender has."""

_LONGEST_SECONDS: Final = 0.5
"""Limit in seconds for one contender at one batch size within a block."""


@dataclass(frozen=True, kw_only=True)
class Workload:
    """The contenders to time and the budget; the process writes its files into `scratch`.

    `seconds` are for one contender, one thing it does and one batch size in one block.
    """

    run_folder: Path
    scratch: Path
    tasks: tuple[TaskFolder, ...]
    records: tuple[Record, ...]
    effort: TimingBudget
    seconds: float

    @classmethod
    def of(
        cls,
        run_folder: Path,
        fitted: Sequence[tuple[TaskFolder, Record]],
        effort: TimingBudget,
        scratch: Path,
    ) -> Self:
        """The workload of a run's fitted contenders."""
        squares = effort.blocks * len(fitted) * (len(BATCH_SIZES) + effort.explains)
        return cls(
            run_folder=run_folder.resolve(),
            scratch=scratch,
            tasks=tuple({task.name: task for task, _ in fitted}.values()),
            records=tuple(record for _, record in fitted),
            effort=effort,
            seconds=min(effort.seconds / squares, _LONGEST_SECONDS),
        )

    @classmethod
    def asked(cls) -> Self | None:
        """The workload this process was started for; None where it was not."""
        path = os.environ.get(WORKLOAD_VARIABLE)
        workload: Self | None = pickle.loads(Path(path).read_bytes()) if path else None
        return workload

    def write(self) -> Path:
        """Write it into `scratch`, where `asked` finds it."""
        path = self.scratch / "workload.pkl"
        path.write_bytes(pickle.dumps(self))
        return path

    def expect(self, lines: int) -> None:
        """Announce `lines` further result lines."""
        path = self.scratch / _EXPECTED
        before = int(path.read_text() or 0) if path.is_file() else 0
        path.write_text(str(before + lines))

    def refuse(self, reason: str) -> None:
        """Report why nothing can be timed; the process then ends."""
        (self.scratch / _REFUSED).write_bytes(to_utf8(reason))

    def report(self, line: Timing | FitTiming) -> None:
        """Report a measurement."""
        self._write_line(line)

    def tell_absent(self, record: Record, quantity: Quantity, why: Absent) -> None:
        """Report the reason why a quantity of a contender is missing."""
        cell = record.cell
        self._write_line(_AbsentLine((cell.task, cell.contender, quantity), why))

    def _write_line(self, line: "Timing | FitTiming | _AbsentLine") -> None:
        with (self.scratch / _RESULTS).open("a") as output:
            output.write(json.dumps({type(line).__name__: to_json(line)}) + "\n")


@dataclass(frozen=True)
class _AbsentLine:
    """A quantity of a contender that was not measured, with the reason."""

    of: tuple[str, str, Quantity]
    why: Absent


@dataclass(frozen=True)
class ClockResults:
    """All results of the process.

    absent      the reasons for missing ones, by task, contender and quantity
    """

    timings: list[Timing]
    fits: list[FitTiming]
    absent: dict[tuple[str, str, Quantity], Absent]


_LINES: Final = {kind.__name__: kind for kind in (Timing, FitTiming, _AbsentLine)}
_RESULTS: Final = "results.jsonl"
_EXPECTED: Final = "expected"
_REFUSED: Final = "refused"


def run_clocks(workload: Workload, listener: Callable[[int, int], None]) -> ClockResults:
    """Start the process, wait for its end, and read its results.

    `listener` receives (done, total) measurements. Raises TriptychError where the process fails,
    with its last output.
    """
    command = [
        sys.executable, "-m", "pytest", str(clocks() / "test_contenders.py"), "--quiet",
        # The pytest settings of the user's own project must not apply.
        "--override-ini=addopts=", f"--rootdir={clocks()}", "--import-mode=importlib",
        "--exitfirst", "-rN",  # the traceback of a failure is the end of the output
        "--benchmark-enable", "--benchmark-disable-gc", "--benchmark-columns=median",
        "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly",
    ]  # fmt: skip
    # Nor the variables of an outer pytest: pytest-benchmark would time nothing.
    inherited = {name: value for name, value in os.environ.items() if name[:7] != "PYTEST_"}
    environment = inherited | ALONE | {WORKLOAD_VARIABLE: str(workload.write())}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=workload.scratch
        )
        try:
            while process.poll() is None:
                listener(*_progress(workload.scratch))
                time.sleep(0.2)
        finally:
            process.kill()
            process.wait()
        if process.returncode != 0:
            if (refused := workload.scratch / _REFUSED).is_file():
                raise TriptychError(refused.read_text())
            log.seek(0)
            last_words = "".join(log.readlines()[-30:])
            raise TriptychError(f"the quiet phase failed:\n{last_words}")
    return _read(workload.scratch / _RESULTS)


def clocks() -> Path:
    """The folder of the pytest-benchmark modules, in a checkout or an installed copy.

    Raises TriptychError where it is missing.
    """
    package = Path(triptych.__file__).parent
    places = (package / "_benchmarks", package.parents[1] / "benchmarks")
    for place in places:
        if (place / "test_contenders.py").is_file():
            return place
    raise TriptychError(f"the timing modules are missing; looked in {places[0]} and {places[1]}.")


def _read(path: Path) -> ClockResults:
    lines = [
        from_json(values, _LINES[kind], str(path))
        for line in path.read_text().splitlines()
        for kind, values in json.loads(line).items()
    ]
    return ClockResults(
        timings=[line for line in lines if isinstance(line, Timing)],
        fits=[line for line in lines if isinstance(line, FitTiming)],
        absent={line.of: line.why for line in lines if isinstance(line, _AbsentLine)},
    )


def _progress(scratch: Path) -> tuple[int, int]:
    expected, results = scratch / _EXPECTED, scratch / _RESULTS
    if not expected.is_file() or not results.is_file():
        return 0, 0
    with results.open("rb") as lines:
        done = sum(1 for _ in lines)
    return done, max(done, int(expected.read_text() or 0))
