"""The persons: the Census Income extract of Becker and Kohavi, in its published two parts."""

from pathlib import Path
from typing import Final

import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.adult import TESTED, TRAINING
from triptych.units import Columns

CLASSES: Final = ("up to 50K", "over 50K")

_WORDS: Final = {
    "employer": "Private, Self-emp-not-inc, Self-emp-inc, Federal-gov, Local-gov, State-gov, "
    "Without-pay, Never-worked",
    "marital status": "Married-civ-spouse, Divorced, Never-married, Separated, Widowed, "
    "Married-spouse-absent, Married-AF-spouse",
    "occupation": "Tech-support, Craft-repair, Other-service, Sales, Exec-managerial, "
    "Prof-specialty, Handlers-cleaners, Machine-op-inspct, Adm-clerical, Farming-fishing, "
    "Transport-moving, Priv-house-serv, Protective-serv, Armed-Forces",
    "relationship": "Wife, Own-child, Husband, Not-in-family, Other-relative, Unmarried",
    "race": "White, Asian-Pac-Islander, Amer-Indian-Eskimo, Other, Black",
    "sex": "Female, Male",
    "native country": "United-States, Cambodia, England, Puerto-Rico, Canada, Germany, "
    "Outlying-US(Guam-USVI-etc), India, Japan, Greece, South, China, Cuba, Iran, Honduras, "
    "Philippines, Italy, Poland, Jamaica, Vietnam, Mexico, Portugal, Ireland, France, "
    "Dominican-Republic, Laos, Ecuador, Taiwan, Haiti, Columbia, Hungary, Guatemala, Nicaragua, "
    "Scotland, Thailand, Yugoslavia, El-Salvador, Trinadad&Tobago, Peru, Hong, Holand-Netherlands",
}
# The words each column may hold, as the publisher's adult.names lists them.
_CATEGORIES: Final = {
    name: pd.CategoricalDtype(words.split(", ")) for name, words in _WORDS.items()
}
_NUMBERS: Final = (
    "age",
    "final weight",
    "schooling",
    "capital gain",
    "capital loss",
    "weekly hours",
)
_PUBLISHED: Final = (
    "age",
    "employer",
    "final weight",
    "education",
    "schooling",
    "marital status",
    "occupation",
    "relationship",
    "race",
    "sex",
    "capital gain",
    "capital loss",
    "weekly hours",
    "native country",
    "income",
)
# The labels of the tested part end in a dot, those of the training part do not.
_INCOMES: Final = {
    "<=50K": "up to 50K",
    "<=50K.": "up to 50K",
    ">50K": "over 50K",
    ">50K.": "over 50K",
}

MEANINGS: Final = {
    "age": "years; everybody is at least 17",
    "employer": "private, oneself (with or without a company) or a government; may be missing",
    "schooling": "highest level from 1 (preschool) over 9 (high school), 10 (some college), 13 "
    "(bachelor) and 14 (master) to 16 (doctorate): levels, not years",
    "marital status": "married (to a civilian or a soldier), separated, divorced, widowed, never",
    "occupation": "one of 14 groups of jobs; may be missing",
    "relationship": "what the person is to the head of the household",
    "race": "as the person named it, in five groups; a protected attribute",
    "sex": "female or male; a protected attribute",
    "capital gain": "dollars earned by selling property or shares; 99999 stands for that or more",
    "capital loss": "dollars lost that way",
    "weekly hours": "usually worked",
    "native country": "one of 41; may be missing",
}
"""Every column of the table; the final weight and the name of the schooling are not in it."""

UNITS: Final = Columns()


def load() -> Dataset:
    """48,842 persons: 32,561 to train on, 16,281 that the publisher set aside for testing."""
    trained, tested = read_persons(located(TRAINING)), read_persons(located(TESTED))
    persons = pd.concat([trained, tested], ignore_index=True)
    income = persons.pop("income")
    return Dataset(
        raw=persons,
        target=income.astype(object).to_numpy(),
        classes=CLASSES,
        official_split=persons.index.to_numpy() >= len(trained),
        provenance={
            "source": "UCI data set 2, adult.data and adult.test",
            "licence": "CC BY 4.0",
            "identity": "Two rows are the same person where all is equal, the final weight "
            "included: 28 training rows that occur in the tested part are not trained on. "
            "Without the weight it would be 4,311, most of them other people.",
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """What contenders see: all but the final weight, which says whom the person stands for."""
    return raw[list(MEANINGS)]


def read_persons(path: Path) -> pd.DataFrame:
    """One of the two files: a row a person, `income` among the columns; `?` is missing.

    Of the two columns of education the number is kept: the other is its name. Raises
    DataError where a row has other fields than the published ones.
    """
    expected = f"ASCII text with {len(_PUBLISHED)} fields a row"
    try:
        persons = pd.read_csv(
            path,
            header=None,
            skipinitialspace=True,
            na_values="?",
            keep_default_na=False,
            encoding="ascii",
        )
    except ValueError as error:  # rows of other lengths, or characters that are not ASCII
        raise _unlike(path, expected, error) from error
    if len(persons.columns) != len(_PUBLISHED):
        raise _unlike(path, expected, f"{len(persons.columns)} fields")
    persons.columns = pd.Index(_PUBLISHED)
    unknown = sorted(set(persons["income"].astype(str)) - set(_INCOMES))
    if unknown:
        raise _unlike(path, f"in the last column {' or '.join(_INCOMES)}", unknown[:3])
    for name in _NUMBERS:
        if persons[name].dtype.kind != "i":
            raise _unlike(path, f"whole numbers in column {name!r}", persons[name].iloc[0])
    for name, category in _CATEGORIES.items():
        odd = sorted(set(persons[name].dropna()) - set(category.categories))
        if odd:
            raise _unlike(path, f"the words of adult.names in column {name!r}", odd[:3])
    persons["income"] = persons["income"].map(_INCOMES)
    return persons.drop(columns="education").astype(_CATEGORIES)


def _unlike(path: Path, expected: str, got: object) -> DataError:
    return DataError(
        f"adult: {path} is not as published: expected {expected}, got {got}. "
        "Delete the file and run `triptych data fetch`."
    )
