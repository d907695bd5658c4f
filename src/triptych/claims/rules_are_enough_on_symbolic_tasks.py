"""Where the answer follows from a procedure that can be written down, writing it down is enough."""

from datetime import date

from triptych.claim import Claim

CLAIM = Claim(
    sentence="Rules are enough on symbolic tasks, where an exact recipe is known.",
    because=(
        "A recipe that is written down has nothing left to learn; a learned model may at most "
        "come as far."
    ),
    first="rules",
    rivals=("classical", "deep"),
    relation="not worse",
    modalities=("symbolic",),
    declared=date(2026, 11, 22),
)
