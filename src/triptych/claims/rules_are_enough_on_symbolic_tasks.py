"""Where the answer follows from a procedure that can be written down, writing it down is enough."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    sentence="Rules are enough on symbolic tasks, where an exact recipe is known.",
    because=(
        "A recipe that is written down has nothing left to learn; a learned model may at most "
        "come as far."
    ),
    quantifier="most",
    tasks=Scope(modalities=("symbolic",)),
    study="supervised",
    measure="score",
    first="rules",
    rivals=("classical", "deep"),
    relation="not worse",
    null="Rules are worse than classical or deep by δ or more.",
)
