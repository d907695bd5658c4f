"""The store: the only writer of a run folder."""

import errno
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Self, final

from triptych.errors import StoreError
from triptych.results.contents import Contents, loose_tables, read_contents
from triptych.results.disk.atomic_write import place, sync, sync_all, synced
from triptych.results.disk.json_lines import Journal
from triptych.results.disk.lock import locked
from triptych.results.formats.document import Document, write_document
from triptych.results.formats.explanations import ExplanationLine
from triptych.results.formats.run_header import read_header
from triptych.results.record import (
    ARTEFACTS_FOLDER,
    EXPLANATIONS_FILE,
    ITEMS_FOLDER,
    RECORDS_FILE,
    REPORT_FOLDER,
    Record,
)
from triptych.results.signature import artefact_file, signature_file, signature_of
from triptych.results.trial_result import TrialResult

SYNC_SECONDS: Final = 1.0
"""The most a power cut can cost; a killed process costs nothing that was stored."""

DAMAGED_FILE: Final = "records.damaged"
LATEST: Final = "latest"


@final
class Store:
    """A run folder opened for writing: `with Store(folder) as store`.

    Opening takes the folder's lock and moves damaged lines aside. `contents` is what was there
    then. Raises StoreError where another run holds the lock, another version wrote the folder,
    writing is impossible, or somebody removes the folder meanwhile; but for that, what was stored
    before stays valid in every case.
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
            read_header(self.folder)  # a folder of another version is not touched at all
            for part in (self.folder, self.folder / ITEMS_FOLDER, self.folder / ARTEFACTS_FOLDER):
                part.mkdir(parents=True, exist_ok=True)
            opening.enter_context(locked(self.folder))
            self.contents = read_contents(self.folder)
            self._repair()
            self._records = Journal(self.folder / RECORDS_FILE)
            opening.callback(self._records.close)
            self._synced_at = time.monotonic()
            self._open = opening.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Put what was stored on the disk and let the folder go."""
        with self._open, _explained(self.folder):
            self._sync()

    def write(self, document: Document) -> None:
        """Write one of the folder's documents in one step, unless it says the same already."""
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
        """Store what was measured of one contender's explanations."""
        with _explained(self.folder):
            self._require_there()
            if self._explanations is None:
                self._explanations = Journal.mended(self.folder / EXPLANATIONS_FILE)
                self._open.callback(self._explanations.close)
            self._explanations.add(line.to_json())
            self._explanations.sync()

    def compact(self) -> None:
        """Merge the item tables that lie loose into few files; nothing to do imports nothing."""
        with _explained(self.folder):
            self._require_there()
            self._sync()
            if loose_tables(self.folder / ITEMS_FOLDER):
                from triptych.results.items.compact import compact  # needs pyarrow

                records = (*self.contents.records, *self._added)
                compact(self.folder, {record.key: record.cell for record in records})

    def point_latest(self) -> None:
        """Let `latest`, beside the run folder, point to it; in one step."""
        link = self.folder.parent / LATEST
        name = self.folder.resolve().name
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
        """Item tables and artefacts reach the disk before the records that name them."""
        sync_all(self._unsynced)
        sync_all(dict.fromkeys(path.parent for path in self._unsynced))
        self._unsynced.clear()
        if self._records is not None:
            self._records.sync()
        self._synced_at = time.monotonic()

    def _repair(self) -> None:
        """Tidy up after a killed run: remove half-written files, move torn lines aside."""
        for part in (self.folder, self.folder / ITEMS_FOLDER, self.folder / ARTEFACTS_FOLDER):
            for half_written in part.glob("*.part"):
                half_written.unlink()
        found = self.contents
        if not found.damaged and not found.is_torn:
            return
        if found.damaged:
            with (self.folder / DAMAGED_FILE).open("ab") as aside:
                aside.writelines(line + b"\n" for line in found.damaged)
            sync(self.folder / DAMAGED_FILE)
        damaged = {b"", *found.damaged}
        records = self.folder / RECORDS_FILE
        whole = [line + b"\n" for line in records.read_bytes().split(b"\n") if line not in damaged]
        with synced(records) as part:
            part.write_bytes(b"".join(whole))


def write_report(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a report's files, by their path in it, and remove what an earlier report left.

    Returns the path of its first page. Raises StoreError where that is impossible.
    """
    report = folder / REPORT_FOLDER
    with _explained(report):
        for name, text in files.items():
            path = report / name
            path.parent.mkdir(parents=True, exist_ok=True)
            place(path, text.encode())
        for path in report.rglob("*"):
            if path.is_file() and path.relative_to(report).as_posix() not in files:
                path.unlink()
    return report / "index.html"


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into one line that says what to do."""
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
