"""The errors of triptych.

TriptychError            anything triptych can explain in one line
├── UnknownName          a task, contender, metric or profile nobody declared   (exit code 2)
├── UsageError           an option or combination that cannot work              (exit code 2)
├── ContractError        a task or contender breaks the protocol                (exit code 1)
├── Unfit                a contender that a study cannot work with: its cells are skipped
├── DataError            data that is missing, corrupt or not as declared       (exit code 1)
│   ├── NotRun               results that no run has yet: the message says what gives them
│   └── DataNotDownloaded    data that is only missing: the task is skipped, the run goes on
└── StoreError           results that cannot be read or must not be overwritten (exit code 1)
    ├── DamageError          a file that is not what was written: half of it, or a flipped bit
    └── ItemTableMissing     a finished cell without its rows: what they decide cannot be computed
"""

import difflib
from collections.abc import Iterable
from traceback import TracebackException
from typing import Final


class TriptychError(Exception):
    """Something triptych can explain in one line; the command ends with `exit_code`."""

    exit_code = 1


class UnknownName(TriptychError):  # noqa: N818  the name is the message: an unknown name
    """A task, contender, metric or profile nobody declared."""

    exit_code = 2

    @classmethod
    def of(cls, kind: str, name: str, known: Iterable[str], advice: str = "") -> "UnknownName":
        """Name the unknown name, the known ones, the nearest spelling, and add `advice`."""
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        words = f"unknown {kind} {name!r}.{hint} Known: {', '.join(names) or 'none'}. {advice}"
        return cls(words.rstrip())


class UsageError(TriptychError):
    """An option or a combination of options that cannot work."""

    exit_code = 2


class ContractError(TriptychError):
    """A task or contender breaks the protocol."""


class Unfit(TriptychError):  # noqa: N818  the name is the reason a cell is skipped
    """A contender that a study cannot work with, by no fault of its own; the message says why."""


class DataError(TriptychError):
    """Data that is missing, corrupt or not as declared."""


class NotRun(DataError):  # noqa: N818  the name is what a report says of it
    """Results that no run has yet; the message says which command gives them."""


class DataNotDownloaded(DataError):  # noqa: N818  the name is the reason a task is skipped
    """Data that is not in the cache and cannot be fetched now; the task's cells are skipped."""


class StoreError(TriptychError):
    """Results that cannot be read, or must not be overwritten."""


class DamageError(StoreError):
    """A file that is not what was written: half of it, or with a flipped bit."""


class ItemTableMissing(StoreError):  # noqa: N818  the name is what a report says of it
    """Finished cells without their item tables; what needs those cannot be computed again."""


_QUOTED: Final = "Traceback (most recent call last):\n"


def in_one_line(message: str) -> str:
    """The message without line breaks; of a quoted traceback, only the exception's line.

    A search such as GridSearchCV fits many models and, where all fail, quotes their tracebacks:
    `All the 20 fits failed: ValueError: could not convert string to float: 'male'`.
    """
    before, quoted, traceback = message.rpartition(_QUOTED)
    raised = next((line for line in traceback.splitlines() if line[:1].strip()), "")
    if quoted and raised:
        said = next((line.strip() for line in before.splitlines() if line.strip()), "")
        message = f"{said.rstrip('.:')}: {raised}" if said else raised
    return " ".join(message.split())


def raised(error: BaseException) -> str:
    """The exception's type and its message, in one line."""
    # Not str(error), which may raise in its turn.
    message = in_one_line(str(TracebackException(type(error), error, None)))
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
