"""On raw items a network trained from scratch sees what features leave out."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=10,
    sentence="On text, images, sounds and series, networks trained from scratch win.",
    because=(
        "What a network reads from raw items is more than what features keep of them (LeCun, "
        "Bengio and Hinton, Nature 521, 2015)."
    ),
    quantifier="most",
    tasks=Scope(modalities=("text", "image", "audio", "series")),
    study="supervised",
    measure="score",
    first="deep",
    rivals=("rules", "classical"),
    relation="better",
    null=(
        "The network trained from scratch is not ahead of rules by more than δ, or not ahead of "
        "classical by more than δ."
    ),
)
