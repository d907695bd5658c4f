"""Facts about a task's data that planning needs, gathered by loading it once in a worker."""

import os
from dataclasses import asdict, dataclass
from typing import Any

from triptych.harness.code.dependencies import data_code
from triptych.harness.code.file_watch import SeenFile, watched_files
from triptych.harness.code.versions import versions
from triptych.task import TaskFolder


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What loading a task's data told: enough to plan and report without loading it again.

    fingerprint     hash of everything a trial can see of the data
    classes         class names in reporting order; None for regression
    author_items    how many items rule authors may look at, never tested on
    tested_items    how many items are tested with one seed
    files           what was read on the way
    circumstances   code, versions and settings under which it was read
    """

    task: str
    fingerprint: str
    classes: tuple[str, ...] | None
    items: int
    author_items: int
    tested_items: int
    provenance: dict[str, str]
    files: tuple[SeenFile, ...]
    circumstances: dict[str, str]

    def hold_for(self, folder: TaskFolder) -> bool:
        """Whether loading the task's data now would tell the same."""
        return self.circumstances == circumstances(folder) and all(
            file.is_unchanged() for file in self.files
        )

    def to_json(self) -> dict[str, Any]:
        """The facts as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "TaskFacts":
        """Read back what `to_json` wrote."""
        classes = values["classes"]
        return cls(
            **values
            | {
                "classes": None if classes is None else tuple(classes),
                "files": tuple(SeenFile(**file) for file in values["files"]),
            }
        )


def circumstances(folder: TaskFolder) -> dict[str, str]:
    """All but data files that decides what loading tells."""
    code = data_code(folder)
    return {
        "folder": str(folder.path),
        "code": code.digest,
        "split": repr(folder.card.split),
        "TRIPTYCH_DATA": os.environ.get("TRIPTYCH_DATA", ""),
        **versions(code.packages),
    }


def gather_facts(folder: TaskFolder) -> TaskFacts:
    """Load a task's data and say what planning needs; runs in a worker."""
    # Only a worker pays for these: planning imports this module.
    from triptych.catalogue import LoadedTask
    from triptych.fold import author_part, folds

    with watched_files() as files:
        dataset = LoadedTask(folder).dataset
    tested = folds(dataset, folder.card.split, seed=0)
    return TaskFacts(
        task=folder.name,
        fingerprint=dataset.fingerprint,
        classes=dataset.classes,
        items=len(dataset),
        author_items=len(author_part(dataset)),
        tested_items=sum(len(fold.test) for fold in tested),
        provenance=dict(dataset.provenance),
        files=tuple(SeenFile.of(path) for path in sorted(files)),
        circumstances=circumstances(folder),
    )
