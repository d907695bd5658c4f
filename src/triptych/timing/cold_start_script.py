"""A fresh process that loads one fitted contender, decides, and reports time and memory.

Run as a file, `python -P cold_start_script.py REQUEST`; `cold_start` starts it. It imports only
what the contender needs, triptych itself after the clock has started.
"""

import time

START = time.perf_counter()

import json  # noqa: E402
import pickle  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int | None:
    """Peak resident memory of this process in bytes; None where the system does not report it."""
    if _STATUS.is_file():
        # Not ru_maxrss: that also counts the process which started this one.
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    return None


def main(request: Path) -> Any:
    """Load, decide on one item, then on a batch: the JSON of a `ColdStart` of this process.

    Seconds count from the start of the script, bytes are those above the memory at the start.
    """
    bare_bytes = peak_bytes()
    # Imports of the contender's own: they are what is measured.
    from triptych.catalogue import LoadedTask
    from triptych.harness.pipeline import decider
    from triptych.results.fitted import load_fitted

    asked = pickle.loads(request.read_bytes())
    task = LoadedTask(asked["task"])  # a task of one's own is found by its pickle from here on
    fitted = load_fitted(asked["run_folder"], asked["record"])
    decide = decider(task, asked["record"].cell.contender, fitted.estimator)
    batch = pickle.loads(asked["items"].read_bytes())
    loaded = time.perf_counter()
    decide(batch[:1])
    decided = time.perf_counter()
    decide(batch)
    reached_bytes = peak_bytes()
    known = bare_bytes is not None and reached_bytes is not None
    # After the measurement: the contender does not need these.
    from triptych.results.formats.document import to_json
    from triptych.results.formats.speed import ColdStart

    start = ColdStart(
        seconds=decided - START,
        first_decision_seconds=decided - loaded,
        memory_bytes=reached_bytes - bare_bytes if known else None,  # type: ignore[operator]
        processes=1,
    )
    return to_json(start)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
