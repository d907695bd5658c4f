"""Where an error cannot be afforded, a network that answers everything errs."""

from triptych.claim import Claim, Margin, Scope

CLAIM = Claim(
    number=7,
    sentence="Where errors are unacceptable, a network should not decide alone.",
    because=(
        "Networks are overconfident (Guo and others, ICML 2017), above all on inputs unlike those "
        "of training. Unacceptable is more than one in a hundred; confident is a confidence of "
        "0.9 or more."
    ),
    quantifier="most",
    tasks=Scope(),
    study="corruption",
    measure="share of errors and of confident errors",
    first="deep",
    rivals=("no error",),
    relation="behind",
    margins=(
        Margin(value=0.01, unit="share of wrong answers, no item left out"),
        Margin(value=0.01, unit="share of wrong answers with a confidence of 0.9, worst level"),
    ),
    null=(
        "Answering every clean item the network errs on at most 1 % of them, and at the strongest "
        "level of every corruption at most 1 % of its answers are wrong with a confidence of 0.9 "
        "or more."
    ),
)
