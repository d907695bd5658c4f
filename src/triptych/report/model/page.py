"""A page: its content in order, independent of the format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from triptych.report.model.figure import Figure
from triptych.report.model.table import Table
from triptych.report.model.walk import ShownWalk


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, with an optional link."""

    name: str
    text: str
    href: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page, or to a place on it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A task's verdict: a sentence, its certainty, and what would settle it."""

    sentence: str
    paradigm: str = ""
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a heading with text, figures, tables and walks.

    `arrangement` is their layout: stacked, figures in a grid of small panels, figures in pairs, or
    tables side by side.
    """

    anchor: str
    title: str
    paragraphs: Sequence[str] = ()
    links: Sequence[Link] = ()
    notices: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    facts: Sequence[Fact] = ()
    entries: "Sequence[Teaser]" = ()
    walks: Sequence[ShownWalk] = ()
    legend: bool = False
    arrangement: Literal["stack", "panels", "pairs", "matrices"] = "stack"


@dataclass(frozen=True, slots=True)
class Teaser:
    """The summary of a task on the first page: a link, and a line or two."""

    title: str
    href: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the report."""

    file: str
    title: str
    where: str
    heading: str
    kicker: str
    lede: Sequence[str]
    sections: Sequence[Section]
    answer: Answer | None = None
    contents: bool = True

    @property
    def tables(self) -> list[Table]:
        """Every table of the page, including those of figures."""
        found: list[Table] = []
        for section in self.sections:
            found.extend(figure.table for figure in section.figures if figure.table is not None)
            found.extend(section.tables)
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """All pages of a run, and the provenance of its numbers."""

    version: str
    index: Page
    tasks: Sequence[Page]
    provenance: Sequence[Fact]
    studies: Sequence[Page] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page, in the order in which they are read."""
        return self.index, *self.studies, *self.tasks
