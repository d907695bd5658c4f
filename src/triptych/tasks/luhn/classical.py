"""Boosted trees over the digits."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.tasks.luhn.data import PLACES


def make(seed: int) -> HistGradientBoostingClassifier:
    """Each digit is a category: how large it is means nothing to the check.

    Stops where a tenth of the training numbers says that nothing is being learned. Nothing
    was searched for: there is no setting that validation could prefer.
    """
    return HistGradientBoostingClassifier(
        categorical_features=[True] * PLACES, early_stopping=True, random_state=seed
    )
