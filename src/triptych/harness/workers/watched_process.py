"""A child of this process, watched until it has ended."""

import os
import select
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from triptych.harness.workers.descendants import ON_LINUX

FAREWELL_SECONDS: Final = 1.0
"""How long a process that has answered, or was killed, has to end."""


@dataclass
class WatchedProcess:
    """A child of this process; `ends` becomes readable when it has ended, where that is known."""

    pid: int
    status: int | None = None

    def __post_init__(self) -> None:
        self.ends = os.pidfd_open(self.pid) if ON_LINUX else None

    def has_ended(self) -> bool:
        """Look whether it has, and how."""
        if self.status is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.status = status
        return self.status is not None

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        deadline = time.monotonic() + seconds
        while not self.has_ended() and (left := deadline - time.monotonic()) > 0:
            if self.ends is None:
                time.sleep(min(left, 0.005))
            else:
                select.select([self.ends], [], [], left)
        return self.has_ended()

    def end(self) -> None:
        """Kill it, if it has not ended, and let go of it."""
        if not self.has_ended():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait(FAREWELL_SECONDS)
        if self.ends is not None:
            os.close(self.ends)
            self.ends = None
