"""Good or bad risk? Applicants for credit, and an error that is five times another."""

from typing import Final

from triptych.downloads.download import Download
from triptych.metric import mean_cost
from triptych.split import cross_validated
from triptych.task import Task

APPLICANTS: Final = Download(
    path="german_credit/german.csv",
    url=(
        "https://raw.githubusercontent.com/jbrownlee/Datasets/"
        "d20fcb6402ae34e653d4513b00f39257bb37ed7f/german.csv"
    ),
    sha256="ec12a88b9fc14d74ba646ea0410cf7ff4533bec2eb61652f8ad76796bbfec017",
    size=79_793,
)

TASK = Task(
    title="German credit",
    question="Will this applicant turn out a good or a bad risk for the bank?",
    why=(
        "Errors that cost differently, on few data: lending to a bad risk costs five times what "
        "refusing a good one does, so a case is refused from a probability of one sixth on and "
        "accuracy would be the wrong measure. Hand-written score cards come from this trade. "
        "The official description of several codes is wrong (Grömping 2019): the corrected "
        "meanings are used, and rules written from the description would inherit its errors. "
        "The classical model is logistic regression or boosted trees, chosen inside each training "
        "part: an earlier one, a vote of both, had been chosen by tested items."
    ),
    modality="table",
    items=1000,
    classes=2,
    metric=mean_cost(),
    split=cross_validated(folds=5),
    delta=0.03,
    delta_reason=(
        "Three refused good risks in a hundred cases, or three bad ones accepted in five "
        "hundred: less would not pay for replacing one method by another."
    ),
    licence="CC BY 4.0",
    source="https://archive.ics.uci.edu/dataset/144/statlog+german+credit+data",
    citation=(
        "H. Hofmann, Statlog (German Credit Data), UCI Machine Learning Repository, 1994, "
        "doi:10.24432/C5NC77; U. Grömping, South German Credit Data: Correcting a Widely Used "
        "Data Set, Report 4/2019, Beuth University of Applied Sciences Berlin"
    ),
    files=(APPLICANTS,),
    hybrids=("cascade", "firings"),
)
