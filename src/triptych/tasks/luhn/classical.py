"""Boosted trees over the digits; for reference, algebra that is told most of the answer."""

from typing import Final

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.tasks.luhn.data import PLACES
from triptych.tasks.luhn.modular_equations import ModularEquations

NEVER_JUDGED: Final = {"modular_algebra": "it holds the rule in disguise: the sum modulo ten"}


def make(seed: int) -> HistGradientBoostingClassifier:
    """Each digit is a category: how large it is means nothing to the check.

    Stops where a tenth of the training numbers says that nothing is being learned. Nothing
    was searched for: there is no setting that validation could prefer.
    """
    return HistGradientBoostingClassifier(
        categorical_features=[True] * PLACES, early_stopping=True, random_state=seed
    )


def make_modular_algebra(seed: int) -> ModularEquations:
    """Told that digits add up to 0 modulo ten, it finds what each of them adds.

    That is the rule in disguise: what no other learner finds is the sum modulo ten, and here the
    author has written it down. It shows what was missing, and is no candidate for the verdict,
    whatever it scores. There is nothing to search for, and the seed decides nothing.
    """
    return ModularEquations(regular="valid", otherwise="mistyped")
