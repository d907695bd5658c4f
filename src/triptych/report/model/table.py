"""A table: text for people and, at full precision, values for programs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import Any, Final, Self

from triptych.absent import Absent
from triptych.report.words.number import ABSENT
from triptych.report.words.text import printable

LONGEST_SORT_KEY: Final = 60

Raw = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a table.

    value     full precision, for the CSV and for sorting
    text      what people read; the value itself where empty
    note      a second, quieter line
    paradigm  whose mark is shown before the text
    shade     darkness of the background, 0 (none) to 10
    drawing   markup of a drawing in place of the text
    style     a class of the style sheet
    """

    value: Raw = None
    text: str = ""
    note: str = ""
    paradigm: str = ""
    href: str = ""
    drawing: str = ""
    shade: int = 0
    code: bool = False
    style: str = ""

    @property
    def shown(self) -> str:
        """The text for people."""
        if self.text:
            return self.text
        return ABSENT if self.value is None else str(self.value)

    @property
    def sort_key(self) -> Raw:
        """The sort key: the start of a text; empty for an unknown value."""
        if isinstance(self.value, str):
            return self.value[:LONGEST_SORT_KEY]
        return "" if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, with the function from a row's subject to its entry.

    name     its name in the CSV, with its unit: `latency_p50_seconds`
    label    its heading for people
    shown    False for columns of the CSV only, such as both ends of an interval
    written  False for columns of the page only, such as a drawing
    formula  anchor of the note that says how its numbers are computed
    style    a class of the style sheet
    of       function from a row's subject to its entry, or to the plain value
    write    function from a plain value to the text for people; by default the value itself
    absent   like `of`, for a subject that is Absent; by default the cell is empty
    """

    name: str
    label: str = ""
    numeric: bool = False
    shown: bool = True
    written: bool = True
    formula: str = ""
    style: str = ""
    of: Callable[[Any], Entry | Raw] = field(kw_only=True)
    write: Callable[[Any], str] | None = None
    absent: Callable[[Absent], Entry | Raw] | None = None

    def on(self, part: Callable[[Any], Any]) -> Self:
        """The same column for rows whose `part` is this column's subject."""
        return replace(self, of=lambda subject: self.entry(part(subject)))

    def entry(self, subject: Any) -> Entry:
        """The cell in the row of `subject`; empty for None."""
        if subject is None:
            return Entry()
        if not isinstance(subject, Absent):
            return self._written(self.of(subject))
        return Entry() if self.absent is None else self._written(self.absent(subject))

    def _written(self, found: Entry | Raw) -> Entry:
        if isinstance(found, Entry):
            return found
        return Entry(found, self.write(found) if self.write and found is not None else "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row per subject, by the columns' `of`.

    name     its anchor on the page
    file     its CSV file in `tables/`, at full precision
    style    classes of the style sheet; `sortable` makes it sortable
    folded   whether it is collapsed under a line, for data that a figure already shows
    summary  that line
    most     number of rows that the page shows; the file has all
    """

    name: str
    file: str
    caption: str
    columns: Sequence[Column]
    subjects: InitVar[Iterable[Any]]
    style: str = "sortable"
    folded: bool = False
    summary: str = "The numbers in this figure"
    most: int = 100
    rows: Sequence[Sequence[Entry]] = field(init=False)

    def __post_init__(self, subjects: Iterable[Any]) -> None:
        """Fill the rows at once, so that a mistake is seen where the table is made."""
        rows = [[column.entry(one) for column in self.columns] for one in subjects]
        object.__setattr__(self, "rows", rows)

    @property
    def shown_columns(self) -> list[Column]:
        """The columns people see."""
        return [column for column in self.columns if column.shown]

    @property
    def shown_rows(self) -> list[list[tuple[Column, Entry]]]:
        """The rows people see: each entry with its column."""
        return [
            [
                (column, entry)
                for column, entry in zip(self.columns, row, strict=True)
                if column.shown
            ]
            for row in self.rows[: self.most]
        ]

    @property
    def hidden_rows(self) -> int:
        """The number of rows that only the file has."""
        return max(0, len(self.rows) - self.most)

    @property
    def formulas(self) -> list[str]:
        """Anchors of the notes that say how its numbers are computed."""
        return list(dict.fromkeys(column.formula for column in self.columns if column.formula))

    @property
    def csv(self) -> str:
        """Every column at full precision, as RFC 4180 with line feeds."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        written = [place for place, column in enumerate(self.columns) if column.written]
        writer.writerow([_field(self.columns[place].name) for place in written])
        writer.writerows([_field(row[place].value) for place in written] for row in self.rows)
        return text.getvalue()


def _field(value: Raw) -> Raw:
    """A value as a CSV field; text that a spreadsheet would run as a formula is escaped."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
