"""The half-hours: what the market showed in each, and beside it what came just before."""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.electricity import PRICES
from triptych.units import Columns

HALF_HOURS: Final = 48
"""Rows a day: the row's number is the only clock, dates are not in this copy."""

MEANINGS: Final = {
    "period": "half-hour of the day, from 0 at midnight to 1 for the last of 48",
    "nswprice": "price in New South Wales, from 0 to 1 over the whole period",
    "nswdemand": "demand in New South Wales, from 0 to 1 over the whole period",
    "vicprice": "price in Victoria, from 0 to 1; constant until the markets were joined",
    "vicdemand": "demand in Victoria, from 0 to 1; constant until the markets were joined",
    "transfer": "transfer planned between the two, from 0 to 1; constant until they were joined",
    "previous class": "answer of the half-hour before: 1 up, 0 down, missing in the first row",
    "previous price": "price in New South Wales of the half-hour before; missing in the first row",
    "price step": "price less the previous price; missing in the first row",
}
"""Every column of the table, with what it means."""

PUBLISHED: Final = tuple(MEANINGS)[:6]
"""The columns of the file but its answer."""

OBSERVED: Final = PUBLISHED
"""What the contenders of the verdict may read: the row, and nothing of what came before."""

UNITS: Final = Columns(
    {name: (name,) for name in OBSERVED} | {"half-hour before": tuple(MEANINGS)[6:]}
)
"""Each published column, and what is known of the half-hour before as one."""

_ANSWER: Final = "class"
_AGAIN: Final = "`triptych data fetch` fetches the published file."


def load() -> Dataset:
    """45,312 half-hours in their order, from 7 May 1996 to 5 December 1998.

    Raises DataNotDownloaded where the file is not there, DataError where it is another.
    """
    published = read_prices(located(PRICES))
    up = published.pop(_ANSWER)
    return Dataset(
        raw=with_previous(published, up),
        target=np.where(up == 1, "up", "down").astype(object),
        classes=("down", "up"),
        order=np.arange(len(up)),
        provenance={
            "source": "elec2 as normalised by A. Bifet for MOA, copy of scikit-multiflow",
            "licence": "unclear",
            "changed": "previous class, previous price and price step added, from the past alone",
            "gotcha": (
                "upstream scaled each column over the whole period, so every row knows a little "
                "of the extremes to come"
            ),
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: a row of the market."""
    return raw


def with_previous(published: pd.DataFrame, up: "pd.Series[int]") -> pd.DataFrame:
    """Add what was known of the half-hour before each row, from that row alone."""
    before = published["nswprice"].shift(1)
    lagged = [up.astype(np.float64).shift(1), before, published["nswprice"] - before]
    return published.assign(**dict(zip(tuple(MEANINGS)[6:], lagged, strict=True)))


def read_prices(path: Path) -> pd.DataFrame:
    """The published columns and `class`, 1 for up; a row for each half-hour, none left out.

    Raises DataError where the file is not so.
    """
    expected = [*PUBLISHED, _ANSWER]
    try:
        table = pd.read_csv(path, encoding="utf-8")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(
            f"{path}: expected a table in UTF-8 with the columns {', '.join(expected)}, "
            f"got what cannot be read: {error}. {_AGAIN}"
        ) from error
    if list(table.columns) != expected:
        raise DataError(
            f"{path}: expected the columns {', '.join(expected)}, "
            f"got {', '.join(map(str, table.columns))}. {_AGAIN}"
        )
    for name in expected:
        numbers = pd.to_numeric(table[name], errors="coerce")
        wrong = ~numbers.isin([0, 1]) if name == _ANSWER else ~numbers.between(0, 1)
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise DataError(
                f"{path} line {row + 2}: expected {name} to be "
                f"{'0 or 1' if name == _ANSWER else 'a number from 0 to 1'}, "
                f"got {table[name][row]!r}. {_AGAIN}"
            )
    clock = np.arange(len(table)) % HALF_HOURS / (HALF_HOURS - 1)
    late = np.abs(table["period"].to_numpy() - clock) > 1e-3
    if late.any():
        row = int(late.argmax())
        raise DataError(
            f"{path} line {row + 2}: expected the half-hour {clock[row]:.6f} of the day, got "
            f"{table['period'][row]}: rows are missing or not in the order of time. {_AGAIN}"
        )
    return table
