"""The patients: scikit-learn's copy of the Wisconsin diagnostic breast cancer table."""

from typing import Final

import pandas as pd
from sklearn.datasets import load_breast_cancer

from triptych.dataset import Dataset
from triptych.units import Columns

_MEASURED: Final = {
    "radius": "distance from the centre to the outline, in pixels of the micrograph",
    "texture": "standard deviation of the grey values inside the nucleus (chromatin)",
    "perimeter": "length of the outline, in pixels",
    "area": "pixels inside the outline",
    "smoothness": "how much neighbouring radii differ, per radius",
    "compactness": "perimeter squared over area, less 1: 0 would be the most compact",
    "concavity": "how deep the dents of the outline are, per radius",
    "concave points": "share of the outline's points that lie in a dent",
    "symmetry": "how much chords on both sides of the longest axis differ, per axis",
    "fractal dimension": "how rough the outline is at ever finer scales (coastline)",
}
MEANINGS: Final = (
    {f"mean {name}": f"{says}; mean over the nuclei" for name, says in _MEASURED.items()}
    | {f"{name} error": f"{says}; standard error of the mean" for name, says in _MEASURED.items()}
    | {f"worst {name}": f"{says}; mean of the three largest" for name, says in _MEASURED.items()}
)
"""Every column of the table, with what it means (Street, Wolberg and Mangasarian 1993)."""

UNITS: Final = Columns(
    {name: (f"mean {name}", f"{name} error", f"worst {name}") for name in _MEASURED}
)
"""What was measured, three columns each: mean, error and worst of it hardly differ."""


def load() -> Dataset:
    """569 patients: 30 measurements of the cell nuclei seen in a fine-needle aspirate."""
    bunch = load_breast_cancer(as_frame=True)
    return Dataset(
        raw=bunch.data,
        target=bunch.target_names[bunch.target].astype(object),
        classes=("benign", "malignant"),
        provenance={
            "source": "scikit-learn's load_breast_cancer: UCI's wdbc, unchanged",
            "licence": "CC BY 4.0",
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: the micrographs were never published."""
    return raw
