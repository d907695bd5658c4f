"""Boosted trees, grown anew on each window, in which the newest applications count the most."""

from typing import Any, Final

from sklearn.compose import make_column_transformer
from sklearn.pipeline import Pipeline, make_pipeline

from triptych.paradigms.classical.trees import boosting
from triptych.tasks.loan_stream.data import MEANINGS, OBSERVED
from triptych.tasks.loan_stream.recency import RecencyWeighted

NEVER_JUDGED: Final = {"announced": "it is told which policy holds, which the three are not"}

HALF_LIFE: Final = 200
"""So many applications later, one weighs half as much.

Chosen without this stream: on another one, drawn with another seed, whose two changes lie elsewhere
and whose policies are others of the paper's, equal weights came to .788, half-lives of 500, 300,
200, 150 and 100 to .831, .836, .841, .843 and .843. Under a policy that never changes 200 costs up
to a point. A half-life chosen anew in each window, on its last 200, came to .837 for three times
the cost.
"""


# Weights make scikit-learn search the cuts of 255 bins slowly, which doubled the time to fit.
# Figures on the form are up to 5 % of their range off, so that cuts 1.6 % apart are fine enough.
BINS: Final = 63


def make(seed: int) -> Pipeline:
    """Boosted trees on what the applicant states: policies are made of cuts and cases."""
    return _on(OBSERVED, RecencyWeighted(_trees(seed), HALF_LIFE))


def make_equal_weights(seed: int) -> Pipeline:
    """The same without forgetting: what a change costs who does not expect one."""
    return _on(OBSERVED, _trees(seed))


def make_announced(seed: int) -> Pipeline:
    """Equal weights and the edition: it tells old examples from new ones, but makes no new ones."""
    return _on(tuple(MEANINGS), _trees(seed))


def _trees(seed: int) -> Any:
    return boosting(seed, trees=100, leaves=15).set_params(max_bins=BINS)


def _on(columns: tuple[str, ...], classifier: Any) -> Pipeline:
    chosen = make_column_transformer(
        ("passthrough", list(columns)), verbose_feature_names_out=False
    ).set_output(transform="pandas")
    return make_pipeline(chosen, classifier)
