"""A page: what it says, in order, before anybody decides how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from triptych.report.model.figure import Figure
from triptych.report.model.table import Table
from triptych.report.model.walk import ShownWalk


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is, with a link where there is one."""

    name: str
    text: str
    href: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A task's verdict: in a sentence, how sure it is, and what would settle it."""

    sentence: str
    paradigm: str = ""
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with text, figures, tables and walks under it.

    `arrangement` says how they stand: one under another, figures in a grid of small panels,
    figures in pairs, or tables side by side.
    """

    anchor: str
    title: str
    paragraphs: Sequence[str] = ()
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
    """What the index says of a task: where it leads, and a line or two."""

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
        """Every table of the page, those under figures included."""
        found: list[Table] = []
        for section in self.sections:
            found.extend(figure.table for figure in section.figures if figure.table is not None)
            found.extend(section.tables)
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """Every page of a run, and where its numbers come from."""

    version: str
    index: Page
    tasks: Sequence[Page]
    provenance: Sequence[Fact]
