"""`triptych show`: a task's card, its contenders, features, rules, and a few of its items."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cli.debugging import is_debugging
from triptych.cli.options import AsJson, TaskFolders
from triptych.cli.terminal import console
from triptych.report.words.number import counted

if TYPE_CHECKING:  # `--help` must not pay for numpy
    from rich.console import Console


def show(
    name: Annotated[str, typer.Argument(metavar="TASK", help="The task's name.")],
    tasks: TaskFolders = None,
    items: Annotated[
        int,
        typer.Option(
            "--items", min=0, metavar="N", help="How many items of the author's part to show."
        ),
    ] = 3,
    json: AsJson = False,
) -> None:
    """Show a task: its card, contenders, features, rules, and items a rule author may see.

    A part that is broken is told with its reason. Ends with exit code 1 where there are no items.
    """
    from triptych.cli.show.anatomy import ITEMS, Anatomy

    anatomy = Anatomy(LoadedTask(Catalogue.find(tasks or ())[name]))
    facts = anatomy.facts(items)
    if json:
        console.print_json(facts)
    else:
        _print(facts)
    without_items = anatomy.errors.pop(ITEMS, None)
    if is_debugging():
        for error in anatomy.errors.values():
            console.say_traceback(error)
    if without_items is not None:
        raise without_items


def _print(facts: dict[str, Any]) -> None:
    from triptych.cli.show.item import item_in_words

    place = console.data()
    problems = facts["problems"]
    place.print(f"{facts['name']}: {facts['title']}", style="bold")
    place.print(facts["question"])
    console.print_pairs(place, _card_lines(facts))
    console.print_heading(place, "Contenders")
    lines = [(who["name"], _contender_line(who, problems)) for who in facts["contenders"]]
    console.print_pairs(place, lines)
    console.print_heading(place, f"Features ({len(facts['features'])})")
    _print_problem(place, "broken", problems.get("features"))
    console.print_pairs(place, [(one["name"], one["means"] or "-") for one in facts["features"]])
    if facts["rules"] or "rules" in problems:
        console.print_heading(place, "Rules")
    _print_problem(place, "broken", problems.get("rules"))
    for number, rule in enumerate(facts["rules"], start=1):
        points = f" ({rule['points']:+g})" if "points" in rule else ""
        opening = f"  {number:>2} {rule['label']}{points}: "
        console.print_hanging(place, opening, rule["says"], indent=5, style="")
        if rule["because"] != rule["says"]:
            console.print_hanging(place, "     because ", rule["because"], indent=5)
    if facts["author_part"]:
        console.print_heading(place, "Items of the author's part, the only ones a rule author sees")
    elif "items" in problems:
        console.print_heading(place, "Items")
    _print_problem(place, "not loaded", problems.get("items"))
    for item in facts["author_part"]:
        place.print(f"  {item['answer']} (item {item['item']})", style="bold")
        for line in item_in_words(item["raw"]).splitlines():
            console.print_hanging(place, "    ", line, indent=4)


def _print_problem(place: "Console", what: str, problem: str | None) -> None:
    if problem is not None:
        console.print_hanging(place, f"  {what}: ", problem, indent=4, style="red")


def _card_lines(facts: dict[str, Any]) -> list[tuple[str, str]]:
    classes, author_items = facts["classes"], facts["author_items"]
    author = "" if author_items is None else f", {author_items:,} of them the author's part"
    named = f"{len(classes)}: {', '.join(classes)}" if classes else ""
    return [
        ("why", facts["why"]),
        ("modality", facts["modality"]),
        ("items", f"{facts['items']:,}{author}"),
        ("classes", "numbers" if classes is None else named),
        ("metric", facts["metric"]),
        ("split", facts["split"]),
        ("delta", f"{facts['delta']:g}: {facts['delta_reason']}"),
        ("licence", facts["licence"]),
        ("source", facts["source"]),
        ("citation", facts["citation"]),
        ("data", facts["data"]),
        ("folder", facts["folder"]),
    ]


def _contender_line(contender: dict[str, Any], problems: dict[str, str]) -> str:
    name = contender["name"]
    if not contender["estimator"]:
        return "cannot be made: see Rules" if name == "rules" else f"broken: {problems[name]}"
    size = ", ".join(
        counted(amount, what.removesuffix("s")) for what, amount in contender["size"].items()
    )
    words = f"{contender['estimator']}, reads {contender['reads']}"
    return f"{words}: {size}" if size else words
