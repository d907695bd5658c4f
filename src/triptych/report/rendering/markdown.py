"""Pages as Markdown, with the same numbers as the HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from triptych.report.model.page import Book, Fact, Page, Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.model.walk import Reading, ShownWalk
from triptych.report.notes.statistics import FORMULAS
from triptych.report.words.text import printable

# Underscores inside words mean nothing to Markdown; all else that has a meaning is escaped.
_SPECIAL: Final = re.compile(r"[\\`*<>\[\]|~#]|(?<![^\W_])_|_(?![^\W_])")


def render(book: Book) -> str:
    """The whole report as one document."""
    lines: list[str] = []
    for page in book.pages:
        lines.extend(_page(page, 1 if page is book.index else 2))
    lines += ["## How it is computed", ""]
    for note in FORMULAS:
        lines += [f"**{escape(note.title)}.** {escape(note.text)}", ""]
        lines += [f"    {note.formula}", "", f"({note.address})", ""]
    lines += ["## Provenance", "", *_facts(book.provenance)]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """The text, escaped for Markdown."""
    one_line = " ".join(printable(text).split())
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line).replace("\\<", "&lt;")


def table(content: Table) -> Iterator[str]:
    """The lines of a table, the row's name in its first column."""
    columns = [column for column in content.shown_columns if column.written]
    yield f"*{escape(content.caption)}* ([{content.file}](tables/{content.file}))"
    yield ""
    yield _row(escape(column.label) or " " for column in columns)
    yield _row("---:" if column.numeric else ":---" for column in columns)
    for row in content.shown_rows:
        yield _row(_entry(column, entry) for column, entry in row if column.written)
    if content.hidden_rows:
        yield ""
        yield f"{content.most} of {len(content.rows)} rows; the file has all."
    yield ""


def _page(page: Page, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(page.heading)}"
    yield ""
    for line in (page.kicker, *page.lede):
        yield from _paragraph(line)
    if page.answer is not None:
        yield f"> **{escape(page.answer.sentence)}**"
        for remark in page.answer.remarks:
            yield ">"
            yield f"> {escape(remark)}"
        yield ""
    for section in page.sections:
        yield from _section(section, level + 1)


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(section.title)}"
    yield ""
    for paragraph in section.paragraphs:
        yield from _paragraph(paragraph)
    if section.links:
        yield " · ".join(f"[{escape(link.text)}]({link.href})" for link in section.links)
        yield ""
    for notice in section.notices:
        yield from _paragraph(notice)
    if section.facts:
        yield from _facts(section.facts)
    for entry in section.entries:
        yield f"- [{escape(entry.title)}]({entry.href}): {escape(' '.join(entry.lines))}"
    if section.entries:
        yield ""
    for figure in section.figures:
        if figure.table is not None:
            yield from table(figure.table)
    for content in section.tables:
        yield from table(content)
    for walk in section.walks:
        yield from _walk(walk, level + 1)


def _walk(walk: ShownWalk, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escape(walk.title)}"
    yield ""
    yield f"Truth: {escape(walk.truth)}. {escape(walk.sight.words)}"
    yield ""
    for reading in walk.readings:
        yield f"- **{escape(f'{reading.contender}: {reading.decision}')}**, {_how(reading)}"
        yield from (f"  - becomes: {escape(step)}" for step in reading.steps)
        for stage in reading.stages:
            yield f"  - {stage.name}: {escape('; '.join(stage.lines))}"
        counting = [f"{name} = {value} ({entry.text})" for name, value, entry in reading.columns]
        if counting:
            yield f"  - {escape(reading.columns_caption)}: {escape('; '.join(counting))}"
        if reading.sight is not None:
            yield f"  - {escape(reading.caption)}: {escape(reading.sight.words)}"
    yield ""


def _how(reading: Reading) -> str:
    return escape(", ".join(filter(None, (reading.judgement, reading.sure))))


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    for fact in facts:
        yield f"- {escape(fact.name)}: {escape(fact.text)}"
    yield ""


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield escape(text)
        yield ""


def _row(entries: Iterator[str]) -> str:
    return f"| {' | '.join(entries)} |"


def _entry(column: Column, entry: Entry) -> str:
    text = escape(entry.shown)
    return f"{text} ({escape(entry.note)})" if entry.note else text
