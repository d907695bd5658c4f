"""Files that cannot be read: a few are left out and told, many are an error."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from triptych.errors import DataError
from triptych.own_data.understood import Finding

_MOST: Final = 0.1


def left_out(reasons: Mapping[Path, str], total: int, noun: str) -> tuple[Finding, ...]:
    """What to say of files that cannot be read, each with its reason.

    Raises DataError where they are more than one in ten, which is no accident.
    """
    if not reasons:
        return ()
    path, reason = next(iter(reasons.items()))
    first = f"{path.name}: {reason}"
    if len(reasons) == total or len(reasons) > max(1, _MOST * total):
        raise DataError(
            f"{len(reasons):,} of {total:,} {noun} cannot be read, the first {path}: {reason}. "
            "Mend them, or take them out."
        )
    text = f"{len(reasons):,} of {total:,} {noun} cannot be read and are left out ({first})."
    return (Finding("warning", text),)
