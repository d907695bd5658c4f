"""Promises of a page: every table on it gets a file, wherever on the page it stands."""

from triptych.report.model.figure import Figure
from triptych.report.model.page import Page, Section
from triptych.report.model.table import Column, Table


def table(name):
    return Table(name, f"{name}.csv", "A caption.", [Column("a", "a", of=int)], [1])


def page(*sections):
    return Page(
        file="a.html",
        title="A",
        where="",
        heading="A",
        kicker="",
        lede=[],
        sections=sections,
    )


def test_tables_under_figures_are_tables_of_the_page():
    """In the order in which a reader meets them."""
    first = Section(
        "one",
        "One",
        figures=[Figure("<svg/>", "caption", table("under")), Figure("<svg/>", "none")],
        tables=[table("beside")],
    )
    second = Section("two", "Two", tables=[table("last")])

    assert [one.name for one in page(first, second).tables] == ["under", "beside", "last"]


def test_a_page_without_numbers_has_no_files():
    assert page(Section("one", "One")).tables == []
