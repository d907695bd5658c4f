"""`triptych data fetch`: downloads files of tasks that are missing or damaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from triptych.cli.data.needed import needed, tasks_in_question
from triptych.cli.options import Quiet, TaskFolders, TaskNames
from triptych.cli.terminal import console
from triptych.downloads.download import Downloadable
from triptych.downloads.folder import check, data_folder
from triptych.errors import DataError
from triptych.report.words.number import counted

if TYPE_CHECKING:  # the other commands must not pay for downloading
    from triptych.downloads.fetching import Progress


def fetch(names: TaskNames = None, tasks: TaskFolders = None, quiet: Quiet = False) -> None:
    """Download the files of the named tasks, or of all; what is here and whole is left alone.

    Each file is checked before it takes its place. After an interruption, or without a network,
    the same command goes on with what is missing. Ends with exit code 1 where a file could not
    be had; the others are here then.
    """
    from triptych.downloads.fetching import Fetcher

    wanted = needed(tasks_in_question(names, tasks))
    folder = data_folder()
    lacking = [download for download in wanted if check(download, folder).state != "ok"]
    fetcher = Fetcher(folder)
    failed = 0
    for download in lacking:
        try:
            with _shown(download, quiet=quiet) as progress:
                fetcher.fetch(download, progress)
        except KeyboardInterrupt as interrupt:
            interrupt.add_note("the same command goes on with what is missing.")
            raise
        except DataError as error:
            failed += 1
            _say(f"failed: {error} Needed by: {', '.join(wanted[download])}.")
        else:
            if not quiet:
                _say(f"downloaded: {download.path}, {download.size:,} bytes")
    if not quiet:
        _say(_summary(len(wanted), len(lacking), failed))
    if failed:
        raise typer.Exit(1)


def _summary(wanted: int, lacking: int, failed: int) -> str:
    if not wanted:
        return "Nothing to download: these tasks bring their data along."
    verb = "is" if wanted == 1 else "are"
    here = f"{wanted - failed} of {counted(wanted, 'download')} {verb} in {data_folder()}"
    if failed:
        return f"{here}; the same command goes on with what is missing."
    return f"{here}, {lacking} of them new." if lacking else f"{here} already."


def _say(words: str) -> None:
    console.talk().print(words, soft_wrap=True)


@contextmanager
def _shown(download: Downloadable, *, quiet: bool) -> "Iterator[Progress]":
    """A progress bar of received bytes, labelled with the download's name."""
    # Only fetching pays for rich's progress.
    from rich.progress import DownloadColumn

    from triptych.cli.terminal.bar import bar

    with bar(quiet=quiet, counted=DownloadColumn()) as shown:
        shown.show(0, None, download.path)
        yield lambda came, of: shown.show(came, of, download.path)
