"""A network that knows a neighbouring task starts far ahead."""

from triptych.claim import DELTA, Claim, Margin, Scope

CLAIM = Claim(
    number=13,
    sentence="A pretrained network needs far fewer labels.",
    because=(
        "The promise of transfer learning (Yosinski and others, NeurIPS 2014). Far fewer is a "
        "quarter."
    ),
    quantifier="most",
    tasks=Scope(),
    study="transfer",
    measure="score with 10 labels a class against 50",
    first="deep:pretrained",
    rivals=("deep",),
    relation="not worse",
    margins=(DELTA, Margin(value=0.25, unit="labels of the network from scratch")),
    null=(
        "With 10 labels a class, fewer than a quarter of 50, the pretrained and fine-tuned network "
        "is worse by δ or more than the network trained from scratch with 50 labels a class."
    ),
)
