"""`triptych data`: where tasks' files are kept, and which of them are here."""

import os
from pathlib import Path

import typer

from triptych.catalogue import Catalogue
from triptych.cli import console
from triptych.cli.options import AsJson, TaskFolders
from triptych.task import Task

DATA_VARIABLE = "TRIPTYCH_DATA"

data = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Where tasks' files are kept, and which of them are here.",
)


def data_folder() -> Path:
    """Where downloaded files are kept: TRIPTYCH_DATA, or the user's cache folder."""
    if chosen := os.environ.get(DATA_VARIABLE):
        return Path(chosen).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "triptych"


def data_status(card: Task) -> str:
    """Whether the task's data comes with it, was downloaded, or is still to be had."""
    if not card.files:
        return "embedded"
    here = all((data_folder() / file).is_file() for file in card.files)
    return "downloaded" if here else "not downloaded"


@data.command("list")
def list_data(tasks: TaskFolders = None, json: AsJson = False) -> None:
    """List each task's files and whether they are here."""
    found = Catalogue.find(tasks or ()).tasks.values()
    facts = [
        {"task": task.name, "data": data_status(task.card), "files": list(task.card.files)}
        for task in found
    ]
    if json:
        console.print_json(facts)
        return
    rows = [
        (task.name, data_status(task.card), ", ".join(task.card.files) or "none needed")
        for task in found
    ]
    console.print_rows(console.data(), ("task", "data", "files"), rows)


@data.command("where")
def where() -> None:
    """Print the folder downloaded files are kept in."""
    console.data().print(str(data_folder()), soft_wrap=True)
