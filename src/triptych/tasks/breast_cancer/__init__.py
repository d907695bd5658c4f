"""Benign or malignant? Measurements of cell nuclei taken by a fine needle."""

from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

TASK = Task(
    title="Breast cancer from cell nuclei",
    question="Is the lump these cell nuclei were taken from benign or malignant?",
    why=(
        "A small natural table with an answer that matters, where a cytologist's few criteria, a "
        "linear model and a network come within the noise of one another: can more than that be "
        "shown with 569 patients at all?"
    ),
    modality="table",
    items=569,
    classes=2,
    metric=accuracy(),
    split=cross_validated(folds=5),
    delta=0.02,
    delta_reason=(
        "Two patients in a hundred: doubtful findings go to a biopsy anyway, so a difference "
        "smaller than that changes no treatment and is not worth another method."
    ),
    licence="CC BY 4.0",
    source="https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic",
    citation=(
        "W. N. Street, W. H. Wolberg and O. L. Mangasarian, Nuclear feature extraction for breast "
        "tumor diagnosis, SPIE 1905, 1993, doi:10.1117/12.148698; UCI Machine Learning "
        "Repository, doi:10.24432/C5DW2B, as in scikit-learn"
    ),
    hybrids=("cascade", "firings"),
)
