"""How far will the disease have come in a year? Ten measurements of diabetes patients."""

from triptych.metric import mean_absolute_error
from triptych.split import cross_validated
from triptych.task import Task

TASK = Task(
    title="Progression of diabetes in a year",
    question="How far will this patient's diabetes have progressed a year from now?",
    why=(
        "The answer is a number, and most of it is noise: no model is known that halves the error "
        "of always naming the middle. A doctor's score card need not be far behind."
    ),
    modality="table",
    items=442,
    classes=None,
    metric=mean_absolute_error(unit="score points"),
    split=cross_validated(folds=5),
    delta=3.0,
    delta_reason=(
        "Three points, where scores reach from 25 to 346 and the best models are more than 40 "
        "off: nobody is treated otherwise because the guess is off by 47 in place of 44."
    ),
    licence="unclear: published with the article without one, and shipped with scikit-learn",
    source="https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html",
    citation=(
        "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of "
        "Statistics 32, 2004, doi:10.1214/009053604000000067, as in scikit-learn"
    ),
    hybrids=("firings",),
)
