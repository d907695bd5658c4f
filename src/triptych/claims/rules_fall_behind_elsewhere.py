"""Off symbolic tasks a classical model learns more than a person writes down."""

from datetime import date

from triptych.claim import Claim

CLAIM = Claim(
    sentence="Rules fall behind classical models on all but symbolic tasks.",
    because=(
        "Folk wisdom since machine learning displaced expert systems: what people cannot put "
        "into words can still be learned from examples."
    ),
    first="classical",
    rivals=("rules",),
    relation="better",
    modalities=("table", "text", "image", "audio", "series"),
    declared=date(2026, 11, 22),
)
