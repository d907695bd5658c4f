"""More data lift who learns, and leave rules where they are."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=14,
    sentence="Learned models keep improving with data where rules stand still.",
    because=(
        "The unreasonable effectiveness of data (Halevy, Norvig and Pereira, IEEE Intelligent "
        "Systems 24, 2009)."
    ),
    quantifier="most",
    tasks=Scope(),
    study="label_budget",
    measure="gain from a quarter of the labels to all",
    first="rules",
    rivals=("classical", "deep"),
    relation="behind",
    null=(
        "From a quarter of the labels to all of them, neither classical nor deep gains more than "
        "rules do by δ or more."
    ),
)
