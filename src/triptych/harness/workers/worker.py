"""The parent's side of a worker: one warm process and the call it is busy with."""

import multiprocessing
import pickle
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
from typing import Final, final

import psutil

from triptych.errors import TriptychError
from triptych.harness.workers.call import Call
from triptych.harness.workers.guard import CallResult, signal_name
from triptych.harness.workers.isolation import environment
from triptych.harness.workers.log import last_words
from triptych.harness.workers.worker_process import NUMBER, Descriptor, serve
from triptych.results.record import Status

# Loaded once, in the server that workers are forked from: a new worker then starts in a few
# milliseconds. Not torch: it would cost every command two seconds, deep contenders or not.
_PRELOADED: Final = ("triptych.harness.trials.trial", "sklearn.model_selection")

_PATIENCE_SECONDS: Final = (0.0, 0.2, 1.0, None)
"""How long to wait after each failure to reach a worker; None gives up."""

_FAREWELL_SECONDS: Final = 5.0

_UNKNOWN: Final = 255
"""What multiprocessing gives for the exit code where the server that knew it has gone too."""

_GRACE_SECONDS: Final = 5.0
"""How long after its time a call that its worker has not ended is ended from here."""


@final
class Worker:
    """A process that makes one call at a time; started when needed, replaced when it dies."""

    def __init__(self) -> None:
        # A file of no name: whatever happens to us, nothing is left behind.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`
        self._process: ForkServerProcess | None = None
        # Even where its number is given to another process, that one is not taken for it.
        self._known: psutil.Process | None = None
        self._connection: Connection | None = None
        self._number = 0
        self._started_at = ""
        self._start = 0.0
        self.call: Call | None = None

    @property
    def deadline(self) -> float:
        """When the worker should have ended the current call, on the monotonic clock."""
        return self._start + (self.call.time_limit if self.call else 0.0) + _GRACE_SECONDS

    def give(self, call: Call) -> None:
        """Start a call; the worker must be idle."""
        self._number += 1
        message = NUMBER.pack(self._number) + pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        for patience in _PATIENCE_SECONDS:
            try:
                self._open().send_bytes(message)
                break
            except (OSError, EOFError, psutil.Error) as error:
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
        assert self.call is not None
        ending = self._sent()
        if ending is None and self._has_died():
            ending = self._sent() or self._crashed()
        if ending is None and time.monotonic() >= self.deadline:
            ending = self._silent(self.call)
        if ending is None:
            return None
        self.call = None
        return replace(ending, started_at=self._started_at)

    def kill(self) -> None:
        """End the process at once, and everything it started."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._known is not None:
            _end(self._known)
        self._process = self._known = None
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

    def _ends(self) -> Iterator[Connection]:
        # Only the worker holds the other end: not even the death of the server it was forked
        # from, which its own sentinel tells too, ends a call.
        if self._connection is not None:
            yield self._connection

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
            self._process, self._known = process, psutil.Process(process.pid)
        return self._connection

    def _sent(self) -> CallResult | None:
        """Read the answer to the current call if there is one."""
        assert self._connection is not None
        try:
            while self._connection.poll():
                answer = self._connection.recv_bytes()
                if NUMBER.unpack_from(answer) == (self._number,):
                    ending: CallResult = pickle.loads(answer[NUMBER.size :])
                    return ending
        except (EOFError, OSError):
            self._connection.close()
        return None

    def _has_died(self) -> bool:
        assert self._connection is not None
        return self._connection.closed

    def _crashed(self) -> CallResult:
        assert self._process is not None
        self._process.join(_FAREWELL_SECONDS)
        code, words = self._process.exitcode, last_words(self._log.fileno())
        self.kill()
        if code is None or code == _UNKNOWN:
            reason = "the worker closed its connection"
        elif code < 0:
            reason = f"the worker was killed by {signal_name(-code)}"
        else:
            reason = f"the worker exited with code {code}"
        return self._stopped("crashed", reason, words)

    def _silent(self, call: Call) -> CallResult:
        """The worker itself has not kept the limit: somebody has stopped it."""
        words = last_words(self._log.fileno())
        self.kill()
        return self._stopped("timeout", f"still running after {call.time_limit:g} s", words)

    def _stopped(self, status: Status, reason: str, words: str) -> CallResult:
        seconds = time.monotonic() - self._start
        return CallResult(status, reason=reason, stderr=words, wall_seconds=seconds)


def _end(worker: psutil.Process) -> None:
    """Have a worker end what it started, and itself; do it from here where it does not."""
    with suppress(psutil.NoSuchProcess):
        worker.terminate()
        try:
            worker.wait(_FAREWELL_SECONDS)
        except psutil.TimeoutExpired:
            for member in [*worker.children(recursive=True), worker]:
                member.kill()


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
