"""The executor: where calls are made. One protocol with one verb, so that nothing else knows."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, Self

from triptych.harness.workers.call import Call
from triptych.harness.workers.guard import CallResult


class Executor(Protocol):
    """Makes calls somewhere. Used in a `with` statement, by one caller at a time.

    workers     how many calls are made at the same time
    """

    workers: int

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, CallResult]]:
        """Make every call, guarded; each comes back with its ending as soon as it has one.

        A call that cannot be finished has an ending that says why. What calls of one topic share
        is best kept by a worker, which stays with its topic. On KeyboardInterrupt what has
        finished is still yielded, then the interrupt is raised; closing the iterator stops what
        is in flight.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
