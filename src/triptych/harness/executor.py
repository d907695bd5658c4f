"""Executors: where trials run. One protocol, so that nothing else needs to know."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol, Self, final

from triptych.harness.guard import Ending, guarded
from triptych.harness.isolation import one_thread, undisturbed
from triptych.harness.order import Order, Outcome
from triptych.harness.serving import Call
from triptych.harness.waiting import Waiting
from triptych.harness.worker import Worker
from triptych.record import Record


class Executor(Protocol):
    """Runs trials somewhere. Used in a `with` statement, by one caller at a time."""

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Run every order; outcomes come back in any order, one for each.

        A trial that cannot be finished gives an outcome that says why. On KeyboardInterrupt
        what has finished is still yielded, then the interrupt is raised; closing the iterator
        stops what is in flight.
        """
        ...

    def map(
        self,
        function: Callable[[Any], Any],
        arguments: Iterable[Any],
        *,
        time_limit: float,
        memory_limit: int,
    ) -> Iterator[Ending]:
        """Call an importable function with each argument, guarded; endings in their order.

        time_limit is in seconds for one call, memory_limit in bytes.
        """
        ...

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, Ending]]:
        """Make every call, guarded; each comes back with its ending as soon as it has one.

        What calls of one topic share is best kept by a worker, which stays with its topic.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


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
        self._workers = [Worker() for _ in range(workers)]

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Run every order; a worker goes on with the task it has loaded as long as it can."""
        calls = (Call(_trial, order, order.time_limit, order.memory_limit) for order in orders)
        for call, ending in self.call(calls, _task_of):
            yield _outcome(call.argument, ending)

    def map(
        self,
        function: Callable[[Any], Any],
        arguments: Iterable[Any],
        *,
        time_limit: float,
        memory_limit: int,
    ) -> Iterator[Ending]:
        """Call the function on the workers; endings wait for those before them."""
        calls = (Call(function, argument, time_limit, memory_limit) for argument in arguments)
        early: dict[int, Ending] = {}
        due = 0
        for number, _, ending in self._endings(Waiting(calls, id)):
            early[number] = ending
            while due in early:
                yield early.pop(due)
                due += 1

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, Ending]]:
        """Make the calls on the workers."""
        for _, call, ending in self._endings(Waiting(calls, topic_of)):
            yield call, ending

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _endings(self, waiting: Waiting) -> Iterator[tuple[int, Call, Ending]]:
        """Make every call; each comes back with its number as soon as it has ended."""
        busy: dict[Worker, tuple[int, Call]] = {}

        def occupy(worker: Worker) -> None:
            if (following := waiting.take(worker)) is not None:
                worker.give(following[1])
                busy[worker] = following

        def ended() -> Iterator[tuple[int, Call, Ending]]:
            for worker in list(busy):
                if (ending := worker.take()) is not None:
                    yield (*busy.pop(worker), ending)

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


@final
class Serial(Executor):
    """In this process, one trial after the other, for debugging: no limit is kept."""

    def run(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Run the orders as they come."""
        for order in orders:
            yield _outcome(order, _here(_trial, order))

    def map(
        self,
        function: Callable[[Any], Any],
        arguments: Iterable[Any],
        *,
        time_limit: float,
        memory_limit: int,
    ) -> Iterator[Ending]:
        """Call the function as the arguments come; the limits are not kept."""
        for argument in arguments:
            yield _here(function, argument)

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, Ending]]:
        """Make the calls as they come; their limits are not kept."""
        for call in calls:
            yield call, _here(call.function, call.argument)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is held."""


def _task_of(call: Call) -> Hashable:
    order: Order = call.argument
    return order.cell.task


def _trial(order: Order) -> Outcome:
    # Only workers pay for numpy, pandas and what else a trial needs.
    from triptych.harness.trial import run_trial

    return run_trial(order)


def _here(function: Callable[[Any], Any], argument: Any) -> Ending:
    started_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with undisturbed(), one_thread():
        ending = guarded(function, argument)
    return replace(ending, started_at=started_at)


def _outcome(order: Order, ending: Ending) -> Outcome:
    """Complete what the trial told with how it ended."""
    if ending.status == "done":
        outcome: Outcome = ending.value
        record = replace(
            outcome.record,
            stderr=ending.stderr,
            started_at=ending.started_at,
            wall_seconds=ending.wall_seconds,
        )
        return replace(outcome, record=record)
    return Outcome(
        Record(
            cell=order.cell,
            key=order.key,
            status=ending.status,
            reason=ending.reason,
            stderr=ending.stderr,
            started_at=ending.started_at,
            wall_seconds=ending.wall_seconds,
            inputs=order.inputs,
        )
    )
