"""facts.json: facts about tasks' data, so that planning need not load them again."""

from dataclasses import dataclass
from typing import Any, ClassVar

from triptych.results.formats.document import Entries


@dataclass(frozen=True, slots=True)
class SeenFile:
    """The state of a file that was read, or of a folder that was listed.

    digest          digest of the content; for a folder, of the names in it
    """

    path: str
    size: int
    modified_ns: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """Facts about a task's data, sufficient to plan and report without loading them again.

    fingerprint     hash of everything a trial can see of the data
    classes         class names in reporting order; None for regression
    author_items    number of items in the author's part, which is never tested
    tested_items    number of items tested with one seed
    provenance      the data's own provenance, by topic
    files           the files that were read
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
