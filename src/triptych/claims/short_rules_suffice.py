"""Where a short rule decides, learning adds nothing but cost."""

from triptych.claim import DELTA, Claim, Margin, Scope

CLAIM = Claim(
    number=1,
    sentence="Where a short rule decides, rules suffice, at a fraction of the cost.",
    because=(
        "Folk wisdom: do not train a model for what three conditions say. A fraction is a tenth."
    ),
    quantifier="most",
    tasks=Scope(most_conditions=10),
    study="supervised",
    measure="score and CPU",
    first="rules",
    rivals=("classical", "deep"),
    relation="not worse",
    margins=(DELTA, Margin(value=0.1, unit="CPU seconds of the cheapest rival")),
    null=(
        "Rules are worse than classical or deep by δ or more, or their training and decisions "
        "take more than a tenth of the CPU seconds of the cheaper of the two."
    ),
)
