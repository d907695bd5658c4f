"""Support vectors on the phonetician's measurements and the cepstra."""

from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.classical.kernel import support_vectors


def make(seed: int) -> Pipeline:
    """Support vectors on the standardised columns.

    Penalty and gamma: from three settings, leaving three speakers in turn out of the training
    part of one fold, where they came within a point of each other.
    """
    return make_pipeline(StandardScaler(), support_vectors(3.0, 0.003, seed))
