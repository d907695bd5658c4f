"""Documents: typed values as JSON and back, where an error names the file and the place in it."""

import json
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

from triptych.errors import StoreError

Kind = TypeVar("Kind")


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
    return msgspec.to_builtins(value)


def from_json(values: Any, kind: type[Kind], source: str) -> Kind:
    """Read back what `to_json` wrote; keys that the format does not know are passed over.

    source      where the values come from, for the message
    Raises StoreError that says which part is missing or of another type.
    """
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise StoreError(f"{source} is not as triptych writes it: {error}.") from error


def read_document(path: Path, kind: type[Kind]) -> Kind:
    """Read a file that holds one document. Raises StoreError where that cannot be done."""
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(
            f"{path.parent} is not a complete run folder: it has no {path.name}. Run again."
        ) from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    return from_json(values, kind, str(path))
