"""Repair: before a run goes on, what is damaged in its folder is moved aside, and said.

Whoever made it makes it again: cells are run, explanations and times measured anew.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from triptych.results.contents import Contents
from triptych.results.damage import SUFFIX, set_aside
from triptych.results.disk.atomic_write import sync, synced
from triptych.results.disk.json_lines import read_journal, require_object
from triptych.results.items.files import compacted_files
from triptych.results.items.index import ItemIndex
from triptych.results.items.seal import is_sound_file
from triptych.results.record import (
    ARTEFACTS_FOLDER,
    EXPLANATIONS_FILE,
    ITEMS_FOLDER,
    RECORDS_FILE,
)
from triptych.results.soundness import documents, is_sound_document, tables

_LOG: Final = logging.getLogger(__name__)


def set_aside_damaged(folder: Path) -> None:
    """Rename documents and item tables that are not what was written, and say so in the log."""
    damaged = [path for path in documents(folder) if is_sound_document(path) is False]
    damaged += [path for path in tables(folder) if is_sound_file(path) is False]
    for path in damaged:
        aside = set_aside(path)
        _LOG.warning("%s is damaged: set aside as %s", path, aside.name)
    if compacted_files(folder / ITEMS_FOLDER) and not (folder / ItemIndex.FILE).is_file():
        from triptych.results.items.compact import rebuild_index  # needs pyarrow

        rebuild_index(folder)


def mend(folder: Path, contents: Contents) -> None:
    """Repair after a killed run: remove half-written files, move damaged lines aside."""
    for part in (folder, folder / ITEMS_FOLDER, folder / ARTEFACTS_FOLDER):
        for half_written in part.glob("*.part"):
            half_written.unlink()
    _mend_journal(folder / RECORDS_FILE, contents.damaged, is_torn=contents.is_torn)
    explanations = folder / EXPLANATIONS_FILE
    lines = read_journal(explanations, require_object)
    _mend_journal(explanations, lines.damaged, is_torn=lines.is_torn)


def _mend_journal(journal: Path, damaged: Iterable[bytes], *, is_torn: bool) -> None:
    """Move damaged lines into a file beside the journal, and give the last line its end."""
    lines = list(damaged)
    if lines:
        aside = journal.with_suffix(SUFFIX)
        with aside.open("ab") as file:
            file.writelines(line + b"\n" for line in lines)
        sync(aside)
        _LOG.warning("%s: damaged lines moved into %s: %d", journal, aside.name, len(lines))
    if lines or is_torn:
        gone = {b"", *lines}
        whole = [line + b"\n" for line in journal.read_bytes().split(b"\n") if line not in gone]
        with synced(journal) as part:
            part.write_bytes(b"".join(whole))
