"""`triptych show`: a task's card, its contenders, features, rules, and a few of its items."""

import importlib
from typing import Annotated, Any

import typer

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cli import console
from triptych.cli.downloads import data_status
from triptych.cli.options import AsJson, TaskFolders
from triptych.split import Split


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
    """Show a task: its card, contenders, features, rules, and items a rule author may see."""
    task = LoadedTask(Catalogue.find(tasks or ())[name])
    facts = _facts(task, items)
    if json:
        console.print_json(facts)
    else:
        _print(facts)


def _facts(task: LoadedTask, items: int) -> dict[str, Any]:
    from triptych.cli.item import item_in_words
    from triptych.dataset import take
    from triptych.fold import author_part

    dataset = task.dataset
    author = author_part(dataset)
    seen = take(dataset.raw, author)
    table = task.features(seen)
    rules = task.make("rules", 0)
    # Rules are only counted on what their author may see, which changes no decision.
    rules.fit(table if _reads(rules, "table") == "table" else seen, dataset.target[author])
    shown = author[:items]
    return {
        **_card(task),
        "items": len(dataset),
        "author_items": len(author),
        "classes": None if dataset.classes is None else list(dataset.classes),
        "contenders": [_contender(task, name, rules) for name in task.folder.contenders],
        "features": _features(task, list(table.columns)),
        "rules": rules.rulebook() if hasattr(rules, "rulebook") else [],
        "author_part": [
            {"item": int(number), "answer": dataset.target[number], "raw": item_in_words(item)}
            for number, item in zip(shown, _each(seen), strict=False)
        ],
    }


def _card(task: LoadedTask) -> dict[str, Any]:
    card = task.card
    return {
        "name": task.name,
        "title": card.title,
        "question": card.question,
        "why": card.why,
        "modality": card.modality,
        "metric": card.metric.label,
        "split": _split_in_words(card.split),
        "delta": card.delta,
        "delta_reason": card.delta_reason,
        "licence": card.licence,
        "source": card.source,
        "citation": card.citation,
        "data": data_status(card),
        "folder": str(task.folder.path),
    }


def _split_in_words(split: Split) -> str:
    if split.kind == "cross_validated":
        return f"cross-validated in {split.folds} folds, a new partition each seed"
    if split.kind == "held_out":
        return f"about {split.test_items:,} items held out, the same for every seed"
    if split.kind == "rolling":
        return f"blocks of {split.step:,} items, each after training on the {split.window:,} before"
    return "the publisher's own test part"


def _contender(task: LoadedTask, name: str, rules: Any) -> dict[str, Any]:
    estimator = rules if name == "rules" else task.make(name, 0)
    return {
        "name": name,
        "estimator": _in_words(estimator),
        "reads": _reads(estimator, "raw" if name.startswith("deep") else "table"),
        "size": rules.size() if name == "rules" and hasattr(rules, "size") else {},
    }


def _in_words(estimator: Any) -> str:
    """The estimator's class, and what it is made of."""
    if steps := getattr(estimator, "steps", None):
        return " + ".join(_in_words(step) for _, step in steps)
    name = type(estimator).__name__
    inner = getattr(estimator, "estimator", None)
    return name if inner is None else f"{name} of {_in_words(inner)}"


def _reads(estimator: Any, default: str) -> str:
    return str(getattr(estimator, "reads", default))


def _features(task: LoadedTask, columns: list[str]) -> list[dict[str, str]]:
    meanings = getattr(importlib.import_module(f"{task.folder.package}.data"), "MEANINGS", {})
    return [{"name": str(name), "means": meanings.get(name, "")} for name in columns]


def _each(raw: Any) -> Any:
    return (row for _, row in raw.iterrows()) if hasattr(raw, "iterrows") else iter(raw)


def _print(facts: dict[str, Any]) -> None:
    place = console.data()
    place.print(f"{facts['name']}: {facts['title']}", style="bold")
    place.print(facts["question"])
    console.print_pairs(place, _card_lines(facts))
    console.print_heading(place, "Contenders")
    console.print_pairs(place, [(who["name"], _contender_line(who)) for who in facts["contenders"]])
    console.print_heading(place, f"Features ({len(facts['features'])})")
    console.print_pairs(place, [(one["name"], one["means"] or "-") for one in facts["features"]])
    if facts["rules"]:
        console.print_heading(place, "Rules")
    for number, rule in enumerate(facts["rules"], start=1):
        points = f" ({rule['points']:+g})" if "points" in rule else ""
        opening = f"  {number:>2} {rule['label']}{points}: "
        console.print_hanging(place, opening, rule["says"], indent=5, style="")
        if rule["because"] != rule["says"]:
            console.print_hanging(place, "     because ", rule["because"], indent=5)
    if facts["author_part"]:
        console.print_heading(place, "Items of the author's part, the only ones a rule author sees")
    for item in facts["author_part"]:
        place.print(f"  {item['answer']} (item {item['item']})", style="bold")
        for line in item["raw"].splitlines():
            console.print_hanging(place, "    ", line, indent=4)


def _card_lines(facts: dict[str, Any]) -> list[tuple[str, str]]:
    classes = facts["classes"]
    return [
        ("why", facts["why"]),
        ("modality", facts["modality"]),
        ("items", f"{facts['items']:,}, {facts['author_items']:,} of them the author's part"),
        ("classes", "numbers" if classes is None else f"{len(classes)}: {', '.join(classes)}"),
        ("metric", facts["metric"]),
        ("split", facts["split"]),
        ("delta", f"{facts['delta']:g}: {facts['delta_reason']}"),
        ("licence", facts["licence"]),
        ("source", facts["source"]),
        ("citation", facts["citation"]),
        ("data", facts["data"]),
        ("folder", facts["folder"]),
    ]


def _contender_line(contender: dict[str, Any]) -> str:
    size = ", ".join(f"{amount:g} {what}" for what, amount in contender["size"].items())
    words = f"{contender['estimator']}, reads {contender['reads']}"
    return f"{words}: {size}" if size else words
