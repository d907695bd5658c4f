import csv
import io
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.absent import Absent
from triptych.report.model.table import Column, Entry, Table
from triptych.report.rendering import markdown


def table(*rows, **rest) -> Table:
    columns = [
        Column("who", "who", of=itemgetter(0)),
        Column("score", "score", numeric=True, of=itemgetter(1)),
        Column("score_low", shown=False, of=itemgetter(2)),
        Column("drawing", "picture", written=False, of=itemgetter(3)),
    ]
    return Table("t", "t.csv", "A caption.", columns, rows, **rest)


def test_people_see_rounded_numbers_and_programs_all_digits():
    """The file holds full precision and both ends; the page holds what a person reads."""
    made = table([Entry("rules"), Entry(0.123456789, "12.3"), Entry(0.1), Entry(drawing="<svg/>")])

    assert list(csv.reader(io.StringIO(made.csv))) == [
        ["who", "score", "score_low"],
        ["rules", "0.123456789", "0.1"],
    ]
    assert "| rules | 12.3 |" in list(markdown.table(made))


def test_a_column_says_how_to_get_its_entry():
    """A row is a subject; what is not known of it, or of a part of it, stands as nothing."""
    whole = Column("whole", of=lambda row: row[0], write="{:.1f}".format)
    part = Column("part", of=lambda part: part + 1, absent=lambda why: why.reason)
    rows = [(1.25, 2), (None, None), (0.5, Absent("nobody asked"))]
    made = Table("t", "t.csv", "A caption.", [whole, part.on(itemgetter(1))], rows)

    assert made.rows == [
        [Entry(1.25, "1.2"), Entry(3)],
        [Entry(), Entry()],
        [Entry(0.5, "0.5"), Entry("nobody asked")],
    ]


def test_a_column_that_cannot_make_an_entry_is_refused():
    """Headings and rows cannot differ: no column is without the way to its entry."""
    with pytest.raises(TypeError, match="of"):
        Column("score")


def test_a_mistake_in_a_column_is_seen_where_the_table_is_made():
    """A table can only be wrong where it is made, not where it is shown."""
    with pytest.raises(IndexError):
        table([Entry(), Entry()])


def test_a_long_table_is_shown_in_part_and_written_whole():
    """A page stays small; nothing is lost from the file."""
    rows = [[Entry(str(place)), Entry(place), Entry(), Entry()] for place in range(50)]
    made = table(*rows, most=20)

    assert len(made.shown_rows) == 20
    assert made.hidden_rows == 30
    assert len(made.csv.splitlines()) == 51
    assert "20 of 50 rows; the file has all." in list(markdown.table(made))


@given(st.text(max_size=60))
def test_whatever_a_text_holds_a_table_stays_a_table(text):
    """Bars, line ends, markup and formulas in a text change neither Markdown nor CSV."""
    made = table([Entry(text), Entry(1.0, "1.0"), Entry(), Entry()])
    lines = list(markdown.table(made))
    rows = list(csv.reader(io.StringIO(made.csv)))

    assert len(lines) == 6
    assert all("\n" not in line for line in lines)
    assert lines[4].count("|") - lines[4].count("\\|") == 3
    assert "<" not in lines[4]
    assert len(rows) == 2
    assert rows[1][0][:1] not in ("=", "+", "-", "@", "\t")
