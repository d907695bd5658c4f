"""A progress bar; imports rich's only when a bar is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import final

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
)

from triptych.cli.terminal import console


@final
class Bar:
    """Shows how much work is done, and the current piece of work."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def show(self, done: int, total: int | None, at_hand: str = "") -> None:
        """Show the count; the bar moves to and fro while no total is known."""
        self._progress.update(self._task, completed=done, total=total, description=at_hand)


@contextmanager
def bar(*, quiet: bool, counted: ProgressColumn | None = None) -> Iterator[Bar]:
    """A bar on stderr that disappears at the end; nothing is shown outside a terminal.

    counted     how the count is written; None for `3/10`
    """
    place = console.talk()
    progress = Progress(
        BarColumn(bar_width=20),
        counted or MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=place,
        transient=True,
        disable=quiet or not place.is_terminal,
    )
    with progress:
        yield Bar(progress, progress.add_task("", total=None))
