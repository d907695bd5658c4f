"""Processes: warm workers on this machine."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Self, final

from triptych.harness.workers.call import Call
from triptych.harness.workers.executor import Executor
from triptych.harness.workers.guard import CallResult
from triptych.harness.workers.queue import TaskQueue
from triptych.harness.workers.worker import Worker


@final
class Processes(Executor):
    """Warm worker processes with one thread each; hard limits, and no crash spreads.

    Why no library's pool: in pebble's, `os._exit(0)` is noticed only at the time limit, the death
    of an idle worker ends the pool, and a kill can leave the pipe that workers share locked;
    loky and concurrent.futures give up the pool when a worker dies. Here each has its own pipe.
    """

    def __init__(self, workers: int = 1) -> None:
        if workers < 1:
            raise ValueError(f"workers must be at least 1, got {workers}")
        self.workers = workers
        self._workers = [Worker() for _ in range(workers)]

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, CallResult]]:
        """Make the calls on the workers."""
        return self._endings(TaskQueue(calls, topic_of))

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _endings(self, waiting: TaskQueue) -> Iterator[tuple[Call, CallResult]]:
        """Make every call; each comes back as soon as it has ended."""
        busy: dict[Worker, Call] = {}

        def occupy(worker: Worker) -> None:
            if (following := waiting.take(worker)) is not None:
                worker.give(following)
                busy[worker] = following

        def ended() -> Iterator[tuple[Call, CallResult]]:
            for worker in list(busy):
                if (ending := worker.take()) is not None:
                    yield busy.pop(worker), ending

        try:
            for worker in self._workers:
                occupy(worker)
            while busy:
                try:
                    Worker.wait(list(busy))
                except KeyboardInterrupt:
                    yield from ended()
                    raise
                finished = list(ended())
                # Workers first: they go on while the caller stores what has finished.
                for worker in self._workers:
                    if worker not in busy:
                        occupy(worker)
                yield from finished
        finally:
            for worker in busy:
                worker.kill()
