"""Documents: converts typed values to JSON and back; errors name the file and the place in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import msgspec

from triptych.errors import DamageError, StoreError
from triptych.results.damage import remedy
from triptych.results.disk.atomic_write import write_json
from triptych.results.disk.sealed_json import SealBroken, unseal_document
from triptych.results.formats.or_absent import choose


class Document(Protocol):
    """A frozen dataclass that is the whole content of one file of a run folder.

    FILE    the file's path in the run folder
    """

    FILE: ClassVar[str]


Kind = TypeVar("Kind")
Found = TypeVar("Found", bound=Document)
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Entries(Generic[Entry]):
    """A document that consists of entries by name.

    ENTRY   the type of an entry
    """

    FILE: ClassVar[str]
    ENTRY: ClassVar[Any]
    entries: Mapping[str, Entry] = field(default_factory=dict)


def to_json(value: Any) -> Any:
    """A dataclass with its content, as plain JSON values.

    Raises TypeError for values that JSON cannot hold, such as numpy arrays.
    """
    value = value.entries if isinstance(value, Entries) else value
    return msgspec.to_builtins(value, enc_hook=_plain, str_keys=True)


def from_json(values: Any, kind: type[Kind], source: str) -> Kind:
    """Read values that `to_json` wrote; skips keys that the format does not have.

    source      the origin of the values, for the message
    Raises StoreError that says which part is missing or of another type.
    """
    if isinstance(kind, type) and issubclass(kind, Entries):
        entries = {
            name: from_json(entry, kind.ENTRY, f"{source}: {name}")
            for name, entry in values.items()
        }
        return kind(entries)
    try:
        return msgspec.convert(values, kind, str_keys=True, dec_hook=choose)
    except msgspec.ValidationError as error:
        raise StoreError(f"{source} is not as triptych writes it: {error}.") from error


def read_document(path: Path, kind: type[Kind]) -> Kind:
    """Read a file with one document. Raises StoreError where that fails."""
    return from_json(read_json(path), kind, str(path))


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file, without its digest.

    Raises DamageError where it is not what was written, StoreError where it cannot be read.
    """
    try:
        values = json.loads(unseal_document(path.read_bytes()).body)
    except FileNotFoundError as error:
        raise StoreError(
            f"{path.parent} is not a complete run folder: it has no {path.name}. Run again."
        ) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    except SealBroken as error:
        raise DamageError(f"{path} is damaged: {error}. {remedy(path.name)}") from error
    except ValueError as error:
        words = f"{path} is no JSON and cannot be read: {error}."
        raise DamageError(f"{words} {remedy(path.name)}") from error
    if not isinstance(values, dict):
        raise StoreError(f"{path} holds a {type(values).__name__}; expected a JSON object.")
    return values


def find_document(folder: Path, kind: type[Found]) -> Found | None:
    """Read the run folder's document of that kind; None where it has none.

    Raises StoreError with advice where it cannot be read, DamageError where it is not as written.
    """
    path = folder / kind.FILE
    if not path.is_file():
        return None
    try:
        return read_document(path, kind)
    except DamageError:
        raise
    except StoreError as error:
        if isinstance(error.__cause__, OSError):  # refused, not damaged
            raise
        raise StoreError(f"{error} Delete it; `triptych run` writes it anew.") from error


def write_document(folder: Path, document: Document) -> None:
    """Write a document into a run folder in one step, unless its content is the same already."""
    write_json(folder / document.FILE, to_json(document))


def _plain(value: Any) -> str | float:
    """A text or number of a subclass, such as numpy.str_, as Python's own type."""
    for kind in (str, float, int):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"JSON cannot hold a {type(value).__name__}: {value!r}.")
