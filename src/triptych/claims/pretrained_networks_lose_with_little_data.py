"""With few labels a network that were pretrained learns less than others."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=8,
    sentence="With little data, networks that were pretrained lose.",
    because="Folk wisdom: deep learning needs big data. Little is 64 labels.",
    quantifier="most",
    tasks=Scope(),
    study="label_budget",
    measure="score with 64 labels",
    first="deep:pretrained",
    rivals=("rules", "classical"),
    relation="behind",
    null=(
        "With 64 labels, the network that were pretrained is behind neither rules nor classical "
        "by δ or more."
    ),
)
