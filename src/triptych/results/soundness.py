"""Soundness: which parts of a run folder are what was written, by the digests they hold."""

from dataclasses import dataclass
from pathlib import Path

from triptych.results.damage import remedy
from triptych.results.disk.json_lines import JournalLines, read_journal, require_object
from triptych.results.disk.sealed_json import require_json, unseal_document
from triptych.results.items.index import ItemIndex
from triptych.results.items.seal import is_sound_file
from triptych.results.record import EXPLANATIONS_FILE, ITEMS_FOLDER, RECORDS_FILE
from triptych.results.record_lines import RecordLines, read_records


@dataclass(frozen=True, slots=True)
class Soundness:
    """What the digests in a run folder say; files by their path in it.

    damaged         sentences, one for each file that is not, or not all, what was written
    unverifiable    files that hold no digest, or lines without: they are older than digests
    """

    damaged: tuple[str, ...] = ()
    unverifiable: tuple[str, ...] = ()


def soundness(folder: Path) -> Soundness:
    """Look at every document, line and item table of a run folder."""
    files = {path: is_sound_document(path) for path in documents(folder)}
    files |= {path: is_sound_file(path) for path in tables(folder)}
    journals: dict[str, RecordLines | JournalLines[None]] = {
        RECORDS_FILE: read_records(folder / RECORDS_FILE),
        EXPLANATIONS_FILE: read_journal(folder / EXPLANATIONS_FILE, require_object),
    }
    named = {path.relative_to(folder).as_posix(): sound for path, sound in files.items()}
    damaged = [f"{name} is damaged: {remedy(name)}" for name, one in named.items() if one is False]
    damaged += [
        f"{name} has {len(lines.damaged)} damaged lines: {remedy(name)}"
        for name, lines in journals.items()
        if lines.damaged
    ]
    unverifiable = [
        f"{name} ({lines.unverifiable} lines)"
        for name, lines in journals.items()
        if lines.unverifiable
    ]
    unverifiable += [name for name, sound in named.items() if sound is None]
    return Soundness(tuple(damaged), tuple(unverifiable))


def documents(folder: Path) -> list[Path]:
    """The JSON documents of a run folder."""
    files = (*folder.glob("*.json"), folder / ItemIndex.FILE)
    return sorted(path for path in files if path.is_file())


def tables(folder: Path) -> list[Path]:
    """The item tables of a run folder, compacted or not."""
    return sorted((folder / ITEMS_FOLDER).glob("*.parquet"))


def is_sound_document(path: Path) -> bool | None:
    """Whether a JSON document is what was written; None where it holds no digest."""
    try:
        unsealed = unseal_document(path.read_bytes())
        if unsealed.has_digest:
            return True
        require_json(unsealed.body)
    except ValueError:
        return False
    return None
