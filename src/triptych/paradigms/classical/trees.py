"""Ensembles of trees."""

from sklearn.ensemble import HistGradientBoostingClassifier


def boosting(seed: int, trees: int = 100, leaves: int = 15) -> HistGradientBoostingClassifier:
    """Gradient boosting on binned columns; takes gaps and categories as they are.

    All trees are grown: stopping early would need items that a small table cannot spare.
    """
    return HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        categorical_features="from_dtype",
        early_stopping=False,
        random_state=seed,
    )
