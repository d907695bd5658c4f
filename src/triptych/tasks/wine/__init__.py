"""Which of three wines? Chemical analyses of Barolo, Grignolino and Barbera."""

from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

TASK = Task(
    title="Wines of Piedmont by their chemistry",
    question="Is this wine a Barolo, a Grignolino or a Barbera?",
    why=(
        "The smallest table here: all three contenders come near to no error, and 119 tested "
        "bottles cannot say which is better. A comparison should then say so rather than rank."
    ),
    modality="table",
    items=178,
    classes=3,
    metric=accuracy(),
    split=cross_validated(folds=5),
    delta=0.02,
    delta_reason=(
        "Two bottles in a hundred: who doubts the label of a single bottle opens a second one, "
        "so rarer mistakes would not change the choice."
    ),
    licence="CC BY 4.0",
    source="https://archive.ics.uci.edu/dataset/109/wine",
    citation=(
        "M. Forina, C. Armanino, M. Castino and M. Ubigli, Multivariate data analysis as a "
        "discriminating method of the origin of wines, Vitis 25, 1986; UCI Machine Learning "
        "Repository, doi:10.24432/C5PC7J, as in scikit-learn"
    ),
    hybrids=("cascade", "firings"),
)
