"""Who survived? Passengers of the Titanic."""

from typing import Final

from triptych.downloads.download import Download
from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

PASSENGERS: Final = Download(
    path="titanic/titanic.csv",
    url=(
        "https://raw.githubusercontent.com/mwaskom/seaborn-data/"
        "71e2436a092d714350de0fc409ca8a8714e7e78f/titanic.csv"
    ),
    sha256="81787d320d7f7b03df935e91de8bd19e11d45c5bbcab86ef4d4a76dc91b7d4f2",
    size=57_018,
)

TASK = Task(
    title="Survivors of the Titanic",
    question="Did this passenger survive the sinking of the Titanic?",
    why=(
        "History gives the rule: women and children first, from the upper decks first. With 891 "
        "passengers of whom little is known, can a model that learns find more than that? The "
        "table is known for columns that give the answer away; they are left out."
    ),
    modality="table",
    items=891,
    classes=2,
    metric=accuracy(),
    split=cross_validated(folds=5),
    delta=0.02,
    delta_reason=(
        "Twelve of the 594 tested passengers: a story told of so many more or fewer would still "
        "be the same story."
    ),
    licence="unclear: seaborn-data names none, its source is a competition; the facts are history",
    source="https://github.com/mwaskom/seaborn-data",
    citation=(
        "Encyclopedia Titanica and F. E. Harrell's list of passengers, as the training part of "
        "https://www.kaggle.com/c/titanic, as in seaborn-data"
    ),
    files=(PASSENGERS,),
    hybrids=("cascade",),
)
