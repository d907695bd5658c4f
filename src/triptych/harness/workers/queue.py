"""TaskQueue: chooses the next call for a free worker."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import final

from triptych.harness.workers.call import Call


@final
class TaskQueue:
    """Calls not yet made, grouped by topic: what one topic needs, a worker loads once.

    A worker stays with its topic; then it begins one that no other worker has begun, in the
    order of the calls; when there is none left it helps with the topic that has most to do.
    """

    def __init__(self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]) -> None:
        self._calls: dict[Hashable, deque[Call]] = {}
        self._begun: dict[Hashable, Hashable] = {}
        for call in calls:
            self._calls.setdefault(topic_of(call), deque()).append(call)

    def take(self, worker: Hashable) -> Call | None:
        """The next call for a worker; None when no call is left."""
        if not self._calls:
            return None
        topic = self._begun.get(worker)
        if topic not in self._calls:
            topic = self._begun[worker] = self._following()
        calls = self._calls[topic]
        following = calls.popleft()
        if not calls:
            del self._calls[topic]
        return following

    def _following(self) -> Hashable:
        begun = set(self._begun.values())
        untouched = (topic for topic in self._calls if topic not in begun)
        longest = max(self._calls, key=lambda topic: len(self._calls[topic]))
        return next(untouched, longest)
