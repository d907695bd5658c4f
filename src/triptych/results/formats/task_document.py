"""Documents with an entry for each task, or the reason why it is missing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Self, TypeVar

from triptych.absent import Absent
from triptych.errors import DamageError, StoreError
from triptych.results.formats.document import from_json, read_document
from triptych.results.formats.schema import require_schema

Entry = TypeVar("Entry")


@dataclass(frozen=True, kw_only=True)
class TaskDocument(Generic[Entry]):
    """The content of a file that `triptych explain` fills task by task.

    FILE        the file's name in the run folder
    SCHEMA      the version of the format that this code reads and writes
    tasks       the entries, by task
    absent      the reason why a task has no entry, by task
    made_of     digest of the contenders and the code that the task's outcome was made from; missing
                after a failure
    """

    FILE: ClassVar[str]
    SCHEMA: ClassVar[int]

    schema: int
    tasks: Mapping[str, Entry] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    made_of: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, *, to_resume: bool = False) -> Self:
        """The document of a run folder; empty where the file is missing.

        to_resume   whether a file of another format counts as empty, because it will be written
                    anew

        Raises DamageError where the file is not what was written, StoreError where it cannot be
        read, or its format is another.
        """
        path, empty = folder / cls.FILE, cls(schema=cls.SCHEMA)
        if not path.is_file():
            return empty
        with _advised():
            values = read_document(path, dict[str, Any])
        if to_resume and values.get("schema") != cls.SCHEMA:
            return empty
        require_schema(path, values, cls.SCHEMA)
        with _advised():
            return from_json(values, cls, str(path))

    def outcomes(self) -> dict[str, Entry | Absent]:
        """The entry of each task, or the reason why it is missing."""
        return {**{task: Absent(why) for task, why in self.absent.items()}, **self.tasks}

    def with_outcome(self, task: str, outcome: Entry | Absent, made_of: str | None) -> Self:
        """The document with this outcome for the task."""
        entry, reason = (None, outcome.reason) if isinstance(outcome, Absent) else (outcome, None)
        return replace(
            self,
            tasks=_with(self.tasks, task, entry),
            absent=_with(self.absent, task, reason),
            made_of=_with(self.made_of, task, made_of),
        )


def _with(part: Mapping[str, Entry], task: str, value: Entry | None) -> dict[str, Entry]:
    """The part with that value for the task, or without the task."""
    others = {name: one for name, one in part.items() if name != task}
    return others if value is None else {**others, task: value}


@contextmanager
def _advised() -> Iterator[None]:
    """Add advice to a StoreError."""
    try:
        yield
    except DamageError:  # it says so itself
        raise
    except StoreError as error:
        sentence = str(error).rstrip(".")
        raise StoreError(f"{sentence}. Delete it; `triptych explain` writes it anew.") from error
