"""Series in time: .ts files, and columns of a table that are the points of one series."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import DataError, UsageError
from triptych.own_data.columns.cells import objects
from triptych.own_data.columns.names import matching
from triptych.own_data.columns.understand import understand_column
from triptych.own_data.files.encoding import decode
from triptych.own_data.items import Items
from triptych.own_data.understood import Finding
from triptych.own_data.wishes import TargetKind, Wishes

Series = npt.NDArray[np.float64]
"""One item: channels, each with its points in time; of unequal length a list of them."""

_LONGEST: Final = 4096
_SHORTEST: Final = 8
_LABELLED: Final = re.compile(r"@(classlabel|targetlabel)\s+true\b", re.IGNORECASE)
_STAMPED: Final = re.compile(r"@timestamps\s+true\b", re.IGNORECASE)


def read_ts(path: Path) -> tuple[list[list[Series]], "pd.Series[Any]", TargetKind]:
    """The series of a .ts file, a list of channels each; their answers as written; what these are.

    The format of the archive of Bagnall et al., UEA & UCR (2018): `@` lines, then an item a line,
    channels divided by colons, the answer last. Raises DataError for what is not that.
    """
    lines = decode(path.read_bytes(), path.name).text.splitlines()
    head = [line.strip() for line in lines if line.lstrip().startswith("@")]
    body = [
        (number, line.strip())
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith(("@", "#"))
    ]
    if not any(line.lower() == "@data" for line in head) or not body:
        raise DataError(f"{path.name} has no @data. Expected a .ts file with an item a line.")
    if any(_STAMPED.match(line) for line in head):
        raise DataError(f"{path.name} has time stamps. Expected values at equal distances alone.")
    if not any(_LABELLED.match(line) for line in head):
        raise DataError(f"{path.name} says @classLabel false: there is no answer to learn.")
    items = list[list[Series]]()
    answers = list[str]()
    is_number = any(line.lower().startswith("@targetlabel") for line in head)
    for number, line in body:
        *channels, answer = line.split(":")
        try:
            items.append([_points(channel) for channel in channels])
        except ValueError as error:
            raise DataError(f"{path.name} line {number}: {error}.") from error
        answers.append(answer.strip())
        if len(channels) != len(items[0]):
            raise DataError(
                f"{path.name} line {number} has {len(channels)} channels, the first item has "
                f"{len(items[0])}."
            )
    if not items[0]:
        raise DataError(f"{path.name} has answers and no series. Channels are divided by colons.")
    return items, pd.Series(objects(answers)), "number" if is_number else "classes"


def items_of_columns(frame: pd.DataFrame, wishes: Wishes) -> Items:
    """Series whose points are columns of a table, in the order they were given.

    Raises UnknownName where a pattern fits none, UsageError for a column that is no number.
    """
    names = matching(wishes.series, [str(name) for name in frame.columns], "--series")
    columns = [understand_column(name, frame[name]) for name in names]
    odd = [column.name for column in columns if column.kind != "number"]
    if odd:
        raise UsageError(f"`{odd[0]}` is no number, so it is no point of a series (--series).")
    if len(columns) < _SHORTEST:
        raise UsageError(
            f"--series names {len(columns)} columns; a series has {_SHORTEST} points or more."
        )
    table = np.column_stack([column.values for column in columns])
    others = [str(name) for name in frame.columns if name not in names]
    items = items_of_series([[row] for row in table])
    note = Finding("note", f"Beside the series, {len(others)} columns are not read.")
    return Items(
        raw=items.raw,
        modality="series",
        noun=items.noun,
        rows=items.rows,
        described=items.described,
        left_out=dict.fromkeys(others, "no point of the series"),
        findings=(*items.findings, *([note] if others else [])),
    )


def items_of_series(series: Sequence[Sequence[Series]]) -> Items:
    """Series float32 (n, time), or (n, time, channels), brought to one length; gaps are bridged.

    The longest length is kept, up to 4,096 points: shorter ones are stretched, by straight lines
    between their points. Series without any value are left out, with a warning.
    """
    rows = np.array([row for row, item in enumerate(series) if _has_values(item)], dtype=np.intp)
    findings = list[Finding]()
    if len(rows) < len(series):
        count = len(series) - len(rows)
        findings.append(Finding("warning", f"{count:,} series have no value: left out."))
    if not len(rows):
        raise DataError("no series has a value in each of its channels.")
    lengths = np.array([max(map(len, series[row])) for row in rows])
    length = int(np.clip(lengths.max(), _SHORTEST, _LONGEST))
    raw = np.stack(
        [np.stack([_brought_to(c, length) for c in series[row]], axis=1) for row in rows]
    )
    if lengths.min() != lengths.max() or length != lengths.max():
        text = (
            f"Series of {lengths.min():,} to {lengths.max():,} points are stretched to {length:,}"
        )
        findings.append(Finding("note", f"{text}: how long one is tells nothing any more."))
    gaps = sum(bool(np.isnan(channel).any()) for row in rows for channel in series[row])
    if gaps:
        findings.append(Finding("note", f"{gaps:,} channels have gaps: bridged by straight lines."))
    channels = raw.shape[2]
    raw = raw[:, :, 0] if channels == 1 else raw
    several = f"{channels} channels of " if channels > 1 else ""
    return Items(
        raw=raw,
        modality="series",
        noun="series",
        rows=rows,
        described=f"{several}{length:,} points in time",
        findings=tuple(findings),
    )


def _points(channel: str) -> Series:
    cells = channel.split(",")
    return np.array([np.nan if c.strip() in ("?", "NaN", "") else float(c) for c in cells])


def _has_values(item: Sequence[Series]) -> bool:
    return all(bool(np.isfinite(channel).any()) for channel in item)


def _brought_to(channel: Series, length: int) -> npt.NDArray[np.float32]:
    known = np.flatnonzero(np.isfinite(channel))
    places = np.linspace(0, len(channel) - 1, length)
    return np.interp(places, known, channel[known]).astype(np.float32)
