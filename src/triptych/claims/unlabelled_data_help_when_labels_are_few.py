"""Items without labels are worth something where labels are few."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=12,
    sentence="Unlabelled data help when labels are few.",
    because=(
        "The promise of semi-supervised learning (Chapelle, Schölkopf and Zien, 2006). Few is 20 "
        "labels; both arms of a network take equal training steps."
    ),
    quantifier="most",
    tasks=Scope(),
    study="semi_supervised",
    measure="score with 20 labels",
    first="labels and unlabelled items",
    rivals=("the same labels alone",),
    relation="better",
    null=(
        "With 20 labels and the rest of the training items unlabelled, the pseudo-labelled "
        "network is not ahead of the network with the same labels alone by more than δ."
    ),
)
