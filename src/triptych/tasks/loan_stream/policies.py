"""Three approval policies of Agrawal, Imielinski and Swami (1993): their functions 2, 4 and 7.

Each returns which applicants are approved (Group A of the paper). Money in dollars.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Approved = npt.NDArray[np.bool_]


def salary_by_age(applicants: pd.DataFrame) -> Approved:
    """Function 2: a band of salaries for each of three ages."""
    salary = applicants["salary"]
    return np.select(
        _ages(applicants),
        [
            salary.between(50_000, 100_000),
            salary.between(75_000, 125_000),
            salary.between(25_000, 75_000),
        ],
    ).astype(bool)


def salary_by_age_and_education(applicants: pd.DataFrame) -> Approved:
    """Function 4: two bands of salaries for each age; education says which applies."""
    salary, education = applicants["salary"], applicants["education"]
    low = salary.between(25_000, 75_000)
    middle = salary.between(50_000, 100_000)
    high = salary.between(75_000, 125_000)
    return np.select(
        _ages(applicants),
        [
            np.where(education <= 1, low, middle),
            np.where(education.between(1, 3), middle, high),
            np.where(education >= 2, middle, low),
        ],
    ).astype(bool)


def disposable_income(applicants: pd.DataFrame) -> Approved:
    """Function 7: two thirds of the income, less a fifth of the loan, exceed 20,000."""
    income = applicants["salary"] + applicants["commission"]
    return np.asarray(2 / 3 * income - applicants["loan"] / 5 - 20_000 > 0)


def _ages(applicants: pd.DataFrame) -> list["pd.Series[bool]"]:
    age = applicants["age"]
    return [age < 40, age < 60, age >= 60]
