"""Which digit did somebody write? Small grey images of handwriting."""

from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

TASK = Task(
    title="Handwritten digits",
    question="Which of the ten digits does this 8x8 grey image show?",
    why=(
        "Pictures are where networks are said to be needed; yet everybody can say in words what "
        "a figure looks like. Here those words compete: holes, strokes and bays against a table "
        "of the same measurements and against the pixels."
    ),
    modality="image",
    items=1797,
    classes=10,
    metric=accuracy(),
    split=cross_validated(folds=5),
    delta=0.02,
    delta_reason=(
        "Two figures in a hundred: who reads forms by machine has doubtful ones keyed in by "
        "hand anyway, and two more would not change the choice of machine."
    ),
    licence="CC BY 4.0",
    source="https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits",
    citation=(
        "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine "
        "Learning Repository, 1998, doi:10.24432/C50P49; its test part, as in scikit-learn"
    ),
    hybrids=("cascade",),
)
