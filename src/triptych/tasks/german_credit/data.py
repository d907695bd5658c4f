"""The applicants: Statlog's German credit data, with the code meanings that Grömping corrected.

german.names, which comes with the data, gives wrong meanings to several codes; whoever writes
rules from it reasons about something else than the data say. The words here are those of
U. Grömping, South German Credit Data: Correcting a Widely Used Data Set, Reports in
Mathematics, Physics and Chemistry 4/2019, Beuth University of Applied Sciences Berlin.
"""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.tasks.german_credit import APPLICANTS
from triptych.units import Columns

CLASSES: Final = ("good", "bad")
COSTS: Final = np.array([[0.0, 1.0], [5.0, 0.0]])
"""Cost of (truth, decision): money lent and lost is five times as bad as business refused."""

_CODES: Final = {
    "checking account": {
        "A11": "none",
        "A12": "overdrawn",
        "A13": "under 200 DM",
        "A14": "200 DM or more",
    },
    "credit history": {
        "A30": "late in the past",
        "A31": "critical, or credits elsewhere",
        "A32": "none, or all repaid",
        "A33": "running, repaid so far",
        "A34": "all repaid at this bank",
    },
    "purpose": {
        "A40": "other",
        "A41": "new car",
        "A42": "used car",
        "A43": "furniture",
        "A44": "radio or television",
        "A45": "household appliances",
        "A46": "repairs",
        "A47": "education",
        "A48": "vacation",
        "A49": "retraining",
        "A410": "business",
    },
    "savings": {
        "A61": "none known",
        "A62": "under 100 DM",
        "A63": "100 to 500 DM",
        "A64": "500 to 1000 DM",
        "A65": "1000 DM or more",
    },
    "employed for": {
        "A71": "unemployed",
        "A72": "under 1 year",
        "A73": "1 to 4 years",
        "A74": "4 to 7 years",
        "A75": "7 years or more",
    },
    "instalment": {
        "1": "35 % or more",
        "2": "25 to 35 %",
        "3": "20 to 25 %",
        "4": "under 20 %",
    },
    "personal status": {
        "A91": "man, divorced or separated",
        "A92": "single man, or woman not single",
        "A93": "man, married or widowed",
        "A94": "single woman",
    },
    "other debtors": {"A101": "none", "A102": "co-applicant", "A103": "guarantor"},
    "at this address for": {
        "1": "under 1 year",
        "2": "1 to 4 years",
        "3": "4 to 7 years",
        "4": "7 years or more",
    },
    "property": {
        "A121": "none known",
        "A122": "car or other",
        "A123": "savings contract or life insurance",
        "A124": "real estate",
    },
    "other instalment plans": {"A141": "bank", "A142": "shop", "A143": "none"},
    "housing": {"A151": "for free", "A152": "rented", "A153": "owned"},
    "credits here": {"1": "1", "2": "2 or 3", "3": "4 or 5", "4": "6 or more"},
    "job": {
        "A171": "unskilled, not resident",
        "A172": "unskilled, resident",
        "A173": "skilled",
        "A174": "manager or self-employed",
    },
    "dependants": {"1": "0 to 2", "2": "3 or more"},
    "telephone": {"A191": "no", "A192": "yes"},
    "foreign worker": {"A201": "no", "A202": "yes"},
}
_PUBLISHED: Final = (
    "checking account",
    "months",
    "credit history",
    "purpose",
    "amount",
    "savings",
    "employed for",
    "instalment",
    "personal status",
    "other debtors",
    "at this address for",
    "property",
    "age",
    "other instalment plans",
    "housing",
    "credits here",
    "job",
    "dependants",
    "telephone",
    "foreign worker",
    "risk",
)
_RISKS: Final = {"1": "good", "2": "bad"}

MEANINGS: Final = {
    "checking account": "balance of the applicant's account at this bank; german.names wrongly "
    "has A11 as overdrawn and A14 as no account",
    "months": "duration of the credit asked for",
    "credit history": "what became of earlier credits; german.names wrongly has A30 as nothing "
    "taken or all repaid and A34 as critical",
    "purpose": "what the money is for; german.names has nearly every code shifted by one",
    "amount": "of the credit, after an unknown monotonic transformation; german.names says DM",
    "savings": "in accounts or bonds; german.names wrongly has A61 as under 100 DM and A65 as none",
    "employed for": "time with the present employer",
    "instalment": "share of the disposable income that an instalment takes; german.names wrongly "
    "has the code as the percentage",
    "personal status": "marital status and sex, which cannot be told apart in A92: german.names "
    "wrongly gives a sex to every code; a protected attribute",
    "other debtors": "who else answers for the credit",
    "at this address for": "time in the present home",
    "property": "the most valuable known; german.names has the codes in reverse order",
    "age": "years; a protected attribute",
    "other instalment plans": "being paid off elsewhere",
    "housing": "owned, rented or for free; german.names wrongly has A151 as rented, A152 as owned",
    "credits here": "at this bank, this one included",
    "job": "by skill",
    "dependants": "people the applicant must provide for",
    "telephone": "in the applicant's own name",
    "foreign worker": "german.names wrongly has 963 of the 1,000 as foreign; a protected attribute",
}
"""Every column, and where the published description of its codes is wrong (Grömping 2019)."""

UNITS: Final = Columns()


def load() -> Dataset:
    """1,000 credits of a bank in southern Germany, 1973 to 1975; bad ones are oversampled."""
    applicants = read_applicants(located(APPLICANTS))
    risk = applicants.pop("risk")
    return Dataset(
        raw=applicants,
        target=risk.astype(object).to_numpy(),
        classes=CLASSES,
        costs=COSTS,
        provenance={
            "source": "UCI data set 144, german.data, with commas in place of blanks",
            "licence": "CC BY 4.0",
            "meanings": "of the codes as corrected by Grömping (2019), not as in german.names",
        },
    )


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: what the applicant wrote is not kept."""
    return raw


def read_applicants(path: Path) -> pd.DataFrame:
    """The file in words: a row an applicant, `risk` good or bad among the columns.

    Words are categories in the order of their codes, from the least to the most where they
    have one. Raises DataError where a row has other fields or codes than the published ones.
    """
    expected = f"ASCII text with {len(_PUBLISHED)} fields a row"
    try:
        published = pd.read_csv(path, header=None, dtype=str, encoding="ascii")
    except ValueError as error:  # rows of other lengths, or characters that are not ASCII
        raise _unlike(path, expected, error) from error
    if len(published.columns) != len(_PUBLISHED):
        raise _unlike(path, expected, f"{len(published.columns)} fields")
    published.columns = pd.Index(_PUBLISHED)
    applicants = {}
    for name, codes in published.items():
        known = _RISKS if name == "risk" else _CODES.get(str(name))
        if known is None:
            applicants[name] = pd.to_numeric(codes, errors="coerce")
        else:
            applicants[name] = codes.map(known).astype(pd.CategoricalDtype([*known.values()]))
        if applicants[name].isna().any():
            odd = codes[applicants[name].isna()].iloc[0]
            wanted = "whole numbers" if known is None else ", ".join(known)
            raise _unlike(path, f"{wanted} in column {name!r}", odd)
    return pd.DataFrame(applicants)


def _unlike(path: Path, expected: str, got: object) -> DataError:
    return DataError(
        f"german_credit: {path} is not as published: expected {expected}, got {got}. "
        "Delete the file and run `triptych data fetch`."
    )
