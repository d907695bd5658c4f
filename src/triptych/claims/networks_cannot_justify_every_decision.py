"""Who must give a reason for each decision needs one that is proved."""

from triptych.claim import Claim, Margin, Scope

CLAIM = Claim(
    number=6,
    sentence="Who must justify every decision should not use a network.",
    because=(
        "The argument of Rudin, Nature Machine Intelligence 1, 2019. A decision is justified by a "
        "proved reason that names at most half of the units, or by a procedure whose whole "
        "computation is replayed; every means 95 %."
    ),
    quantifier="most",
    tasks=Scope(),
    study="explain",
    measure="share of justified decisions",
    first="rules",
    rivals=("deep",),
    relation="better",
    margins=(
        Margin(value=0.95, unit="share of justified decisions"),
        Margin(value=0.5, unit="share of units a reason may name"),
    ),
    null=(
        "Fewer than 95 % of the decisions of rules are justified, or 95 % or more of the "
        "network's are."
    ),
)
