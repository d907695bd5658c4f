"""OrAbsent: a value, or the reason why it is missing, in typed JSON."""

from abc import ABC
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, get_args, get_origin

import msgspec

from triptych.absent import Absent

Kind = TypeVar("Kind")

if TYPE_CHECKING:
    OrAbsent: TypeAlias = Kind | Absent
else:

    class OrAbsent(ABC, Generic[Kind]):
        """A dataclass or an `Absent`, and nothing but that to a type checker.

        msgspec does not choose between two dataclasses. It leaves a class that it does not know to
        `choose`, and then asks whether it got an instance of that class.
        """

        @classmethod
        def __subclasshook__(cls, other: type) -> bool:
            return True


def choose(kind: Any, values: Any) -> Any:
    """Read an `OrAbsent[Kind]`, for msgspec: an object with a `reason` is an `Absent`."""
    if get_origin(kind) is not OrAbsent:  # what msgspec asks a hook to raise for other types
        raise NotImplementedError(f"no format has a {kind}")
    is_absent = isinstance(values, dict) and "reason" in values
    chosen = Absent if is_absent else get_args(kind)[0]
    try:
        return msgspec.convert(values, chosen, str_keys=True, dec_hook=choose)
    except msgspec.ValidationError as error:
        # msgspec says where in the file it was of any other error only.
        raise ValueError(str(error)) from error
