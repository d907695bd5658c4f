"""Serial: calls made in this process, for debugging."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Self, final

from triptych.harness.workers.call import Call, make_here
from triptych.harness.workers.executor import Executor
from triptych.harness.workers.guard import CallResult
from triptych.harness.workers.isolation import one_thread, undisturbed


@final
class Serial(Executor):
    """In this process, one call after the other: no limit is kept, a crash ends everything."""

    workers = 1

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, CallResult]]:
        """Make the calls as they come; their limits are not kept."""
        for call in calls:
            started_at = datetime.now(UTC).isoformat(timespec="milliseconds")
            with undisturbed(), one_thread():
                ending = make_here(call)
            yield call, replace(ending, started_at=started_at)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is held."""
