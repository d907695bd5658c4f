"""The door: reads a file, a folder or a DataFrame as far as it can be understood."""

from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from triptych.errors import DataError, UsageError
from triptych.own_data.answers import Answers, read_answers
from triptych.own_data.assembly import assembled
from triptych.own_data.candidates import ask_for_target
from triptych.own_data.columns.names import matching, named
from triptych.own_data.files.tables import read_rows
from triptych.own_data.items import Items
from triptych.own_data.media import arrays
from triptych.own_data.media.folder import read_folder
from triptych.own_data.media.named_files import file_column, items_of_files
from triptych.own_data.media.series import items_of_columns, items_of_series, read_ts
from triptych.own_data.rows import Rows
from triptych.own_data.table import items_of_table, order_of
from triptych.own_data.understood import OwnData
from triptych.own_data.wishes import Wishes


def read(source: str | PathLike[str] | pd.DataFrame, wishes: Wishes | None = None) -> OwnData:
    """What a file, a folder or a DataFrame holds, as a dataset, with what to know of it first.

    The same source and wishes give the same items in the same order, in every process. Raises
    UsageError or UnknownName where something else has to be typed, DataError where the file has to
    be mended.
    """
    wishes = wishes or Wishes()
    if isinstance(source, pd.DataFrame):
        return _of_rows(Rows(name="the table", frame=source, folder=Path()), wishes)
    path = Path(source)
    try:
        if path.is_dir():
            return _of_rows(*read_folder(path, wishes))
        if not path.exists():
            raise UsageError(f"there is no file or folder {path}.")
        if path.suffix.lower() in arrays.ENDINGS:
            return _of_array(path, wishes)
        if path.suffix.lower() == ".ts":
            return _of_series(path, wishes)
        return _of_rows(read_rows(path, wishes.names), wishes)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error


def _of_rows(rows: Rows, wishes: Wishes) -> OwnData:
    """A table, or the files that a column of it names."""
    if rows.frame.shape[1] < 2:
        only = f": `{rows.frame.columns[0]}`" if rows.frame.shape[1] else ""
        raise DataError(
            f"{rows.name} has {rows.frame.shape[1]} column{only}. Expected the answer, and "
            "something to learn it from; cells are divided by comma, semicolon, tab or bar."
        )
    if not len(rows.frame):
        raise DataError(f"{rows.name} has no row below its header.")
    frame, findings = named(rows.frame, wishes)
    if (target := wishes.target) is None:
        ask_for_target(frame, rows.name)
    answers = read_answers(target, frame[target], wishes)
    kept, order = answers.rows, None
    if wishes.time is not None:
        order = order_of(frame[wishes.time], wishes.time)
        kept = kept & ~np.isnan(order)
        order, answers = order[kept], answers.at(kept[answers.rows])
    dropped = matching(wishes.drop, [str(name) for name in frame.columns], "--drop")
    frame = frame if kept.all() else frame.loc[kept].reset_index(drop=True)
    groups = None if wishes.group is None else _groups(frame[wishes.group])
    others = [name for name in frame.columns if name not in {target, wishes.group, *dropped}]
    items = _items(frame[others], rows.folder, answers, wishes)
    before = (*rows.findings, *findings)
    return assembled(rows.name, rows.how, items, answers, groups, order, wishes, before)


def _items(frame: pd.DataFrame, folder: Path, answers: Answers, wishes: Wishes) -> Items:
    if found := file_column(frame, wishes):
        return items_of_files(frame[found.column], folder, found.kind, answers)
    if wishes.series:
        return items_of_columns(frame, wishes)
    return items_of_table(frame, answers, wishes)


def _groups(cells: "pd.Series[Any]") -> np.ndarray[Any, np.dtype[np.intp]]:
    """The number of each row's group (n,); a row without one is a group by itself."""
    alone = pd.Series([f"\0{row}" for row in range(len(cells))], dtype=object)
    words = cells.astype(object).astype(str)
    return np.asarray(pd.factorize(words.where(cells.notna(), alone))[0], dtype=np.intp)


def _of_series(path: Path, wishes: Wishes) -> OwnData:
    series, cells, kind = read_ts(path)
    wishes = replace(wishes, target_kind=wishes.target_kind or kind)
    answers = read_answers(wishes.target or "class", cells, wishes)
    items = items_of_series([series[row] for row in np.flatnonzero(answers.rows)])
    return assembled(path.name, (), items, answers, None, None, wishes)


def _of_array(path: Path, wishes: Wishes) -> OwnData:
    array, cells, name = arrays.read_arrays(path, wishes.target)
    answers = read_answers(name, cells, wishes)
    items = arrays.items_of_array(array[answers.rows])
    return assembled(path.name, (), items, answers, None, None, wishes)
