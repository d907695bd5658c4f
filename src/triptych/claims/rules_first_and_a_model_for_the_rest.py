"""Rules where they are sure, a model elsewhere: nothing is lost."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=16,
    sentence=(
        "Rules first and a model for the rest is at most δ worse than the better of the two."
    ),
    because="The usual advice for introducing a model beside a rule system.",
    quantifier="all",
    tasks=Scope(),
    study="supervised",
    measure="score",
    first="cascade",
    rivals=("rules", "classical"),
    relation="not worse",
    null=(
        "The cascade of rules and the classical model is worse than rules or than classical alone "
        "by δ or more."
    ),
)
