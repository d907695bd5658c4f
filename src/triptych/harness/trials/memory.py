"""Memory: the most that this process had resident since it was last asked, on Linux."""

from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/status")
_CLEAR: Final = Path("/proc/self/clear_refs")
_FORGET_PEAK: Final = "5"
"""Written there, it makes the peak what is resident now (proc(5), Linux 4.0)."""


def forget_peak() -> int | None:
    """Begin to look for a peak; returns the bytes resident now, None where nobody can tell."""
    try:
        _CLEAR.write_text(_FORGET_PEAK)
    except OSError:  # no Linux, or a system that hides it
        return None
    return _bytes("VmRSS:")


def peak_above(before: int | None) -> int | None:
    """How many bytes the peak since `forget_peak` is above those it returned; None without."""
    peak = None if before is None else _bytes("VmHWM:")
    return None if before is None or peak is None else max(peak - before, 0)


def _bytes(name: str) -> int | None:
    for line in _STATUS.read_text().splitlines():
        if line.startswith(name):
            return 1024 * int(line.split()[1])
    return None
