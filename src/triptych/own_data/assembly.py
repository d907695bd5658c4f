"""Putting it together: items, answers, groups and time become a dataset with its findings."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Dataset, take
from triptych.errors import DataError
from triptych.own_data.answers import LEAST_ROWS, Answers
from triptych.own_data.items import Items
from triptych.own_data.leaks.duplicates import joined, repeats
from triptych.own_data.understood import Finding, Level, OwnData
from triptych.own_data.wishes import Wishes

_FEW: Final = 200
_LEAST_DIFFERENT: Final = 15
_LEAST_GROUPS: Final = 15
_RANKS: Final[dict[Level, int]] = {"warning": 0, "question": 1, "note": 2}


def assembled(
    name: str,
    how: tuple[str, ...],
    items: Items,
    answers: Answers,
    groups: npt.NDArray[Any] | None,
    order: npt.NDArray[np.float64] | None,
    wishes: Wishes,
    before: tuple[Finding, ...] = (),
) -> OwnData:
    """What was understood of a file.

    name     as it was given, for the terminal
    how      how the file was read
    items    made of the rows that have an answer; groups and order are of these rows as well
    before   findings made while the file was read
    """
    groups = None if groups is None else groups[items.rows]
    order = None if order is None else order[items.rows]
    answers = answers.at(items.rows)
    raw = items.raw
    if order is not None:
        by_time = np.argsort(order, kind="stable")
        raw, answers, order = take(raw, by_time), answers.at(by_time), order[by_time]
        groups = None if groups is None else groups[by_time]
    _require_enough(answers)
    found = repeats(raw, answers.values, items.noun)
    if (different := int(found.numbers.max()) + 1) < _LEAST_DIFFERENT:
        raise DataError(
            f"only {different} of {len(answers.values):,} {items.noun} differ. Expected "
            f"{_LEAST_DIFFERENT} different ones at least: equal ones cannot be divided."
        )
    findings = [*before, *answers.findings, *found.findings, *items.findings]
    if groups is not None:
        findings += _of_groups(groups, wishes)
    if len(answers.values) < _FEW:
        few = f"{len(answers.values)} {items.noun}: intervals will be wide."
        findings.append(Finding("warning", few))
    together = None
    if groups is not None:
        together = joined([groups, found.numbers])
    elif items.modality == "text" and found.findings:
        together = found.numbers
    findings.sort(key=lambda finding: _RANKS[finding.level])
    first = f"{name}: {len(answers.values):,} {items.noun}{''.join(f', {part}' for part in how)}"
    return OwnData(
        name=name.rstrip("/").rpartition("/")[2].partition(".")[0] or name,
        dataset=Dataset(
            raw=raw,
            target=answers.values,
            classes=answers.classes,
            groups=together,
            order=order,
            provenance={"source": name},
        ),
        modality=items.modality,
        target=answers.name,
        target_kind=answers.kind,
        positive=wishes.positive,
        text_columns=items.text_columns,
        number_columns=items.number_columns,
        category_columns=items.category_columns,
        left_out=items.left_out,
        sampling_rate=items.sampling_rate,
        findings=tuple(findings),
        described=(f"{first}; {items.described}; {answers.described}",),
    )


def _require_enough(answers: Answers) -> None:
    if len(answers.values) < LEAST_ROWS:
        raise DataError(f"{len(answers.values)} items can be read. Expected {LEAST_ROWS} at least.")
    if answers.classes is None:
        return
    missing = sorted({*answers.classes} - {*answers.values})
    if missing:
        raise DataError(f"no item of class {missing[0]!r} can be read. Leave the class out.")


def _of_groups(groups: npt.NDArray[Any], wishes: Wishes) -> list[Finding]:
    count = len(np.unique(groups))
    if count >= _LEAST_GROUPS:
        return [Finding("note", f"`{wishes.group}` makes {count:,} groups, each on one side.")]
    if count < 3:
        raise DataError(
            f"`{wishes.group}` makes {count} groups. Expected three at least, to write rules by, "
            "to train on and to test."
        )
    return [
        Finding("warning", f"`{wishes.group}` makes only {count} groups: intervals will be wide.")
    ]
