"""A first heuristic already goes a long way."""

from triptych.claim import Claim, Margin, Scope

CLAIM = Claim(
    number=15,
    sentence="A heuristic gets you half of the way.",
    because=(
        "The first of Google's rules of machine learning (Zinkevich, 2016): a heuristic gets you "
        "50 % of the way there. The way leads from the best constant answer to the best learned "
        "model."
    ),
    quantifier="most",
    tasks=Scope(),
    study="supervised",
    measure="share of the gap",
    first="rules",
    rivals=("classical", "deep"),
    relation="not worse",
    margins=(Margin(value=0.5, unit="gap between the best constant and the best learned model"),),
    null=(
        "Rules close less than half of the gap between the best constant answer and the better of "
        "classical and deep."
    ),
)
