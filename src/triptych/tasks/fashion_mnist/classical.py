"""Support vectors on the cut and on the directions of edges."""

from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.classical.kernel import support_vectors
from triptych.tasks.fashion_mnist.cut import CUT_MEANINGS
from triptych.tasks.fashion_mnist.data import EDGES


def make(seed: int) -> Pipeline:
    """Support vectors on all columns, about a minute for 12,000 pictures.

    The measurements of the cut are brought to the scale of the edges. Penalty and gamma are
    those of kmnist, whose images have the same size; they were not tried on clothes.
    """
    columns = ColumnTransformer(
        [
            ("cut", StandardScaler(), list(CUT_MEANINGS)),
            ("edges", "passthrough", list(EDGES)),
        ],
        transformer_weights={"cut": 0.1},
    )
    return make_pipeline(columns, support_vectors(10.0, 0.4, seed))
