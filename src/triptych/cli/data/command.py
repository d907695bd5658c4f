"""`triptych data`: lists and verifies the files that tasks need."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from triptych.cli.data.fetch import fetch
from triptych.cli.data.needed import (
    data_status,
    fetch_command,
    needed,
    tasks_in_question,
    weights_status,
)
from triptych.cli.options import AsJson, TaskFolders, TaskNames
from triptych.cli.terminal import console
from triptych.cli.terminal.licence import in_short
from triptych.downloads.download import Downloadable
from triptych.downloads.folder import check, data_folder, is_here
from triptych.downloads.pretrained import PretrainedNetwork
from triptych.downloads.wheel_member import WheelMember
from triptych.task import TaskFolder

if TYPE_CHECKING:  # the console is made when it is used
    from rich.console import Console

data = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Files that tasks need: get them, check them, say where they are.",
)
data.command("fetch", short_help="Download what is missing.")(fetch)


@data.command("verify", short_help="Is every file as it should be?")
def verify(names: TaskNames = None, tasks: TaskFolders = None, json: AsJson = False) -> None:
    """Check every byte of every file, and say which tasks a bad one affects.

    Ends with exit code 1 where a file is corrupted; one that is only missing is no error.
    """
    in_question = tasks_in_question(names, tasks)
    found = [_checked(download, affected) for download, affected in needed(in_question).items()]
    corrupted = [facts for facts in found if facts["state"] == "corrupted"]
    if json:
        console.print_json(found)
    else:
        _print_checked(found, corrupted)
        bad = {name for one in found if one["state"] != "ok" for name in one["tasks"]}
        if bad:
            command = fetch_command(task for task in in_question if task.name in bad)
            console.data().print(f"\nTo download them: {command}", soft_wrap=True)
    if corrupted:
        raise typer.Exit(1)


@data.command("list", short_help="What each task needs.")
def list_data(names: TaskNames = None, tasks: TaskFolders = None, json: AsJson = False) -> None:
    """List each task's files, how large they are, their licence, and whether they are here.

    Then the pretrained networks, which tasks can use and do not need.
    """
    found = tasks_in_question(names, tasks)
    if json:
        console.print_json([_facts(task) for task in found])
        return
    place = console.data()
    rows = [
        (
            task.name,
            data_status(task.card),
            f"{sum(len(download.checksums) for download in task.card.files):,}",
            f"{sum(download.size for download in task.card.files):,}",
            in_short(task.card.licence),
        )
        for task in found
        if task.card.files
    ]
    columns = ("task", "data", "files", "bytes", "licence")
    if rows:
        console.print_rows(place, columns, rows, numbers=("files", "bytes"), wraps="licence")
    embedded = [task.name for task in found if not task.card.files]
    if embedded:
        place.print(f"\nNo data to download for {', '.join(embedded)}.")
    _print_networks(place, found)


@data.command("where", short_help="The folder they are kept in.")
def where() -> None:
    """Print the folder of downloaded files."""
    console.data().print(str(data_folder()), soft_wrap=True)


def _print_networks(place: "Console", tasks: Sequence[TaskFolder]) -> None:
    """The pretrained networks that tasks can use, each once."""
    users: dict[PretrainedNetwork, list[str]] = {}
    for task in tasks:
        if task.card.pretrained:
            users.setdefault(task.card.pretrained, []).append(task.name)
    rows = [
        (
            network.name,
            weights_status(network),
            f"{len(network.files):,}",
            f"{network.size:,}",
            network.licence,
            ", ".join(names),
        )
        for network, names in users.items()
    ]
    if rows:
        console.print_heading(place, "Pretrained networks, for the contender deep:pretrained")
        columns = ("network", "weights", "files", "bytes", "licence", "used by")
        console.print_rows(place, columns, rows, numbers=("files", "bytes"), wraps="used by")


def _network_facts(network: PretrainedNetwork) -> dict[str, Any]:
    return {
        "name": network.name,
        "weights": weights_status(network),
        "trained_on": network.trained_on,
        "licence": network.licence,
        "source": network.source,
        "packages": list(network.packages),
        "bytes": network.size,
        "files": [_file_facts(file) for file in network.files],
    }


def _facts(task: TaskFolder) -> dict[str, Any]:
    card = task.card
    return {
        "task": task.name,
        "data": data_status(card),
        "licence": card.licence,
        "source": card.source,
        "bytes": sum(download.size for download in card.files),
        "files": [_file_facts(download) for download in card.files],
        "pretrained": _network_facts(card.pretrained) if card.pretrained else None,
    }


def _file_facts(download: Downloadable) -> dict[str, Any]:
    facts = {
        "path": download.path,
        "url": download.url,
        "bytes": download.size,
        "sha256": dict(download.checksums),
        "here": is_here(download),
    }
    if isinstance(download, WheelMember):
        facts |= {"wheel": download.requirement, "member": download.place}
    return facts


def _checked(download: Downloadable, affected: list[str]) -> dict[str, Any]:
    checked = check(download)
    return {
        "file": download.path,
        "state": checked.state,
        "reason": checked.reason,
        "bytes": download.size,
        "tasks": affected,
    }


def _print_checked(found: list[dict[str, Any]], corrupted: list[dict[str, Any]]) -> None:
    place = console.data()
    if not found:
        place.print("Nothing to check: these tasks bring their data along.")
        return
    rows = [
        (facts["file"], facts["state"], f"{facts['bytes']:,}", ", ".join(facts["tasks"]))
        for facts in found
    ]
    columns = ("file", "state", "bytes", "needed by")
    console.print_rows(place, columns, rows, numbers=("bytes",))
    if corrupted:
        console.print_heading(place, f"{len(corrupted)} corrupted")
        console.print_pairs(place, [(facts["file"], facts["reason"]) for facts in corrupted])
