"""The quiet phase: times the contenders a run fitted, alone and on one pinned thread.

The clocks are pytest-benchmark's, in `benchmarks/`; this module prepares their workload,
starts them in a fresh process, and condenses what they measured.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import triptych
from triptych.errors import StoreError, TriptychError
from triptych.harness.timing import Timing, condense
from triptych.record import ARTEFACTS_FOLDER, Record
from triptych.task import TaskFolder

SCHEMA: Final = 1
BATCHES: Final = (1, 8, 64, 512)
WORKLOAD_VARIABLE: Final = "TRIPTYCH_WORKLOAD"

ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}
"""Set before anything is imported: two threads on two busy cores are 300 times slower."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long the quiet phase measures.

    blocks      how often each contender is come back to
    rounds      the most timings of one contender at one batch size within a block
    seconds     for all timings together, shared evenly; what is slow takes more, because
                everything is timed at least once a block
    """

    blocks: int
    rounds: int
    seconds: float


EFFORTS: Final = {
    "quick": Effort(blocks=3, rounds=50, seconds=30),
    "standard": Effort(blocks=5, rounds=200, seconds=150),
    "full": Effort(blocks=7, rounds=300, seconds=600),
}

_LONGEST_SECONDS: Final = 0.5
"""For one contender at one batch size within a block: a run of one task need not take minutes."""


def measure(
    run_folder: Path,
    fitted: Sequence[tuple[TaskFolder, Record]],
    *,
    effort: Effort,
    strict: bool = False,
    listener: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Any]:
    """Time every fitted contender and return the content of `speed.json`.

    `listener` is told (done, total) as timings come in. On a noisy machine everything is
    measured all the same and marked; `strict` raises TriptychError instead.
    """
    if not fitted:
        raise StoreError(
            f"{run_folder}: no fitted contender to time. "
            "Run `triptych run` first; contenders of cells that ended `done` are kept."
        )
    with tempfile.TemporaryDirectory(prefix="triptych-quiet-") as scratch:
        output = Path(scratch) / "timings.jsonl"
        workload = Path(scratch) / "workload.json"
        workload.write_text(json.dumps(_workload(run_folder, fitted, effort, output)))
        _run_clocks(workload, output, listener)
        timings = [Timing(**json.loads(line)) for line in output.read_text().splitlines()]
    speed: dict[str, Any] = {"schema": SCHEMA, "effort": asdict(effort), **condense(timings)}
    sizes = {
        (task.name, record.cell.contender): (record.key, _size_bytes(run_folder, record))
        for task, record in fitted
    }
    for row in speed["contenders"]:
        row["key"], row["size_bytes"] = sizes[row["task"], row["contender"]]
    if strict and speed["noisy"]:
        raise TriptychError(
            f"the machine is too noisy to time on: a fixed loop ran {speed['canary_ratio']:.2f} "
            "times its best. Stop other work and try again, or leave out --strict to measure "
            "all the same and mark what was hit."
        )
    return speed


def clocks() -> Path:
    """The folder of the pytest-benchmark modules: in a checkout, or inside an installed copy."""
    package = Path(triptych.__file__).parent
    places = (package / "_benchmarks", package.parents[1] / "benchmarks")
    for place in places:
        if (place / "test_contenders.py").is_file():
            return place
    raise TriptychError(f"the timing modules are missing; looked in {places[0]} and {places[1]}.")


def _workload(
    run_folder: Path,
    fitted: Sequence[tuple[TaskFolder, Record]],
    effort: Effort,
    output: Path,
) -> dict[str, Any]:
    squares = effort.blocks * len(fitted) * len(BATCHES)
    search_paths = {task.search_path for task, _ in fitted if task.search_path is not None}
    return {
        "run_folder": str(run_folder.resolve()),
        "tasks": sorted(map(str, search_paths)),
        "records": [record.to_json() for _, record in fitted],
        "blocks": effort.blocks,
        "rounds": effort.rounds,
        "seconds": min(effort.seconds / squares, _LONGEST_SECONDS),
        "output": str(output),
    }


def _run_clocks(workload: Path, output: Path, listener: Callable[[int, int], None]) -> None:
    command = [
        sys.executable, "-m", "pytest", str(clocks() / "test_contenders.py"), "--quiet",
        # Whatever project the user stands in, its pytest settings are none of ours.
        "--override-ini=addopts=", f"--rootdir={clocks()}", "--import-mode=importlib",
        "--benchmark-enable", "--benchmark-disable-gc", "--benchmark-columns=median",
        "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly",
    ]  # fmt: skip
    environment = os.environ | ONE_THREAD | {WORKLOAD_VARIABLE: str(workload)}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=workload.parent
        )
        try:
            while process.poll() is None:
                listener(*_progress(output))
                time.sleep(0.2)
        finally:
            process.kill()
            process.wait()
        if process.returncode != 0:
            log.seek(0)
            last_words = "".join(log.readlines()[-30:])
            raise TriptychError(f"the quiet phase failed:\n{last_words}")


def _progress(output: Path) -> tuple[int, int]:
    planned = output.with_suffix(".total")
    if not planned.is_file() or not output.is_file():
        return 0, 0
    with output.open("rb") as lines:
        return sum(1 for _ in lines), int(planned.read_text() or 0)


def _size_bytes(run_folder: Path, record: Record) -> int:
    return (run_folder / ARTEFACTS_FOLDER / f"{record.key}.pkl").stat().st_size
