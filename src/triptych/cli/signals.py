"""Signals that end a command: Ctrl-C, a kind kill, a closed terminal. Imports next to nothing."""

import os
import signal
import time
from types import FrameType
from typing import Final, final

_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_PATIENCE_SECONDS: Final = 3.0
"""How long an ending may take before another signal ends the process at once."""

_SHOW_CURSOR: Final = b"\x1b[?25h"


@final
class Stopped(KeyboardInterrupt):
    """A signal asks the command to end; who passes it on may add a note on what was kept."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def listen() -> None:
    """Raise Stopped at the first signal; further ones do not disturb the ending it causes.

    A signal that whoever started us ignores stays ignored: nohup, or a shell's background job.
    """
    first = _First()
    for number in _ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, first)


def ignore() -> None:
    """Let no signal disturb the last moments: what was to be said has been said."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN)


def exit_code_of(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a command that a signal ended, as shells count."""
    return 128 + _number(interrupt)


def words_of(interrupt: KeyboardInterrupt) -> str:
    """One line on how the command ended, with the notes that were added on the way."""
    number = _number(interrupt)
    how = "interrupted" if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
    notes = " ".join(getattr(interrupt, "__notes__", ()))
    return f"{how}: {notes}" if notes else f"{how}."


@final
class _First:
    """The handler: the first signal counts."""

    def __init__(self) -> None:
        self._since: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self._since is None:
            self._since = time.monotonic()
            raise Stopped(number)
        if time.monotonic() - self._since > _PATIENCE_SECONDS:
            shown = _SHOW_CURSOR if os.isatty(2) else b""
            os.write(2, shown + f"triptych: {words_of(Stopped(number))}\n".encode())
            os._exit(exit_code_of(Stopped(number)))


def _number(interrupt: KeyboardInterrupt) -> int:
    return interrupt.number if isinstance(interrupt, Stopped) else signal.SIGINT
