"""facts.json: what loading tasks' data told, so that planning need not load them again."""

from dataclasses import dataclass
from typing import Any, ClassVar

from triptych.results.formats.document import Entries


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was read, or a folder as it was listed.

    digest          of the content; of a folder: of the names in it
    """

    path: str
    size: int
    modified_ns: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What loading a task's data told: enough to plan and report without loading it again.

    fingerprint     hash of everything a trial can see of the data
    classes         class names in reporting order; None for regression
    author_items    how many items rule authors may look at, never tested on
    tested_items    how many items are tested with one seed
    provenance      what the data says of its origin, by what it is about
    files           what was read on the way
    circumstances   code, versions and settings under which it was read
    """

    task: str
    fingerprint: str
    classes: tuple[str, ...] | None
    items: int
    author_items: int
    tested_items: int
    provenance: dict[str, Any]
    files: tuple[SeenFile, ...]
    circumstances: dict[str, str]


class KnownFacts(Entries[TaskFacts]):
    """Facts by task, of the last time each task's data were loaded."""

    FILE: ClassVar[str] = "facts.json"
    ENTRY: ClassVar[Any] = TaskFacts
