"""With few labels a network trained from scratch learns less than others."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=8,
    sentence="With little data, networks trained from scratch lose.",
    because="Folk wisdom: deep learning needs big data. Little is 64 labels.",
    quantifier="most",
    tasks=Scope(),
    study="label_budget",
    measure="score with 64 labels",
    first="deep",
    rivals=("rules", "classical"),
    relation="behind",
    null=(
        "With 64 labels, the network trained from scratch is behind neither rules nor classical "
        "by δ or more."
    ),
)
