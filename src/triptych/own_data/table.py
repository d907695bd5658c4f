"""A table: its columns understood, what would mislead found, and a dataset made of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import DataError
from triptych.own_data.answers import Answers
from triptych.own_data.columns.cells import objects
from triptych.own_data.columns.column import Column
from triptych.own_data.columns.identifiers import is_named_as_identifier, may_be_groups
from triptych.own_data.columns.moments import days, numbers_of_moments
from triptych.own_data.columns.understand import understand_column
from triptych.own_data.items import Items
from triptych.own_data.leaks.alone import decided_by_gaps, suspects
from triptych.own_data.leaks.text import class_names_in, cleaned
from triptych.own_data.modality import choose
from triptych.own_data.understood import Finding, typed
from triptych.own_data.usable import sort_out
from triptych.own_data.wishes import Wishes


def items_of_table(frame: pd.DataFrame, answers: Answers, wishes: Wishes) -> Items:
    """Items made of the columns of a table: a table again, or the texts in it.

    `frame` has the rows that have an answer, without the target, the group and what was dropped.
    Raises DataError where no column is left to learn from.
    """
    columns = [understand_column(str(name), frame[name]) for name in frame.columns]
    findings = [finding for column in columns for finding in column.findings]
    columns = [
        _as_text(column) if _is_wished_text(column, wishes) else column for column in columns
    ]
    asked = (*wishes.keep, *wishes.text)
    usable, left_out, sorted_out = sort_out(columns, asked)
    if not usable:
        raise DataError(f"no column is left to learn from: {_reasons(left_out)}.")
    parts = _expanded([column for column in usable if column.kind != "text"], wishes.time)
    leaks = _leaks(parts, answers, wishes, left_out)
    findings += [*_asked_of_time(usable, wishes), *sorted_out, *leaks]
    numeric = [part for made in parts.values() for part in made if part.name not in left_out]
    texts = [column for column in usable if column.kind == "text"]
    if wishes.text:
        texts = [column for column in texts if column.name in wishes.text]
    elif not texts and len(numeric) == 1 == len(usable) and _is_all_different(numeric[0]):
        texts, numeric = numeric, []  # names, words, numerals: their letters are what there is
    if not texts and not numeric:
        raise DataError(f"no column is left to learn from: {_reasons(left_out)}.")
    taken = {*left_out, *(column.name for column in texts)}
    others = [column for column in usable if column.name not in taken]
    modality, question = choose(texts, others, wishes)
    findings += [*question, *_asked_of_groups(columns, wishes)]
    if modality == "text":
        left_out |= {column.name: "not text" for column in others}
        return _texts(texts, answers, left_out, findings)
    return Items(
        raw=_frame(numeric, texts, frame.columns),
        modality="table",
        noun="rows",
        rows=np.arange(len(frame)),
        text_columns=tuple(column.name for column in texts),
        number_columns=_named(numeric, "number"),
        category_columns=_named(numeric, "words"),
        left_out=left_out,
        findings=tuple(findings),
        described=_described(numeric, texts),
    )


def order_of(cells: "pd.Series[Any]", name: str) -> npt.NDArray[np.float64]:
    """The time of each row (n,): days since 1970, or the numbers as they are; NaN for gaps.

    Raises DataError for a column that is neither.
    """
    column = understand_column(name, cells)
    if column.kind == "moment":
        return days(column.values)
    if column.kind == "number":
        return column.values
    raise DataError(f"`{name}` is no time: expected dates such as 2026-12-31, or numbers.")


def _is_wished_text(column: Column, wishes: Wishes) -> bool:
    """Whether it was said to be text, or is to be kept although nothing else can be made of it."""
    is_kept = column.kind == "unreadable" and column.name in wishes.keep
    return is_kept or column.name in wishes.text


def _as_text(column: Column) -> Column:
    """A column that was said to be text, whatever it looks like."""
    pairs = zip(column.values, column.gaps, strict=True)
    values = objects([None if gap else str(value) for value, gap in pairs])
    return Column(name=column.name, kind="text", values=values, findings=column.findings)


def _texts(
    texts: Sequence[Column], answers: Answers, left_out: dict[str, str], findings: list[Finding]
) -> Items:
    """The texts of each row, and what in them gives the class away."""
    raw, found = cleaned(_joined(texts), answers)
    names = tuple(column.name for column in texts)
    kind = "columns" if len(names) > 1 else "column"
    return Items(
        raw=raw,
        modality="text",
        noun="texts",
        rows=np.arange(len(raw)),
        text_columns=names,
        left_out=left_out,
        findings=(*findings, *found, *class_names_in(raw, answers)),
        described=f"text {kind} {', '.join(f'`{name}`' for name in names)}",
    )


def _expanded(columns: Sequence[Column], time: str | None) -> dict[str, list[Column]]:
    """What is read of each column: numbers of those that are moments in time, else itself."""
    made = dict[str, list[Column]]()
    for column in columns:
        if column.kind != "moment":
            # A number that grows with time never occurs again.
            made[column.name] = [column] if column.name != time else []
            continue
        parts = numbers_of_moments(column.name, column.values, day=column.name != time)
        made[column.name] = [
            Column(name=name, kind="number", values=part) for name, part in parts.items()
        ]
    return made


def _leaks(
    parts: dict[str, list[Column]], answers: Answers, wishes: Wishes, left_out: dict[str, str]
) -> list[Finding]:
    """Columns that tell the answer alone, which are put among those left out; and telling gaps."""
    findings = list[Finding]()
    sources = {part.name: source for source, made in parts.items() for part in made}
    columns = [part for made in parts.values() for part in made]
    unit = "of 100 rows" if answers.classes is not None else "% of the variance"
    for suspect in suspects(columns, answers):
        source = sources[suspect.name]
        alone = f"`{suspect.name}` alone tells `{answers.name}` in {suspect.right:.0f} {unit}"
        others = f", all others together {suspect.others:.0f}" if suspect.others > 0 else ""
        if suspect.is_leak and source not in wishes.keep:
            left_out[suspect.name] = f"alone tells the answer in {suspect.right:.0f} {unit}"
            text = f"{alone}{others}: written after the fact? Left out."
            findings.append(Finding("warning", text, typed("--keep", source)))
        else:
            kept = f"{alone}{others}: kept."
            findings.append(Finding("note", kept, typed("--drop", source)))
    for name, right in decided_by_gaps(columns, answers).items():
        if name not in left_out:
            text = f"Whether `{name}` is filled tells `{answers.name}` in {right:.0f} of 100 rows: "
            option = typed("--drop", sources[name])
            findings.append(Finding("warning", f"{text}written after the fact?", option))
    return findings


def _asked_of_time(columns: Sequence[Column], wishes: Wishes) -> list[Finding]:
    moments = [column.name for column in columns if column.kind == "moment"]
    if wishes.time is not None or not moments:
        return []
    return [
        Finding(
            "question",
            f"Rows have a time, `{moments[0]}`: are later ones what is to be predicted? Scores may "
            "fall.",
            typed("--time", moments[0]),
        )
    ]


def _asked_of_groups(columns: Sequence[Column], wishes: Wishes) -> list[Finding]:
    """The question whether rows belong together, with columns that look like it."""
    if wishes.group is not None:
        return []
    names = [column.name for column in columns if may_be_groups(column)]
    names.sort(key=lambda name: not is_named_as_identifier(name))
    hint = f", by {', '.join(f'`{name}`' for name in names[:3])} perhaps" if names else ""
    return [
        Finding(
            "question",
            f"Do rows belong together (one customer, one thread){hint}? Scores may fall.",
            typed("--group", names[0]) if names else "--group COLUMN",
        )
    ]


def _is_all_different(column: Column) -> bool:
    return column.kind == "words" and len(set(column.values)) * 10 > 9 * len(column.values)


def _joined(texts: Sequence[Column]) -> npt.NDArray[Any]:
    """The text of each row (n,), those of several columns one below the other."""
    rows = zip(*(column.values for column in texts), strict=True)
    return np.array(["\n".join(part for part in row if part) for row in rows], dtype=object)


def _frame(
    columns: Sequence[Column], texts: Sequence[Column], order: "pd.Index[Any]"
) -> pd.DataFrame:
    """The columns as a table, in the order of the file."""
    places = {str(name): place for place, name in enumerate(order)}
    both = sorted([*columns, *texts], key=lambda c: places.get(c.name, len(places)))
    return pd.DataFrame(
        {c.name: pd.Series(c.values, dtype=float if c.kind == "number" else object) for c in both}
    )


def _named(columns: Sequence[Column], kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns if column.kind == kind)


def _described(columns: Sequence[Column], texts: Sequence[Column]) -> str:
    counts = {
        "of numbers": len(_named(columns, "number")),
        "of words": len(_named(columns, "words")),
        "of text": len(texts),
    }
    parts = [f"{count:,} {kind}" for kind, count in counts.items() if count]
    return f"columns: {', '.join(parts)}"


def _reasons(left_out: dict[str, str]) -> str:
    shown = [f"`{name}` is {reason}" for name, reason in list(left_out.items())[:4]]
    return "; ".join(shown) or "there is none beside the target"
