"""Off symbolic tasks a classical model learns more than a person writes down."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    sentence="Rules fall behind classical models on all but symbolic tasks.",
    because=(
        "Folk wisdom since machine learning displaced expert systems: what people cannot put into "
        "words can still be learned from examples."
    ),
    quantifier="most",
    tasks=Scope(modalities=("table", "text", "image", "audio", "series")),
    study="supervised",
    measure="score",
    first="classical",
    rivals=("rules",),
    relation="better",
    null="Classical is not ahead of rules by more than δ.",
)
