"""On tables a network adds nothing that would change anybody's choice."""

from datetime import date

from triptych.claim import Claim

CLAIM = Claim(
    sentence="Classical models are enough on tables.",
    because=(
        "Folk wisdom, and what comparisons of boosted trees with networks on tables found "
        "(Grinsztajn, Oyallon and Varoquaux, NeurIPS 2022)."
    ),
    first="classical",
    rivals=("deep",),
    relation="not worse",
    modalities=("table",),
    declared=date(2026, 11, 22),
)
