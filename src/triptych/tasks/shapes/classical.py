"""Support vectors on the measurements."""

from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.classical.kernel import support_vectors


def make(seed: int) -> Pipeline:
    """Support vectors on the standardised measurements.

    Penalty and gamma: from four settings on pictures drawn with another seed, which gave
    .946 to .951.
    """
    return make_pipeline(StandardScaler(), support_vectors(10.0, 0.05, seed))
