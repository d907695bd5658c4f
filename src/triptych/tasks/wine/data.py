"""The wines: scikit-learn's copy of UCI's wine recognition table."""

from typing import Final

import numpy as np
import pandas as pd
from sklearn.datasets import load_wine

from triptych.dataset import Dataset
from triptych.units import Columns

WINES: Final = ("Barolo", "Grignolino", "Barbera")
"""What Forina et al. analysed, in the order of the table's class numbers."""

MEANINGS: Final = {
    "alcohol": "alcohol, per cent of the volume",
    "malic acid": "malic acid, grams a litre: the sharp acid of unripe fruit",
    "ash": "what is left when the wine is burnt, grams a litre: minerals",
    "alcalinity of ash": "how alkaline that ash is: minerals that were bound to acids",
    "magnesium": "magnesium, milligrams a litre",
    "total phenols": "colour and tannin together, grams a litre",
    "flavanoids": "the larger part of the phenols: mostly tannin of skins and seeds",
    "nonflavanoid phenols": "the rest of the phenols, grams a litre",
    "proanthocyanins": "condensed tannins, the astringent part of the flavanoids",
    "color intensity": "how much light the wine takes away: pale to deep",
    "hue": "light taken away at 420 nm over that at 520 nm: purple wines are low, brown ones high",
    "od280/od315 of diluted wines": "absorption at 280 nm over that at 315 nm: protein and phenols",
    "proline": "the amino acid grapes store most of, milligrams a litre",
}
"""Every column of the table, with what it means."""

UNITS: Final = Columns()
"""Each measurement by itself."""


def load() -> Dataset:
    """178 bottles of three wines from Piedmont, ten vintages: 13 measurements of each."""
    bunch = load_wine(as_frame=True)
    return Dataset(
        raw=bunch.data.rename(columns=lambda name: name.replace("_", " ")),
        target=np.array(WINES, dtype=object)[bunch.target],
        classes=WINES,
        provenance={
            "source": "scikit-learn's load_wine: UCI's wine.data, 13 of the 28 published columns",
            "names": "class 0 is Barolo (59), 1 Grignolino (71), 2 Barbera (48)",
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: the analysis is all there is of a bottle."""
    return raw
