"""Facts about a task's data that planning needs, gathered by loading it once in a worker."""

import os
from pathlib import Path

from triptych.errors import StoreError
from triptych.harness.code.dependencies import data_code
from triptych.harness.code.file_watch import is_unchanged, seen_file, watched_files
from triptych.harness.code.versions import versions
from triptych.results.formats.document import find_document
from triptych.results.formats.known_facts import KnownFacts, TaskFacts
from triptych.task import TaskFolder


def known_facts(folder: Path) -> dict[str, TaskFacts]:
    """Facts about tasks' data that an earlier run left in the folder; they may be outdated."""
    try:
        known = find_document(folder, KnownFacts) or KnownFacts()
    except StoreError:  # a cache, damaged or of another version: the data are looked at again
        return {}
    return dict(known.entries)


def are_current(facts: TaskFacts, folder: TaskFolder) -> bool:
    """Whether the facts are up to date: no file and no circumstance has changed."""
    return facts.circumstances == circumstances(folder) and all(map(is_unchanged, facts.files))


def circumstances(folder: TaskFolder) -> dict[str, str]:
    """The code, versions and settings that determine the facts, besides data files."""
    code = data_code(folder)
    return {
        "folder": str(folder.path),
        "code": code.digest,
        "split": repr(folder.card.split),
        "TRIPTYCH_DATA": os.environ.get("TRIPTYCH_DATA", ""),
        **versions(code.packages),
    }


def gather_facts(folder: TaskFolder) -> TaskFacts:
    """Load a task's data and collect the facts for planning; runs in a worker."""
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
        files=tuple(seen_file(path) for path in sorted(files)),
        circumstances=circumstances(folder),
    )
