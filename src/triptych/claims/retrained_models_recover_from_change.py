"""When the world changes, who is retrained comes back, and who is not does not."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=3,
    sentence="When the world changes, retrained models recover and frozen rules do not.",
    because=(
        "The common argument for learning in operation (Gama and others, ACM Computing Surveys "
        "46, 2014). To be fair to rules, those that a person edits after a stated delay are a "
        "rival too."
    ),
    quantifier="most",
    tasks=Scope(ordered=True),
    study="drift",
    measure="score after the first change",
    first="retrained",
    rivals=("rules:frozen", "rules:edited"),
    relation="better",
    null=(
        "On the items after the first change, the classical model retrained on a window is not "
        "ahead of the frozen rules by more than δ, or not ahead of the rules a person edited by "
        "more than δ."
    ),
)
