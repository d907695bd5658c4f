"""Files that a column names: pictures or recordings, one a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.own_data.answers import Answers
from triptych.own_data.columns.column import Column
from triptych.own_data.items import Items
from triptych.own_data.leaks.alone import suspects
from triptych.own_data.media import pictures, sounds
from triptych.own_data.understood import Finding
from triptych.own_data.wishes import Wishes

_NEARLY_ALL: Final = 0.9
_SAMPLE: Final = 200
_COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of file names, and of what they are."""

    column: str
    kind: Literal["image", "audio"]


def file_column(frame: pd.DataFrame, wishes: Wishes) -> FileColumn | None:
    """The column that names files: the one that was said to, or the first that looks like it."""
    if wishes.images is not None:
        return FileColumn(wishes.images, "image")
    if wishes.audio is not None:
        return FileColumn(wishes.audio, "audio")
    if wishes.text or wishes.series:
        return None
    for place, name in enumerate(frame.columns[:_COLUMNS]):
        cells = frame.iloc[:_SAMPLE, place].to_numpy(dtype=object)
        if _end_in(cells, pictures.ENDINGS):
            return FileColumn(str(name), "image")
        if _end_in(cells, sounds.ENDINGS):
            return FileColumn(str(name), "audio")
    return None


def _end_in(cells: npt.NDArray[Any], endings: frozenset[str]) -> bool:
    known = tuple(endings)
    fitting = sum(isinstance(cell, str) and cell.lower().endswith(known) for cell in cells)
    return len(cells) > 0 and fitting >= _NEARLY_ALL * len(cells)


def items_of_files(
    names: "pd.Series[Any]", folder: Path, kind: Literal["image", "audio"], answers: Answers
) -> Items:
    """The pictures or recordings that the cells name, from `folder` on.

    Raises DataError where more than one in ten cannot be read.
    """
    paths = [folder / _file_name(name) for name in names]
    if kind == "image":
        read = pictures.read_pictures(paths)
        return Items(
            raw=read.pixels,
            modality="image",
            noun="pictures",
            rows=read.rows,
            described=read.described,
            findings=(
                *read.findings,
                *_of_forms(read.forms, read.rows, answers, "Format and size"),
            ),
        )
    heard = sounds.read_sounds(paths)
    return Items(
        raw=heard.waves,
        modality="audio",
        noun="recordings",
        rows=heard.rows,
        described=heard.described,
        sampling_rate=heard.rate,
        findings=(*heard.findings, *_of_forms(heard.forms, heard.rows, answers, "Rate and width")),
    )


def _file_name(cell: object) -> str:
    """The name in a cell; for a gap one that no file has."""
    return cell.replace("\0", "?").strip() if isinstance(cell, str) else f"?{cell}"[:20]


def _of_forms(
    forms: npt.NDArray[Any], rows: npt.NDArray[np.intp], answers: Answers, what: str
) -> Sequence[Finding]:
    """A warning where how files were stored tells the answer, whatever they show."""
    column = Column(name=what, kind="words", values=forms)
    return [
        Finding(
            "warning",
            f"{what} of the files alone tell `{answers.name}` in {suspect.right:.0f} of 100: "
            "whoever learns may learn that. Store all alike.",
        )
        for suspect in suspects([column], answers.at(rows))
    ]
