"""The applications, in order of arrival, drawn as by Agrawal, Imielinski and Swami (1993)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.tasks.loan_stream.policies import (
    disposable_income,
    salary_by_age,
    salary_by_age_and_education,
)
from triptych.units import Columns

APPLICATIONS: Final = 12_000
POLICIES: Final = (salary_by_age, salary_by_age_and_education, disposable_income)
CHANGES: Final = (5_200, 8_700)
"""The applications of the first stream from which on the second and the third policy are in force.

Neither is a multiple of the step of 500: a bank does not wait for a model to be trained.
"""

STREAMS: Final = 10
CHANGE_RANGES: Final = ((3_500, 7_000), (7_500, 10_500))
"""Where the other streams change, each time equally likely: the author's part, the first 1,000
applications, comes before, and every policy is in force for 500 applications or more."""

PERTURBATION: Final = 0.05
"""Figures are off by up to this share of their range, the paper's own choice."""

MEANINGS: Final = {
    "salary": "yearly salary in dollars, 20,000 to 150,000",
    "commission": "yearly commission in dollars: 10,000 to 75,000, or 0 for salaries from 75,000",
    "age": "age in years, 20 to 80",
    "education": "level of education, 0 to 4",
    "car maker": "number of the car's maker, 1 to 20: a name, not an amount",
    "zip code": "number of the part of town, 0 to 8: a name, not an amount",
    "house value": "value of the house in dollars; parts of town with low numbers are dearer",
    "house years": "years the house has been owned, 1 to 30",
    "loan": "loan applied for in dollars, 0 to 500,000",
    "policy edition": "edition of the approval policy printed on the form, 1 to 3",
}
"""Every column of the table, with what it means."""

OBSERVED: Final = tuple(name for name in MEANINGS if name != "policy edition")
"""What the contenders of the verdict may read: a change of policy is not announced to them."""

UNITS: Final = Columns()
"""Each column is a unit: they are drawn almost independently of one another."""


def load() -> Dataset:
    """Ten streams of 12,000 applications, with what the policy in force decided; fixed seeds."""
    drawn = [_stream(number) for number in range(STREAMS)]
    count = STREAMS * APPLICATIONS
    return Dataset(
        raw=pd.concat([raw for raw, _ in drawn], ignore_index=True),
        target=np.concatenate([target for _, target in drawn]),
        classes=("approved", "refused"),
        order=np.arange(count),
        streams=np.arange(count) // APPLICATIONS,
        provenance={
            "source": "generated after Agrawal, Imielinski and Swami 1993, functions 2, 4 and 7",
            "changes": "in the first stream another policy from application 5,200 and from 8,700 "
            "on; in the others from one of 3,500 to 6,999 and from one of 7,500 to 10,499 on",
            "perturbation": "figures up to 5 % of their range off",
        },
    )


def generate(items: int, seed: int) -> Dataset:
    """As many applications as are asked for, all under the first policy: nothing changes."""
    forms, answers = _under(POLICIES[:1], np.ones(items, dtype=int), np.random.default_rng(seed))
    return Dataset(raw=forms, target=answers, classes=("approved", "refused"))


def features(raw: pd.DataFrame) -> pd.DataFrame:
    """The table is the raw item: a form is a row."""
    return raw


def _stream(number: int) -> tuple[pd.DataFrame, npt.NDArray[np.object_]]:
    """The forms of a stream, and the answers to them."""
    random = np.random.default_rng(1993 if number == 0 else (1993, number))
    edition = 1 + np.searchsorted(changes(number), np.arange(APPLICATIONS), side="right")
    return _under(POLICIES, edition, random)


def _under(
    policies: Sequence[Callable[[pd.DataFrame], npt.NDArray[np.bool_]]],
    edition: npt.NDArray[np.integer[Any]],
    random: np.random.Generator,
) -> tuple[pd.DataFrame, npt.NDArray[np.object_]]:
    """Forms, and the answers to them by the edition of the policy in force for each (n,), from 1.

    Decisions are made on the true figures, which are then perturbed.
    """
    truth = _drawn(random, len(edition))
    decisions = [policy(truth) for policy in policies]
    approved = np.choose(edition - 1, decisions).astype(bool)
    forms = _perturbed(truth, random).assign(**{"policy edition": edition})
    return forms, np.where(approved, "approved", "refused").astype(object)


def changes(stream: int) -> tuple[int, ...]:
    """The applications of a stream from which on its second and its third policy are in force."""
    if stream == 0:
        return CHANGES
    random = np.random.default_rng((1993, stream, 1))
    return tuple(int(random.integers(*bounds)) for bounds in CHANGE_RANGES)


def _drawn(random: np.random.Generator, count: int) -> pd.DataFrame:
    salary = random.uniform(20_000, 150_000, count)
    zip_code = random.integers(0, 9, count)
    return pd.DataFrame(
        {
            "salary": salary,
            "commission": np.where(salary >= 75_000, 0, random.uniform(10_000, 75_000, count)),
            "age": random.integers(20, 81, count),
            "education": random.integers(0, 5, count),
            "car maker": random.integers(1, 21, count),
            "zip code": zip_code,
            "house value": (9 - zip_code) * random.uniform(50_000, 150_000, count),
            "house years": random.integers(1, 31, count),
            "loan": random.uniform(0, 500_000, count),
        }
    )


def _perturbed(truth: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    dearness = (9 - truth["zip code"]).to_numpy()
    ranges: dict[str, tuple[npt.ArrayLike, npt.ArrayLike]] = {
        "salary": (20_000, 150_000),
        "commission": (10_000, 75_000),
        "age": (20, 80),
        "house value": (dearness * 50_000, dearness * 150_000),
        "house years": (1, 30),
        "loan": (0, 500_000),
    }
    perturbed = truth.copy()
    for name, (least, most) in ranges.items():
        width = np.subtract(most, least)
        off = PERTURBATION * width * random.uniform(-1, 1, len(truth))
        perturbed[name] = np.clip(truth[name] + off, least, most).round()
    # Who gets no commission knows that.
    perturbed["commission"] = perturbed["commission"].where(truth["commission"] > 0, 0.0)
    return perturbed
