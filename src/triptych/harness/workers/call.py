"""A call: what an executor is asked to make, and how it is made where nothing is isolated."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from triptych.harness.workers.guard import CallResult, guarded
from triptych.harness.workers.kept import Need


@dataclass(frozen=True, slots=True)
class Call:
    """A function to call with one argument, and the limits it must keep.

    time_limit      seconds
    memory_limit    bytes on top of what the worker has mapped when the call starts
    needs           what the function finds with `kept.kept`; made before it, in the same time
    libraries       modules of installed packages that the function is known to import
    prepare         is called with the argument before the function, and
    conclude        makes the call's value of the argument and of what the function returned:
                    both where nothing that the function runs can reach
    """

    function: Callable[[Any], Any]
    argument: Any
    time_limit: float
    memory_limit: int
    needs: tuple[Need, ...] = ()
    libraries: tuple[str, ...] = ()
    prepare: Callable[[Any], None] | None = None
    conclude: Callable[[Any, Any], Any] | None = None


def make_here(call: Call) -> CallResult:
    """Make a call in this process, guarded; no limit is kept, nothing is isolated."""
    prepared = guarded(call.prepare, call.argument) if call.prepare else None
    if prepared is not None and prepared.status != "done":
        return prepared
    return concluded(call, guarded(call.function, call.argument))


def concluded(call: Call, ending: CallResult) -> CallResult:
    """How the call ends whose function ended so."""
    conclude = call.conclude
    if conclude is None or ending.status != "done":
        return ending
    judged = guarded(lambda value: conclude(call.argument, value), ending.value)
    return replace(judged, stderr=ending.stderr + judged.stderr, wall_seconds=ending.wall_seconds)
