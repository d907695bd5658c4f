"""Over 50,000 dollars a year? Persons of the 1994 census survey."""

from typing import Final

from triptych.downloads.download import Download
from triptych.metric import accuracy
from triptych.split import official
from triptych.task import Task

_PINNED: Final = (
    "https://raw.githubusercontent.com/jbrownlee/Datasets/d20fcb6402ae34e653d4513b00f39257bb37ed7f"
)
TRAINING: Final = Download(
    path="adult/adult-train.csv",
    url=f"{_PINNED}/adult-train.csv",
    sha256="5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d",
    size=3_974_305,
)
TESTED: Final = Download(
    path="adult/adult-test.csv",
    url=f"{_PINNED}/adult-test.csv",
    sha256="72567b94f5c1a6f8501377dd80f93892c3848ff071cf91ba47e00b0785a28074",
    size=2_003_132,
)

TASK = Task(
    title="Income in the census",
    question="Does this person earn more than 50,000 dollars a year (in 1994)?",
    why=(
        "A large natural table of numbers and words, where a handful of commonplaces of labour "
        "economics (marriage, schooling, capital gains) go a long way. Accuracy is what the data "
        "set has been scored by since 1996. Sex and race are protected attributes: the rules "
        "read neither, the learned contenders read both, as is usual with these data and would "
        "be unlawful in many a real decision."
    ),
    modality="table",
    items=48_842,
    classes=2,
    metric=accuracy(),
    split=official(),
    delta=0.01,
    delta_reason=(
        "One person in a hundred: who estimates incomes from a census does so for groups, whose "
        "averages such a difference does not move, and would not change the method for it."
    ),
    licence="CC BY 4.0",
    source="https://archive.ics.uci.edu/dataset/2/adult",
    citation=(
        "B. Becker and R. Kohavi, Adult, UCI Machine Learning Repository, 1996, "
        "doi:10.24432/C5XW20; R. Kohavi, Scaling Up the Accuracy of Naive-Bayes Classifiers: a "
        "Decision-Tree Hybrid, KDD 1996"
    ),
    files=(TRAINING, TESTED),
    unseeded=("rules", "classical"),
    hybrids=("cascade", "firings"),
)
