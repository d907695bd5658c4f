"""On items other than table rows, a network on raw items beats a model on their features."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    sentence="Deep networks win on texts, images, sounds and time series.",
    because=(
        "Folk wisdom: what a network reads from raw items is more than what features keep of them "
        "(LeCun, Bengio and Hinton, Nature 521, 2015)."
    ),
    quantifier="most",
    tasks=Scope(modalities=("text", "image", "audio", "series")),
    study="supervised",
    measure="score",
    first="deep",
    rivals=("classical",),
    relation="better",
    null="Deep is not ahead of classical by more than δ.",
)
