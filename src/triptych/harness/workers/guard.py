"""The guard: every exception of a call becomes the reason in its result."""

import signal
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import StackSummary, TracebackException
from typing import Any, Final

import triptych
from triptych.errors import TriptychError, Unfit, in_one_line, raised
from triptych.results.record import Status

WORDS_KEPT: Final = 4000
"""Number of characters of a call's last output that go into its record."""

REASON_KEPT: Final = 500

_OWN: Final = str(Path(triptych.__file__).parent)
_HARNESS: Final = tuple(
    str(Path(triptych.__file__).parent / part)
    for part in ("harness", "explain", "walks", "timing", "results")
)
_LIBRARIES: Final = tuple(
    {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)


@dataclass(frozen=True, slots=True)
class CallResult:
    """How a guarded call ended: `done` with its value, or otherwise with a reason in one line.

    error           the exception, where it is one of triptych's errors; may be raised again
    stderr          the end of the call's output, then the traceback
    started_at      UTC, as ISO 8601
    """

    status: Status
    value: Any = None
    reason: str = ""
    stderr: str = ""
    error: TriptychError | None = None
    started_at: str = ""
    wall_seconds: float = 0.0


def guarded(function: Callable[[Any], Any], argument: Any) -> CallResult:
    """Call `function(argument)` in this process; only KeyboardInterrupt gets through."""
    start = time.perf_counter()
    try:
        value = function(argument)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a contender may raise anything, SystemExit too
        return _ended_by(error, time.perf_counter() - start)
    return CallResult("done", value, wall_seconds=time.perf_counter() - start)


def signal_name(number: int) -> str:
    """The name of a signal, as people know it; real-time signals have only numbers."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _ended_by(error: BaseException, wall_seconds: float) -> CallResult:
    told = TracebackException.from_exception(error)
    own = error if isinstance(error, TriptychError) else None
    # Ours say where by themselves.
    message = in_one_line(str(told)) if own else raised(error) + _place(told.stack)
    return CallResult(
        _status(error),
        reason=message[:REASON_KEPT],
        stderr="".join(told.format())[-WORDS_KEPT:],
        error=own,
        wall_seconds=wall_seconds,
    )


def _status(error: BaseException) -> Status:
    if isinstance(error, Unfit):
        return "skipped"
    return "out-of-memory" if _is_out_of_memory(error) else "failed"


def _is_out_of_memory(error: BaseException) -> bool:
    # torch raises a RuntimeError: "DefaultCPUAllocator: can't allocate memory".
    return isinstance(error, MemoryError) or "can't allocate memory" in str(error)


def _place(stack: StackSummary) -> str:
    """File and line of the innermost frame that a task's author wrote."""
    for frame in reversed(stack):
        own = frame.filename.startswith(_OWN)
        library = frame.filename.startswith(_HARNESS if own else _LIBRARIES)
        if not library and Path(frame.filename).is_file():
            return f" ({Path(frame.filename).name} line {frame.lineno})"
    return ""
