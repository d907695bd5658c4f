"""Boosted trees over the numbers and the words."""

from sklearn.ensemble import HistGradientBoostingClassifier


def make(seed: int) -> HistGradientBoostingClassifier:
    """Trees ask each word for itself, so that rare ones may be told apart where it pays."""
    return HistGradientBoostingClassifier(
        max_iter=200,
        learning_rate=0.1,
        max_leaf_nodes=15,
        categorical_features="from_dtype",
        early_stopping=False,
        random_state=seed,
    )
