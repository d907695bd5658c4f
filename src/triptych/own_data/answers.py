"""Answers: the target of each row, whether it names classes or is a number, and what is odd."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import DataError, UnknownName, UsageError
from triptych.own_data.columns.cells import objects, visible_word, word_of
from triptych.own_data.columns.understand import understand_column
from triptych.own_data.understood import Finding, typed
from triptych.own_data.wishes import TargetKind, Wishes

LEAST_ROWS: Final = 30
"""Fewer cannot be divided into an author's part and five parts to test."""

LEAST_OF_A_CLASS: Final = 6
"""Fewer items of a class leave parts of the split without any."""

_FEW_VALUES: Final = 10
_SOME_VALUES: Final = 30
_UNBALANCED: Final = 0.2
_SHOWN: Final = 6
_MOST_CLASSES: Final = 200


@dataclass(frozen=True, eq=False, kw_only=True)
class Answers:
    """The answers of the rows that have one.

    rows        which rows are kept (n,): those with an answer, of a class that is not too small
    values      class names, str, or float64: one for each row that is kept
    classes     in reporting order; None for numbers
    described   what the target is, for a line of a terminal
    """

    name: str
    kind: TargetKind
    rows: npt.NDArray[np.bool_]
    values: npt.NDArray[Any]
    classes: tuple[str, ...] | None
    findings: tuple[Finding, ...]
    described: str

    @property
    def codes(self) -> npt.NDArray[Any]:
        """Classes as whole numbers from 0 (n,), numbers as they are."""
        if self.classes is None:
            return self.values
        return np.asarray(pd.Categorical(self.values, categories=self.classes).codes, dtype=int)

    def at(self, rows: npt.NDArray[Any]) -> "Answers":
        """The answers at these places of the rows that are kept; all classes stay."""
        return Answers(
            name=self.name, kind=self.kind, rows=self.rows, values=self.values[rows],
            classes=self.classes, findings=self.findings, described=self.described,
        )  # fmt: skip


def read_answers(name: str, cells: "pd.Series[Any]", wishes: Wishes) -> Answers:
    """The answers in a column.

    Raises DataError where nothing can be learned from them: none, one class, too few rows, another
    value in every row; UsageError and UnknownName where a wish does not fit.
    """
    if len(cells) < LEAST_ROWS:
        raise DataError(
            f"{len(cells)} rows are too few to train and to test on. "
            f"Expected {LEAST_ROWS} at least; some hundred make a comparison worthwhile."
        )
    column = understand_column(name, cells)
    if column.kind == "unreadable":
        raise DataError(f"the target `{name}` holds lists or objects. Expected words or numbers.")
    if column.kind == "moment":
        raise DataError(
            f"the target `{name}` is a date. Expected classes or a number, such as days until then."
        )
    numbers = column.values if column.kind == "number" else None
    words = _words(cells)
    there = np.array([word is not None for word in words])
    if numbers is not None:
        there &= ~np.isnan(numbers)
    if not there.any():
        raise DataError(f"the target `{name}` is empty in every row. Give another --target.")
    findings = [*column.findings]
    if missing := int((~there).sum()):
        findings.append(
            Finding("warning", f"{missing:,} of {len(there):,} rows have no `{name}`: left out.")
        )
    if there.sum() < LEAST_ROWS:
        raise DataError(
            f"{there.sum()} of {len(there):,} rows have a `{name}`. Expected {LEAST_ROWS} at least."
        )
    if numbers is not None and _is_number(name, numbers[there], wishes, findings):
        return _numbers(name, numbers, there, findings)
    if wishes.target_kind == "number":
        odd = next(word for word in words[there])
        raise UsageError(f"the target `{name}` is no number: it holds {odd[:30]!r}, for instance.")
    return _classes(name, words, there, wishes, findings, cells)


def _words(cells: "pd.Series[Any]") -> npt.NDArray[Any]:
    """Each cell as a class name; None for gaps."""
    column = understand_column("", cells)
    is_number = column.kind == "number" and not _has_truths(cells)
    values = column.values if is_number else objects(cells.astype(object).tolist())
    codes, different = pd.factorize(values)  # -1 for gaps
    words = objects([visible_word(word_of(value)) or None for value in different] + [None])[codes]
    words[column.gaps] = None
    return words


def _has_truths(cells: "pd.Series[Any]") -> bool:
    return {str(value).strip().lower() for value in cells.dropna().unique()[:3]} <= {
        "true",
        "false",
    }


def _is_number(
    name: str, numbers: npt.NDArray[np.float64], wishes: Wishes, findings: list[Finding]
) -> bool:
    """Whether numbers are to be predicted as such; a question where few values leave it open."""
    if wishes.target_kind is not None or wishes.positive is not None:
        return wishes.target_kind == "number"
    values, counts = np.unique(numbers, return_counts=True)
    if len(values) <= 2:
        return False
    if not np.array_equal(values, np.round(values)) or len(values) > _SOME_VALUES:
        return True
    is_dense = values[-1] - values[0] == len(values) - 1
    is_number = len(values) > _FEW_VALUES and not (is_dense and counts.min() * 2 > counts.mean())
    other = "classes" if is_number else "number"
    findings.append(
        Finding(
            "question",
            f"`{name}` has {len(values)} values, {values[0]:g} to {values[-1]:g}: read as "
            f"{'a number' if is_number else 'classes'}.",
            f"--target-kind {other}",
        )
    )
    return is_number


def _numbers(
    name: str,
    numbers: npt.NDArray[np.float64],
    there: npt.NDArray[np.bool_],
    findings: list[Finding],
) -> Answers:
    values = numbers[there]
    if values.min() == values.max():
        raise DataError(f"the target `{name}` is {values[0]:g} in every row: nothing to predict.")
    return Answers(
        name=name,
        kind="number",
        rows=there,
        values=values,
        classes=None,
        findings=tuple(findings),
        described=f"target `{name}`: a number, {values.min():,.6g} to {values.max():,.6g}, median "
        f"{np.median(values):,.6g}",
    )


def _classes(
    name: str,
    words: npt.NDArray[Any],
    there: npt.NDArray[np.bool_],
    wishes: Wishes,
    findings: list[Finding],
    cells: "pd.Series[Any]",
) -> Answers:
    counts = Counter(words[there])
    if len(counts) == 1:
        raise DataError(
            f"the target `{name}` is {next(iter(counts))!r} in every row: nothing to tell apart."
        )
    small = sorted(label for label, count in counts.items() if count < LEAST_OF_A_CLASS)
    lost = sum(counts[label] for label in small)
    if lost * 2 > there.sum() or len(counts) - len(small) > _MOST_CLASSES:
        raise DataError(
            f"the target `{name}` has {len(counts):,} different values in {there.sum():,} rows, "
            f"such as {small[0] if small else next(iter(counts))!r}. Expected a few classes with "
            f"{LEAST_OF_A_CLASS} rows each, or a number. Is it the answer?"
        )
    findings += _odd_names(name, cells, counts)
    if small:
        shown = ", ".join(f"{label} ({counts[label]})" for label in small[:5])
        findings.append(
            Finding(
                "warning",
                f"{len(small)} classes with fewer than {LEAST_OF_A_CLASS} rows are left out: "
                f"{shown}{', …' if len(small) > 5 else ''}.",
            )
        )
    classes = _ordered(set(counts) - set(small), wishes.positive)
    if len(classes) < 2:
        raise DataError(
            f"only the class {classes[0]!r} of `{name}` has {LEAST_OF_A_CLASS} rows or more: "
            "nothing to tell apart."
        )
    rows = there & ~np.isin(words.astype(str), small)
    shares = sorted((100 * counts[label] / rows.sum() for label in classes), reverse=True)
    if len(classes) == 2 and shares[1] < 100 * _UNBALANCED and wishes.positive is None:
        rare = min(classes, key=lambda label: counts[label])
        findings.append(
            Finding(
                "question",
                f"{shares[1]:.0f} of 100 are {rare!r}: who never says so is right in "
                f"{shares[0]:.0f}. Is {rare!r} what you look for?",
                typed("--positive", rare),
            )
        )
    listed = ", ".join(f"{share:.0f}" for share in shares[:_SHOWN])
    return Answers(
        name=name,
        kind="classes",
        rows=rows,
        values=objects(words[rows].tolist()),
        classes=classes,
        findings=tuple(findings),
        described=f"target `{name}`: {len(classes)} classes "
        f"({listed}{', …' if len(shares) > _SHOWN else ''} %)",
    )


def _ordered(labels: set[str], positive: str | None) -> tuple[str, ...]:
    """Class names as numbers where all are, else by the alphabet; the positive one comes last."""
    if positive is not None and positive not in labels:
        raise UnknownName.of("class", positive, labels, "It was given by --positive.")
    try:
        ordered = sorted(labels, key=float)
    except ValueError:
        ordered = sorted(labels)
    return (*(label for label in ordered if label != positive), *([positive] if positive else []))


def _odd_names(name: str, cells: "pd.Series[Any]", counts: Counter[str]) -> list[Finding]:
    """Class names that differ by what nobody sees, which are one, or by capitals: those are not."""
    written = Counter(visible_word(str(value)) for value in set(cells.dropna().astype(object)))
    unseen = [label for label, times in written.items() if times > 1 and label in counts]
    folded = Counter(label.casefold() for label in counts)
    capitals = [label for label in counts if folded[label.casefold()] > 1]
    found = list[Finding]()
    if unseen:
        found.append(
            Finding(
                "warning",
                f"`{name}` has {unseen[0]!r} in more than one way, which differ by blanks or by "
                "characters that nobody sees: taken as one class.",
            )
        )
    if capitals:
        shown = " and ".join(map(repr, sorted(capitals)[:2]))
        found.append(
            Finding("question", f"`{name}` has {shown}, which are taken as different classes.")
        )
    return found
