"""`triptych list`: lists every task that can be found, with the errors of unusable ones."""

from typing import Any

from triptych.catalogue import Catalogue
from triptych.cli.data.needed import data_status
from triptych.cli.options import AsJson, TaskFolders
from triptych.cli.terminal import console
from triptych.cli.terminal.licence import in_short
from triptych.errors import TriptychError
from triptych.task import TaskFolder


def list_tasks(tasks: TaskFolders = None, json: AsJson = False) -> None:
    """List every task with its question, its licence and whether its data is downloaded."""
    catalogue = Catalogue.find(tasks or ())
    broken = {name: str(error) for name, error in catalogue.broken.items()}
    usable: list[dict[str, Any]] = []
    for task in catalogue.tasks.values():
        try:
            usable.append(_facts(task))
        except TriptychError as error:
            broken[task.name] = str(error)
    if json:
        reasons = [{"name": name, "reason": reason} for name, reason in sorted(broken.items())]
        console.print_json({"tasks": usable, "broken": reasons})
        return
    _print(usable, broken)


def _facts(task: TaskFolder) -> dict[str, Any]:
    card = task.card
    return {
        "name": task.name,
        "title": card.title,
        "modality": card.modality,
        "items": card.items,
        "classes": card.classes,
        "metric": card.metric.label,
        "licence": card.licence,
        "data": data_status(card),
        "contenders": list(task.contenders),
        "folder": str(task.path),
    }


def _print(usable: list[dict[str, Any]], broken: dict[str, str]) -> None:
    place = console.data()
    columns = ("task", "modality", "items", "classes", "licence", "data")
    rows = [
        (
            facts["name"],
            facts["modality"],
            f"{facts['items']:,}",
            "numbers" if facts["classes"] is None else str(facts["classes"]),
            in_short(facts["licence"]),
            facts["data"],
        )
        for facts in usable
    ]
    if rows:
        console.print_rows(place, columns, rows, numbers=("items", "classes"), wraps="licence")
    if broken:
        console.print_heading(place, f"{len(broken)} broken")
        console.print_pairs(place, sorted(broken.items()))
    if not rows and not broken:
        place.print("No task found. `triptych new NAME` writes one.")
