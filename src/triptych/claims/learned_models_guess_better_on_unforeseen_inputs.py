"""Rules break on what their author did not think of."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=4,
    sentence="Learned models guess better than rules on inputs that nobody foresaw.",
    because="Folk wisdom: rules are brittle, learned models degrade gracefully.",
    quantifier="most",
    tasks=Scope(),
    study="corruption",
    measure="score, mean over levels of corruption",
    first="rules",
    rivals=("classical", "deep"),
    relation="behind",
    null=(
        "On average over all levels of corruption above none, rules are behind neither classical "
        "nor deep by δ or more."
    ),
)
