"""On items other than table rows, a network on raw items beats a model on their features."""

from datetime import date

from triptych.claim import Claim

CLAIM = Claim(
    sentence="Deep networks win on texts, images, sounds and time series.",
    because=(
        "Folk wisdom: what a network reads from raw items is more than what features keep of "
        "them (LeCun, Bengio and Hinton, Nature 521, 2015)."
    ),
    first="deep",
    rivals=("classical",),
    relation="better",
    modalities=("text", "image", "audio", "series"),
    declared=date(2026, 11, 22),
)
