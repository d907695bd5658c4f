"""Files that cannot be read: a few are left out and told, many are an error."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from triptych.errors import DataError
from triptych.own_data.understood import Finding

_MOST: Final = 0.1


def left_out(reasons: Mapping[Path, str], paths: Sequence[Path], noun: str) -> tuple[Finding, ...]:
    """What to say of those paths that cannot be read, each with its reason.

    Raises DataError where they are more than one in ten, which is no accident.
    """
    if not reasons:
        return ()
    path, reason = next(iter(reasons.items()))
    count, total = sum(path in reasons for path in paths), len(paths)
    first = f"{path.name}: {reason}"
    if count == total or count > max(1, _MOST * total):
        raise DataError(
            f"{count:,} of {total:,} {noun} cannot be read, the first {path}: {reason}. "
            "Mend them, or take them out."
        )
    text = f"{count:,} of {total:,} {noun} cannot be read and are left out ({first})."
    return (Finding("warning", text),)
