"""The passengers: seaborn's copy of Kaggle's training part, without what gives the answer away."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.titanic import PASSENGERS
from triptych.units import Columns

CLASSES: Final = ("died", "survived")

_PUBLISHED: Final = (
    "survived",
    "pclass",
    "sex",
    "age",
    "sibsp",
    "parch",
    "fare",
    "embarked",
    "class",
    "who",
    "adult_male",
    "deck",
    "embark_town",
    "alive",
    "alone",
)
_KEPT: Final = {
    "pclass": "ticket class",
    "sex": "sex",
    "age": "age",
    "sibsp": "siblings and spouses",
    "parch": "parents and children",
    "fare": "fare",
    "embark_town": "port",
}
_WORDS: Final = {
    "sex": pd.CategoricalDtype(["female", "male"]),
    "port": pd.CategoricalDtype(["Cherbourg", "Queenstown", "Southampton"]),
}
LEFT_OUT: Final = {
    "alive": "the answer in words",
    "class": "the ticket class in words",
    "embarked": "the port's first letter",
    "who": "made from sex and age",
    "adult_male": "made from sex and age",
    "alone": "made from the two columns of relatives",
    "deck": "known for few, and for some of them because they lived to tell",
}
"""Columns of the file that nobody sees, and why."""

MEANINGS: Final = {
    "ticket class": "1, 2 or 3: the higher the class, the nearer its cabins to the boats",
    "sex": "female or male",
    "age": "years, of infants in fractions; missing for one in five, for the dead more often",
    "siblings and spouses": "how many of them were aboard",
    "parents and children": "how many of them were aboard; none for a child with its nurse",
    "fare": "pounds paid for the ticket, which may have been for several people",
    "port": "where the passenger came aboard; missing for two",
    "relatives": "siblings, spouses, parents and children aboard, all together",
}
"""Every column of the table, with what it means."""

UNITS: Final = Columns()
"""Each fact by itself."""


def load() -> Dataset:
    """891 passengers; groups are the parties they travelled in, as far as the table tells.

    Raises DataNotDownloaded where the file is not there, DataError where it is another.
    """
    passengers, survived = read_passengers(located(PASSENGERS))
    return Dataset(
        raw=passengers,
        target=np.where(survived, "survived", "died").astype(object),
        classes=CLASSES,
        groups=parties(passengers),
        provenance={
            "source": "mwaskom/seaborn-data, titanic.csv; in turn from Kaggle's training part",
            "left out": "; ".join(f"{name}: {why}" for name, why in LEFT_OUT.items()),
            "groups": "parties: passengers with family aboard who paid the same fare in the same "
            "class and came aboard at the same port; names and tickets were taken out, so some "
            "parties are missed and others made up",
            "author's part": "another one since parties are kept together. The rules were written "
            "anew from it; their author had seen 89 of those who are tested now",
            "identity": "Equal rows are mostly different people who cannot be told apart; they "
            "stay on one side of every split.",
        },
    )


def parties(passengers: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The number of each passenger's party (n,): who shared class, fare and port with family.

    A ticket was paid for a family together; who travelled without family is a party alone.
    """
    alone = features(passengers)["relatives"] == 0
    of_ticket = passengers.groupby(["ticket class", "fare", "port"], dropna=False, observed=True)
    together = of_ticket.ngroup().to_numpy(dtype=np.int64)
    return np.where(alone, len(passengers) + np.arange(len(passengers)), together)


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The seven facts that are left of a passenger, and how many relatives were aboard."""
    return raw.assign(relatives=raw["siblings and spouses"] + raw["parents and children"])


def read_passengers(path: Path) -> tuple[pd.DataFrame, "pd.Series[bool]"]:
    """What contenders may see of each passenger, and whether they survived.

    Raises DataError where the file has other columns or values than the published one.
    """
    try:
        table = pd.read_csv(path, encoding="ascii")
    except ValueError as error:  # rows of other lengths, or characters that are not ASCII
        raise _unlike(path, "ASCII text, comma-separated", error) from error
    if tuple(table.columns) != _PUBLISHED:
        raise _unlike(path, f"the columns {', '.join(_PUBLISHED)}", ", ".join(table.columns))
    if not table["survived"].isin([0, 1]).all():
        raise _unlike(path, "0 or 1 in column 'survived'", table["survived"].unique()[:3])
    passengers = table[list(_KEPT)].rename(columns=_KEPT)
    for name, column in passengers.items():
        words = _WORDS.get(str(name))
        if words is None and column.dtype.kind not in "if":
            raise _unlike(path, f"numbers as {name}", f"{column.iloc[0]!r}")
        if words is not None and not column.dropna().isin(words.categories).all():
            raise _unlike(path, f"{' or '.join(words.categories)} as {name}", column.unique()[:3])
    return passengers.astype(_WORDS), table["survived"] == 1


def _unlike(path: Path, expected: str, got: object) -> DataError:
    return DataError(
        f"titanic: {path} is not as published: expected {expected}, got {got}. "
        "Delete the file and run `triptych data fetch`."
    )
