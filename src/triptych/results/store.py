"""The store: the only writer of a run folder."""

import errno
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, Self, final

from triptych.errors import DamageError, StoreError
from triptych.results.contents import Contents, read_contents
from triptych.results.disk.atomic_write import place, sync_all
from triptych.results.disk.json_lines import Journal
from triptych.results.disk.lock import locked
from triptych.results.disk.text import to_utf8
from triptych.results.formats.document import Document, write_document
from triptych.results.formats.explanations import ExplanationLine
from triptych.results.formats.run_header import read_header
from triptych.results.items.files import loose_tables
from triptych.results.record import (
    ARTEFACTS_FOLDER,
    EXPLANATIONS_FILE,
    ITEMS_FOLDER,
    RECORDS_FILE,
    REPORT_FOLDER,
    Record,
)
from triptych.results.repair import mend, set_aside_damaged
from triptych.results.signature import artefact_file, signature_file, signature_of
from triptych.results.trial_result import TrialResult

SYNC_SECONDS: Final = 1.0
"""Seconds between syncs: the most work that a power cut can lose; a killed process loses none."""

LATEST: Final = "latest"


@final
class Store:
    """A run folder opened for writing: `with Store(folder) as store`.

    Opening takes the folder's lock and moves damaged lines and files aside. `contents` is the
    content at that time. Raises StoreError where another run holds the lock, another version wrote
    the folder, writing is impossible, or somebody removes the folder meanwhile; but for that,
    stored results stay valid in every case.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contents = Contents(folder)
        self._added: list[Record] = []
        self._open = ExitStack()
        self._records: Journal | None = None
        self._explanations: Journal | None = None
        self._unsynced: list[Path] = []
        self._synced_at = 0.0

    def __enter__(self) -> Self:
        with ExitStack() as opening, _explained(self.folder):
            with suppress(DamageError):
                read_header(self.folder)  # a folder of another version is not touched at all
            for part in (self.folder, self.folder / ITEMS_FOLDER, self.folder / ARTEFACTS_FOLDER):
                part.mkdir(parents=True, exist_ok=True)
            opening.enter_context(locked(self.folder))
            set_aside_damaged(self.folder)
            self.contents = read_contents(self.folder)
            mend(self.folder, self.contents)
            self._records = Journal(self.folder / RECORDS_FILE)
            opening.callback(self._records.close)
            self._synced_at = time.monotonic()
            self._open = opening.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Sync stored results to the disk and release the folder."""
        with self._open, _explained(self.folder):
            self._sync()

    def write(self, document: Document) -> None:
        """Write one of the folder's documents in one step, unless its content is the same."""
        with _explained(self.folder):
            write_document(self.folder, document)

    def add(self, outcome: TrialResult) -> None:
        """Store an outcome: its item table and artefact first, then the record that names them."""
        record = outcome.record
        with _explained(self.folder):
            self._require_there()
            for content, path in (
                (outcome.items, self.folder / ITEMS_FOLDER / f"{record.key}.parquet"),
                (outcome.artefact, artefact_file(self.folder, record.key)),
            ):
                if content is not None:
                    self._place(path, content)
            if outcome.artefact is not None:
                self.sign(record.key, outcome.artefact)
            assert self._records is not None
            self._records.add(record.to_json())
            self._added.append(record)
            if time.monotonic() - self._synced_at >= SYNC_SECONDS:
                self._sync()

    def sign(self, key: str, artefact: bytes) -> None:
        """Sign a fitted contender, so that this user's commands load it."""
        with _explained(self.folder):
            self._place(signature_file(self.folder, key), signature_of(artefact, key))

    def add_explanations(self, line: ExplanationLine) -> None:
        """Store the measurements of one contender's explanations."""
        with _explained(self.folder):
            self._require_there()
            if self._explanations is None:
                self._explanations = Journal(self.folder / EXPLANATIONS_FILE)
                self._open.callback(self._explanations.close)
            self._explanations.add(line.to_json())
            self._explanations.sync()

    def compact(self) -> None:
        """Merge loose item tables into few files; imports nothing without loose tables."""
        with _explained(self.folder):
            self._require_there()
            self._sync()
            if loose_tables(self.folder / ITEMS_FOLDER):
                from triptych.results.items.compact import compact  # needs pyarrow

                records = (*self.contents.records, *self._added)
                compact(self.folder, {record.key: record.cell for record in records})

    def point_latest(self) -> None:
        """Point the link `latest`, beside the run folder, to it, in one step."""
        link = self.folder.parent / LATEST
        name = self.folder.absolute().name  # not where the folder links to: it lies beside
        if self.folder.name == LATEST or (link.is_symlink() and str(link.readlink()) == name):
            return
        with _explained(self.folder):
            part = link.with_name(f".{LATEST}.{os.getpid()}")
            part.unlink(missing_ok=True)
            part.symlink_to(name)
            part.replace(link)

    def _require_there(self) -> None:
        """Raise FileNotFoundError where the folder is gone: open files alone would not notice."""
        (self.folder / RECORDS_FILE).stat()

    def _place(self, path: Path, content: bytes) -> None:
        place(path, content)
        self._unsynced.append(path)

    def _sync(self) -> None:
        """Sync item tables and artefacts before the records that name them."""
        sync_all(self._unsynced)
        sync_all(dict.fromkeys(path.parent for path in self._unsynced))
        self._unsynced.clear()
        if self._records is not None:
            self._records.sync()
        self._synced_at = time.monotonic()


def write_report(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a report's files, by their path in it, and remove files of an earlier report.

    Returns the path of the first page. Raises StoreError where writing is impossible.
    """
    report = folder / REPORT_FOLDER
    with _explained(report):
        for name, text in files.items():
            path = report / name
            path.parent.mkdir(parents=True, exist_ok=True)
            place(path, to_utf8(text))
        for path in report.rglob("*"):
            if path.is_file() and path.relative_to(report).as_posix() not in files:
                path.unlink()
    return report / "index.html"


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn errors of the operating system into one line with advice."""
    try:
        yield
    except FileNotFoundError as error:
        raise StoreError(
            f"{folder}, or a part of it, was removed while this command was writing it: "
            f"{error.filename} is not there. What it held is lost; the same command begins anew. "
            "Look for who removes it: a contender's code may."
        ) from error
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}.")
        raise StoreError(
            f"{folder} cannot be written: {reason} "
            "What was stored before is valid; the same command resumes."
        ) from error


_REASONS: Final = {
    errno.ENOSPC: "the disk is full. Free some space.",
    errno.EDQUOT: "your disk quota is used up. Free some space.",
    errno.EFBIG: "the file would be larger than the system allows.",
    errno.EACCES: "no permission. Run into a folder of your own (--results FOLDER).",
    errno.EPERM: "no permission. Run into a folder of your own (--results FOLDER).",
    errno.EROFS: "the disk is read-only. Run into a folder elsewhere (--results FOLDER).",
}
