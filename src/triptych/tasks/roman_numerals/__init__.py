"""Is this string a Roman numeral? A language small enough for one line of grammar."""

from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import Task

TASK = Task(
    title="Roman numerals",
    question="Is this string a well-formed Roman numeral, from 1 to 3,999?",
    why=(
        "One regular expression decides it for ever. Unlike a checksum, the grammar looks at a "
        "few neighbouring letters at a time, as convolutions do, and so do counts of pieces of "
        "text: can a learner find a rule from examples where the rule is local?"
    ),
    modality="symbolic",
    items=7998,
    classes=2,
    metric=accuracy(),
    split=held_out(test_items=2000),
    delta=0.01,
    delta_reason=(
        "The exact answer costs microseconds, but one string misjudged in a hundred would not "
        "disturb who reads dates on buildings."
    ),
    licence="none needed: generated",
    source="generated: every numeral to 3,999, and as many strings with one mistake",
    citation="M. Pilgrim, Dive Into Python, 2004, section 7.3, for the grammar",
    unseeded=("rules", "classical"),
    hybrids=("cascade",),
)
