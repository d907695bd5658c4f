"""The patients: scikit-learn's copy of the table of Efron et al., in its own units."""

from typing import Final

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

from triptych.dataset import Dataset
from triptych.units import Columns

_NAMES: Final = {
    "age": "age",
    "sex": "sex",
    "bmi": "body mass index",
    "bp": "blood pressure",
    "s1": "cholesterol",
    "s2": "LDL",
    "s3": "HDL",
    "s4": "cholesterol over HDL",
    "s5": "log triglycerides",
    "s6": "blood sugar",
}
MEANINGS: Final = {
    "age": "age in years",
    "sex": "1 or 2; the article does not say which is which, but 1 has the HDL of women",
    "body mass index": "kilograms over height in metres squared",
    "blood pressure": "mean arterial pressure, mmHg: a third systolic, two thirds diastolic",
    "cholesterol": "total serum cholesterol, mg/dl",
    "LDL": "low-density lipoproteins, mg/dl: the harmful part of the cholesterol",
    "HDL": "high-density lipoproteins, mg/dl: the protective part",
    "cholesterol over HDL": "total cholesterol over HDL: above 5 is a risk for the heart",
    "log triglycerides": "probably the natural logarithm of triglycerides in mg/dl: 4.6 for 100",
    "blood sugar": "blood sugar, mg/dl, presumably fasting",
}
"""Every column of the table, with what it means."""

UNITS: Final = Columns()
"""Each measurement by itself."""


def load() -> Dataset:
    """442 patients: ten measurements, and a score of how the disease progressed in a year.

    The units are those of the clinic: scikit-learn's usual version is scaled over all
    patients, so that each would have seen the tested ones.
    """
    bunch = load_diabetes(as_frame=True, scaled=False)
    return Dataset(
        raw=bunch.data.rename(columns=_NAMES),
        target=bunch.target.to_numpy(dtype=np.float64),
        classes=None,
        provenance={
            "source": "scikit-learn's load_diabetes(scaled=False): the table of the article",
            "score": "how the score is made was never published; it runs from 25 to 346",
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: ten measurements are all there is of a patient."""
    return raw
