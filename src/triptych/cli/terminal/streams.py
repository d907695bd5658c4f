"""Where words go when whoever read them is gone: nowhere, and the command goes on."""

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO, final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NOBODY_READS: Final = (errno.EPIPE, errno.EIO)
"""The pipe was closed by `head`; the terminal was closed."""


def outlive_readers() -> None:
    """Have printing never fail because nobody reads: what a command does is still done."""
    sys.stdout, sys.stderr = _lasting(sys.stdout, 1), _lasting(sys.stderr, 2)


def let_go() -> None:
    """Write what is left, if that is possible: Python would end with words of its own where not."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _lead_nowhere(stream.fileno())


@final
class _Lasting(io.FileIO):
    """A file descriptor that leads to nowhere from when nobody reads it any more."""

    def write(self, content: "ReadableBuffer") -> int:
        """Write, or pretend to."""
        try:
            return super().write(content)
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                raise
        _lead_nowhere(self.fileno())
        return super().write(content)


def _lead_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _lasting(stream: TextIO | None, descriptor: int) -> TextIO:
    if stream is None:  # closed from the start: `triptych list >&-`
        return open(os.devnull, "w")  # noqa: PTH123  no Path
    return io.TextIOWrapper(
        io.BufferedWriter(_Lasting(descriptor, "w", closefd=False)),
        encoding=stream.encoding,
        # A window that cannot show a tick mark must not make the command fail.
        errors="replace",
        line_buffering=stream.isatty() or descriptor == 2,
    )
