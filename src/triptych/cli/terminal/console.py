"""Consoles: data goes to stdout, messages to stderr; both adapt to the terminal's width.

All that the command line prints goes through here, and nothing of it is obeyed by the window:
`visible` shows what would be. Rich is imported when something is printed with it: `--help` does
without.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, TextIO

from triptych.cli.terminal.visible import visible, visible_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

UNLIMITED: Final = 10_000
"""Width outside a terminal: lines in a pipe are never cut."""

LEAST_BESIDE: Final = 28
"""With fewer columns left, a value is printed below its name, not beside it."""

LEAST_WRAPPED: Final = 16
"""Least width of a table's wrapped column."""


def data() -> "Console":
    """The console for the requested data (stdout)."""
    return _console(sys.stdout)


def talk() -> "Console":
    """The console for progress, warnings and errors (stderr)."""
    return _console(sys.stderr)


def say(words: str) -> None:
    """Print a line on stderr without rich: how a command ended."""
    print(visible(words), file=sys.stderr)


def say_traceback(error: BaseException | None) -> None:
    """Print where an error came from, on stderr."""
    say("".join(traceback.format_exception(error)).rstrip("\n"))


def print_json(value: Any) -> None:
    """Print one JSON document for another program to read."""
    print(visible_json(json.dumps(value, indent=2, ensure_ascii=False)))


def styled(words: str, style: str = "") -> "Text":
    """Words in a style, for whoever draws with rich."""
    from rich.text import Text

    return Text(visible(words), style=style)


def print_rows(
    place: "Console",
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Sequence[str] = (),
    wraps: str = "",
    heading: int = 1,
) -> None:
    """Print a table where it fits the window, else a block of lines for each row.

    `numbers` names the columns to align at the right, `wraps` one that may take several lines;
    the first `heading` columns open a block.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    rows = [[*map(visible, row)] for row in rows]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(styled(column), justify="right" if column in numbers else "left")
    for row in rows:
        table.add_row(*map(styled, row))
    width = place.measure(table, options=place.options.update(width=UNLIMITED)).maximum
    if wraps and width > place.width:
        words = [row[columns.index(wraps)] for row in rows]
        left = max(map(len, [wraps, *words])) - (width - place.width)
        if left >= LEAST_WRAPPED:
            table.columns[columns.index(wraps)].width = left
            width = place.width
    if width <= place.width:
        place.print(table)
        return
    for row in rows:
        place.print(styled(" ".join(row[:heading]), "bold"))
        print_pairs(place, list(zip(columns[heading:], row[heading:], strict=True)))


def print_pairs(place: "Console", pairs: Sequence[tuple[str, str]]) -> None:
    """Print names with their values beside them, or after them where the window is narrow."""
    widest = max((len(name) for name, _ in pairs), default=0)
    narrow = place.width - widest < LEAST_BESIDE
    for name, value in pairs:
        opening = f"  {name}: " if narrow else f"  {name.ljust(widest)}  "
        if value:
            print_hanging(place, opening, value, indent=4 if narrow else len(opening))


def print_hanging(
    place: "Console", opening: str, words: str, *, indent: int, style: str = "dim"
) -> None:
    """Print text after a styled opening; later lines are indented by `indent`."""
    opening = visible(opening)
    lines = wrap(
        visible(words),
        max(place.width, indent + LEAST_BESIDE // 2),
        initial_indent=opening,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    first = styled(lines[0] if lines else opening)
    first.stylize(style, 0, len(opening))
    for line in (first, *map(styled, lines[1:])):
        place.print(line, soft_wrap=True)


def print_heading(place: "Console", words: str) -> None:
    """Print a line that opens a section."""
    place.print(styled(f"\n{words}", "bold"))


def _console(file: TextIO) -> "Console":
    from triptych.cli.terminal.visible_console import VisibleConsole

    windowless = not file.isatty() and "COLUMNS" not in os.environ
    return VisibleConsole(
        file=file,
        width=UNLIMITED if windowless else None,
        markup=False,
        highlight=False,
        emoji=False,
    )
