"""Was this card number mistyped? Its last digit is there to tell."""

from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import Task

TASK = Task(
    title="Card numbers",
    question="Was this 16-digit card number mistyped, by its Luhn check digit?",
    why=(
        "A dozen lines give the exact answer, and clerks once found it by hand. But it hangs on "
        "all sixteen digits at once: change any one and the answer may change, so that no part "
        "of a number says anything. Is there any model that finds the sum from examples? One that "
        "is told half of the rule does: classical:modular_algebra knows that digits add up to 0 "
        "modulo ten, and solves for what each of them adds, which takes some 150 valid numbers. "
        "That is the rule in disguise, so it is a reference and never judged; trees and networks, "
        "which are told nothing of it, guess."
    ),
    modality="symbolic",
    items=20_000,
    classes=2,
    metric=accuracy(),
    split=held_out(test_items=5000),
    delta=0.01,
    delta_reason=(
        "The exact answer costs microseconds; a check that lets one mistyped card of a hundred "
        "pass is no check."
    ),
    licence="none needed: generated",
    source="generated: random digits with their check digit, half of them then mistyped",
    citation="ISO/IEC 7812-1:2017, Annex B; H. P. Luhn, US patent 2,950,048, 1960",
    unlearnable=(
        "Any digit may turn the answer round, so that no part of a number says anything: what "
        "scores above chance has the rule from elsewhere."
    ),
    unseeded=("rules", "classical", "classical:modular_algebra"),
    hybrids=("cascade",),
    generates=True,
)
