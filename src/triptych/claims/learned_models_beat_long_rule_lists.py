"""Where a person needs many conditions, a model learns more than is written down."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=2,
    sentence="Where the list of rules is long, learned models win.",
    because=(
        "Folk wisdom since machine learning displaced expert systems: long lists are patched, not "
        "understood. Long is more than 10 conditions."
    ),
    quantifier="most",
    tasks=Scope(fewest_conditions=11),
    study="supervised",
    measure="score",
    first="rules",
    rivals=("classical", "deep"),
    relation="behind",
    null="Rules are behind neither classical nor deep by δ or more.",
)
