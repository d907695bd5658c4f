"""Documents: typed values as JSON and back, where an error names the file and the place in it."""

import json
from abc import ABC
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Protocol,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
)

import msgspec

from triptych.absent import Absent
from triptych.errors import StoreError

Kind = TypeVar("Kind")

if TYPE_CHECKING:
    OrAbsent: TypeAlias = Kind | Absent
else:

    class OrAbsent(ABC, Generic[Kind]):
        """A dataclass or an `Absent`, and nothing but that to a type checker.

        msgspec does not choose between two dataclasses. It leaves a class that it does not know to
        `_choose`, and then asks whether it got an instance of that class.
        """

        @classmethod
        def __subclasshook__(cls, other: type) -> bool:
            return True


class Document(Protocol):
    """A frozen dataclass that is the whole content of one file of a run folder.

    FILE    the file's name in the run folder
    """

    FILE: ClassVar[str]


def to_json(value: Any) -> Any:
    """A dataclass, and all that is in it, as plain JSON values.

    Raises TypeError for what JSON cannot hold, such as numbers of numpy: whoever makes the value
    makes them Python's.
    """
    return msgspec.to_builtins(value, str_keys=True)


def from_json(values: Any, kind: type[Kind], source: str) -> Kind:
    """Read back what `to_json` wrote; keys that the format does not know are passed over.

    source      where the values come from, for the message
    Raises StoreError that says which part is missing or of another type.
    """
    try:
        return msgspec.convert(values, kind, str_keys=True, dec_hook=_choose)
    except msgspec.ValidationError as error:
        raise StoreError(f"{source} is not as triptych writes it: {error}.") from error


def read_document(path: Path, kind: type[Kind]) -> Kind:
    """Read a file that holds one document. Raises StoreError where that cannot be done."""
    return from_json(read_json(path), kind, str(path))


def read_json(path: Path) -> Any:
    """The content of a JSON file. Raises StoreError where it cannot be read."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(
            f"{path.parent} is not a complete run folder: it has no {path.name}. Run again."
        ) from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error


def _choose(kind: Any, values: Any) -> Any:
    """Read an `OrAbsent[Kind]`: an object that has a reason is an `Absent`."""
    if get_origin(kind) is not OrAbsent:
        raise NotImplementedError(f"no format has a {kind}")
    is_absent = isinstance(values, dict) and "reason" in values
    chosen = Absent if is_absent else get_args(kind)[0]
    try:
        return msgspec.convert(values, chosen, str_keys=True, dec_hook=_choose)
    except msgspec.ValidationError as error:
        # msgspec says where in the file it was of any other error only.
        raise ValueError(str(error)) from error
