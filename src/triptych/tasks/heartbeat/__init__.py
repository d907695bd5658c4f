"""What is wrong with this heartbeat? Eight seconds of an electrocardiogram."""

from triptych.metric import accuracy
from triptych.split import cross_validated
from triptych.task import Task

TASK = Task(
    title="Heartbeats",
    question="Is this strip of an electrocardiogram normal, or a beat premature or missing, "
    "or is it too noisy to say?",
    why=(
        "Cardiologists decide with dividers and ruler: intervals, widths, heights. Once the "
        "beats are found the rules are short; but finding them among jerks, drift and faint "
        "beats is signal processing, and that is where a network may see more."
    ),
    modality="series",
    items=2000,
    classes=4,
    metric=accuracy(),
    split=cross_validated(folds=5),
    delta=0.02,
    delta_reason=(
        "Two strips in a hundred: a monitor's findings are looked through by a person, and "
        "two more to correct in a hundred would not change the choice of monitor."
    ),
    licence="none needed: generated",
    source="generated: beats as sums of Gaussian waves, with noise and electrode motion",
    citation=(
        "P. E. McSharry, G. D. Clifford, L. Tarassenko and L. A. Smith, A Dynamical Model for "
        "Generating Synthetic Electrocardiogram Signals, IEEE Transactions on Biomedical "
        "Engineering 50(3), 2003, doi:10.1109/TBME.2003.808805"
    ),
    time_limit=900,
    hybrids=("cascade", "firings"),
)
