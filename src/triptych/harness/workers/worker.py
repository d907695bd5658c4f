"""The parent's side of a worker: one warm process and the call it is busy with."""

import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import Any, Final, final

from triptych.errors import TriptychError
from triptych.harness.workers.guard import CallResult
from triptych.harness.workers.isolation import environment
from triptych.harness.workers.worker_process import SHOW_WHERE, Call, Descriptor, last_words, serve
from triptych.results.record import Status

# Loaded once, in the server that workers are forked from: a new worker then starts in a few
# milliseconds. Not torch: it would cost every command two seconds, deep contenders or not.
_PRELOADED: Final = ("triptych.harness.trial", "sklearn.model_selection")

_WORDS_SECONDS: Final = 0.1
"""How long a worker that hangs has to write where it is."""

_PATIENCE_SECONDS: Final = (0.0, 0.2, 1.0, None)
"""How long to wait after each failure to reach a worker; None gives up."""

_FAREWELL_SECONDS: Final = 5.0


@final
class Worker:
    """A process that makes one call at a time; started when needed, replaced when it dies."""

    def __init__(self) -> None:
        # A file of no name: whatever happens to us, nothing is left behind.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`
        self._process: ForkServerProcess | None = None
        self._connection: Connection | None = None
        self._started_at = ""
        self._start = 0.0
        self.call: Call | None = None

    @property
    def deadline(self) -> float:
        """When the current call's time is up, on the monotonic clock."""
        return self._start + (self.call.time_limit if self.call else 0.0)

    def give(self, call: Call) -> None:
        """Start a call; the worker must be idle."""
        message = pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        for patience in _PATIENCE_SECONDS:
            try:
                self._open().send_bytes(message)
                break
            except (OSError, EOFError) as error:
                # It died while idle, or the server just did: nobody's fault, so a new one.
                self.kill()
                if patience is None:
                    raise TriptychError(
                        f"a worker process cannot be started ({type(error).__name__}: {error}). "
                        "Try fewer workers, or look for a limit on processes or memory (ulimit -a)."
                    ) from error
                time.sleep(patience)
        self.call = call
        self._start = time.monotonic()
        self._started_at = datetime.now(UTC).isoformat(timespec="milliseconds")

    def take(self) -> CallResult | None:
        """Return how the call ended, or None while it is still going on."""
        call = self.call
        assert call is not None
        ending = self._sent()
        if ending is None and self._has_died():
            ending = self._sent() or self._crashed(call)
        if ending is None and time.monotonic() >= self.deadline:
            ending = self._timed_out(call)
        if ending is None:
            return None
        if ending.status == "out-of-memory" and self._process is not None:
            ending = replace(ending, reason=f"{ending.reason}; {_limit(call)}")
            self.kill()  # what failed half-way may have left anything behind
        self.call = None
        return replace(ending, started_at=self._started_at)

    def kill(self) -> None:
        """End the process at once, and everything it started."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            if self._process.pid:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.join(_FAREWELL_SECONDS)
            self._process = None
        self.call = None

    def close(self) -> None:
        """End the process and free what belongs to it."""
        self.kill()
        self._log.close()

    @staticmethod
    def wait(busy: "Sequence[Worker]") -> None:
        """Sleep until one of these has something to take, or its time is up."""
        ends = [end for worker in busy for end in worker._ends()]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        connection.wait(ends, timeout=max(0.0, left))

    def _ends(self) -> Iterator[Any]:
        if self._connection is not None and self._process is not None:
            yield self._connection
            yield self._process.sentinel

    def _open(self) -> Connection:
        """Connect to the process, a new one if there is none."""
        if self._connection is None:
            context = _context()
            self._connection, theirs = context.Pipe()
            log = Descriptor(self._log.fileno())
            process = context.Process(target=serve, args=(theirs, log), daemon=True)
            # Starts the server too, where there is none or it has just died.
            with environment(), _no_main_module():
                process.start()
            theirs.close()
            self._process = process
        return self._connection

    def _sent(self) -> CallResult | None:
        """Read the answer if there is one."""
        assert self._connection is not None
        try:
            if self._connection.poll():
                ending: CallResult = pickle.loads(self._connection.recv_bytes())
                return ending
        except (EOFError, OSError):
            self._connection.close()
        return None

    def _has_died(self) -> bool:
        assert self._connection is not None
        assert self._process is not None
        return self._connection.closed or not self._process.is_alive()

    def _crashed(self, call: Call) -> CallResult:
        assert self._process is not None
        self._process.join(_FAREWELL_SECONDS)
        code, words = self._process.exitcode, last_words(self._log.fileno())
        self.kill()
        if "bad_alloc" in words:  # C++ gives up where Python would raise MemoryError
            return self._stopped("out-of-memory", f"C++ could not allocate; {_limit(call)}", words)
        if code is None:
            reason = "the worker closed its connection"
        elif code < 0:
            reason = f"the worker was killed by {signal.Signals(-code).name}"
        else:
            reason = f"the worker exited with code {code}"
        return self._stopped("crashed", reason, words)

    def _timed_out(self, call: Call) -> CallResult:
        assert self._process is not None
        if self._process.pid:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, SHOW_WHERE)
        self._process.join(_WORDS_SECONDS)
        words = last_words(self._log.fileno())
        self.kill()
        return self._stopped("timeout", f"still running after {call.time_limit:g} s", words)

    def _stopped(self, status: Status, reason: str, words: str) -> CallResult:
        seconds = time.monotonic() - self._start
        return CallResult(status, reason=reason, stderr=words, wall_seconds=seconds)


def _limit(call: Call) -> str:
    return f"the limit is {call.memory_limit / 2**20:,.0f} MiB"


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep multiprocessing from importing the caller's script again in each worker.

    Workers need nothing of it, and a script without `if __name__ == "__main__"` would run again.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
