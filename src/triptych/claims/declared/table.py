"""Reads the checked-in tables: when claims were declared, and what was known before."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from triptych.errors import ContractError

FOLDER: Final = Path(__file__).parent
DECLARED_FILE: Final = "declared.csv"
KNOWN_FILE: Final = "known.csv"
COLUMNS: Final = ("claim", "fingerprint", "declared")

Evidence = Literal["confirmation", "tried before", "exploratory"]
EVIDENCE: Final[tuple[Evidence, ...]] = ("confirmation", "tried before", "exploratory")
"""The strongest first."""


How = Literal["scored", "tried"]
_HOW: Final[dict[str, How]] = {"scored": "scored", "tried": "tried"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """The fingerprint of a claim, and when the first commit with that fingerprint was made."""

    fingerprint: str
    declared: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """That a task had been `scored` by a study, or `tried` in a prototype of it, and since when."""

    how: How
    since: datetime


def declarations(folder: Path = FOLDER) -> dict[str, Declaration]:
    """The declaration of each claim by its name."""
    with (folder / DECLARED_FILE).open(encoding="utf-8", newline="") as lines:
        return {
            row["claim"]: Declaration(row["fingerprint"], datetime.fromisoformat(row["declared"]))
            for row in csv.DictReader(lines)
        }


def known_before(folder: Path = FOLDER) -> dict[tuple[str, str], Known]:
    """What was known of tasks before claims were declared, by task and study.

    Raises ContractError for a line that says neither `scored` nor `tried`.
    """
    found = {}
    with (folder / KNOWN_FILE).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            how = _HOW.get(row["how"])
            if how is None:
                raise ContractError(
                    f"{KNOWN_FILE}: {row['task']} in {row['study']} is {row['how']!r}; expected "
                    "'scored', by a run, or 'tried', in a prototype."
                )
            since = datetime.fromisoformat(row["since"])
            found[row["task"], row["study"]] = Known(how, since)
    return found


def evidence(
    task: str,
    study: str,
    *,
    declared: datetime | None,
    scored: datetime | None,
    known: Mapping[tuple[str, str], Known],
) -> Evidence:
    """What a task's result in a study says about a claim, given what was known before it.

    declared   when the claim was declared; None for one that no commit holds yet, before which
               everything was scored
    scored     when the run began that is looked at; None where that is not known
    `exploratory` where the task was scored before the declaration, `tried before` where a prototype
    was, else `confirmation`.
    """
    earlier = known.get((task, study))
    if declared is None or scored is None or scored < declared:
        return "exploratory"
    if earlier is None or earlier.since >= declared:
        return "confirmation"
    return "exploratory" if earlier.how == "scored" else "tried before"
