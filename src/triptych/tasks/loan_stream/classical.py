"""Boosted trees, grown anew on each window; once more with the edition of the policy."""

from sklearn.compose import make_column_transformer
from sklearn.pipeline import Pipeline, make_pipeline

from triptych.paradigms.classical.trees import boosting
from triptych.tasks.loan_stream.data import MEANINGS, OBSERVED


def make(seed: int) -> Pipeline:
    """Boosted trees on what the applicant states: policies are made of cuts and cases."""
    return _boosting_on(OBSERVED, seed)


def make_announced(seed: int) -> Pipeline:
    """The same with the edition: it tells old examples from new ones, but makes no new ones."""
    return _boosting_on(tuple(MEANINGS), seed)


def _boosting_on(columns: tuple[str, ...], seed: int) -> Pipeline:
    chosen = make_column_transformer(
        ("passthrough", list(columns)), verbose_feature_names_out=False
    ).set_output(transform="pandas")
    return make_pipeline(chosen, boosting(seed, trees=100, leaves=15))
