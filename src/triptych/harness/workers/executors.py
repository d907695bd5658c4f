"""The executors by name, as `--executor` takes them; importing this loads none."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from triptych.harness.workers.executor import Executor


def processes(workers: int) -> "Executor":
    """Warm worker processes on this machine."""
    from triptych.harness.workers.processes import Processes

    return Processes(workers)


def serial(workers: int) -> "Executor":
    """This process, for debugging; whatever number of workers is asked for, there is one."""
    from triptych.harness.workers.serial import Serial

    return Serial()


EXECUTORS: "Final[dict[str, Callable[[int], Executor]]]" = {
    "processes": processes,
    "serial": serial,
}
"""Each makes an executor of that many workers. docs/add-an-executor.md says how to add one."""


def worker_count(workers: int | None) -> int:
    """The given number of workers, or one for each core that this process may use."""
    if workers is not None:
        return workers
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
