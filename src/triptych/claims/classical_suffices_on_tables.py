"""On rows of a table a network adds nothing that would change a choice."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=9,
    sentence="On tables, classical is enough.",
    because=(
        "What comparisons of boosted trees with networks on tables found (Grinsztajn, Oyallon and "
        "Varoquaux, NeurIPS 2022)."
    ),
    quantifier="most",
    tasks=Scope(modalities=("table",)),
    study="supervised",
    measure="score",
    first="classical",
    rivals=("rules", "deep"),
    relation="not worse",
    null="Classical is worse than rules or deep by δ or more.",
)
