"""Folders: a folder of files for each class, or files beside a table that names them."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from triptych.errors import DataError, UsageError
from triptych.own_data.files.encoding import decode
from triptych.own_data.files.tables import read_rows
from triptych.own_data.media import pictures, sounds
from triptych.own_data.rows import Rows
from triptych.own_data.understood import Finding
from triptych.own_data.wishes import Wishes

_TEXTS: Final = frozenset({".txt", ".md", ".text"})
_TABLES: Final = frozenset({".csv", ".tsv", ".parquet", ".jsonl", ".xlsx"})
_PARTS: Final = frozenset({"train", "training", "test", "testing", "val", "valid", "validation"})
_KINDS: Final = {"pictures": pictures.ENDINGS, "recordings": sounds.ENDINGS, "texts": _TEXTS}
_FILE: Final = "file"
_CLASS: Final = "class"


def read_folder(folder: Path, wishes: Wishes) -> tuple[Rows, Wishes]:
    """A row for each file of a folder with its class, or the rows of the one table in it.

    The class of a file is the folder it is in, below `folder`. Also returns the wishes with the
    columns of these rows. Raises DataError for a folder without files, UsageError where nothing
    tells the class.
    """
    files = [path for path in sorted(folder.rglob("*")) if _is_item(path, folder)]
    counts = Counter(
        kind for path in files for kind, known in _KINDS.items() if path.suffix.lower() in known
    )
    tables = [path for path in files if path.suffix.lower() in _TABLES and path.parent == folder]
    if not counts and not tables:
        raise _nothing(folder, files)
    if len(tables) == 1:
        return read_rows(tables[0], wishes.names), wishes
    kind = counts.most_common(1)[0][0] if counts else "tables"
    items = [path for path in files if path.suffix.lower() in _KINDS.get(kind, _TABLES)]
    classes = [_class_of(path, folder) for path in items]
    if kind == "tables" or len(set(classes)) < 2:
        raise UsageError(
            f"{folder} has {len(items):,} {kind} and nothing that tells their class. Put those of "
            "each class into a folder of its own, or a CSV beside them with a column of file names "
            "and one of classes."
        )
    findings = [*_others(counts, kind), *_of_parts(items, folder)]
    frame = pd.DataFrame({_FILE: [str(path.relative_to(folder)) for path in items]}, dtype=object)
    if kind == "texts":
        texts = [decode(path.read_bytes(), path.name).text for path in items]
        frame = pd.DataFrame({"text": texts}, dtype=object)
        wishes = replace(wishes, text=("text",))
    elif kind == "pictures":
        wishes = replace(wishes, images=_FILE)
    else:
        wishes = replace(wishes, audio=_FILE)
    rows = Rows(
        name=f"{folder.name}/",
        frame=frame.assign(**{_CLASS: classes}),
        folder=folder,
        findings=tuple(findings),
    )
    kind_of_answer = wishes.target_kind or "classes"
    return rows, replace(wishes, target=wishes.target or _CLASS, target_kind=kind_of_answer)


def _is_item(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    return not hidden and path.is_file()


def _class_of(path: Path, folder: Path) -> str:
    """The folder a file is in, below `train` or `test` where those are above it."""
    above = path.relative_to(folder).parts[:-1]
    inner = above[1:] if len(above) > 1 and above[0].lower() in _PARTS else above
    return inner[0] if inner else ""


def _of_parts(items: list[Path], folder: Path) -> list[Finding]:
    parts = sorted({path.relative_to(folder).parts[0] for path in items})
    if not {part.lower() for part in parts} <= _PARTS:
        return []
    return [Finding("note", f"{' and '.join(parts)} are put together, and divided anew.")]


def _others(counts: Counter[str], kind: str) -> list[Finding]:
    others = ", ".join(f"{count:,} {name}" for name, count in counts.items() if name != kind)
    return [Finding("warning", f"{others} in the same folder are not read.")] if others else []


def _nothing(folder: Path, files: list[Path]) -> DataError:
    if not files:
        return DataError(f"{folder} has no file. Expected pictures, wav files, texts or a table.")
    endings = Counter(path.suffix.lower() or path.name for path in files)
    common = ", ".join(ending for ending, _ in endings.most_common(3))
    sound = "Save sounds as .wav. " if any(ending in sounds.OTHERS for ending in endings) else ""
    return DataError(
        f"{folder} has {len(files):,} files ({common}), none of a kind that is read. {sound}"
        "Expected pictures (.png, .jpg, …), .wav, .txt, or a .csv that names files."
    )
