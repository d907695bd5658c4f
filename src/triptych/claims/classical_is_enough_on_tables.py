"""On tables a network adds nothing that would change anybody's choice."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    sentence="Classical models are enough on tables.",
    because=(
        "Folk wisdom, and what comparisons of boosted trees with networks on tables found "
        "(Grinsztajn, Oyallon and Varoquaux, NeurIPS 2022)."
    ),
    quantifier="most",
    tasks=Scope(modalities=("table",)),
    study="supervised",
    measure="score",
    first="classical",
    rivals=("deep",),
    relation="not worse",
    null="Classical is worse than deep by δ or more.",
)
