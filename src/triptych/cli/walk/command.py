"""`triptych walk`: shows how each contender processes one item, from raw item to decision."""

from typing import TYPE_CHECKING, Annotated

import typer

from triptych.catalogue import Catalogue
from triptych.cli.options import (
    DEFAULT_RESULTS,
    NEWEST_RUN,
    AsJson,
    FinishedRun,
    Results,
    TaskFolders,
)
from triptych.cli.terminal import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triptych.results.formats.walks import Walk
    from triptych.walks.choice import Pick


def walk(
    name: Annotated[str, typer.Argument(metavar="TASK", help="The task's name.")],
    item: Annotated[
        int | None,
        typer.Argument(
            metavar="[ITEM]",
            min=0,
            help="The item's number in the data; one the report shows if left.",
        ),
    ] = None,
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    tasks: TaskFolders = None,
    json: AsJson = False,
) -> None:
    """Lead one item through the three contenders that a run kept.

    Shows the item, its form at each step of each contender, the output, how the output is read as
    an answer, and which parts of the item count for it.
    """
    from triptych.report.words.verdict import listed
    from triptych.results.formats.document import to_json
    from triptych.results.run import Run
    from triptych.results.run_names import run_folder
    from triptych.walks.walk import Walks

    folder = Catalogue.find(tasks or ())[name]
    found = Run.open(run_folder(results, run))
    walks = Walks(found.folder, folder, found.records)
    changed = walks.changed
    if changed:
        console.talk().print(
            f"the code of {listed(changed)} has changed since the run {found.name}: shown is what "
            f"it fitted then. `triptych run {name} --run {found.name}` fits anew.",
            soft_wrap=True,
        )
    others: Sequence[Pick] = ()
    if item is None:
        first, *others = walks.picks.chosen
        led = walks.walk(first.item, first.why)
    else:
        led = walks.walk(item)
    if json:
        console.print_json({"task": name, "run": found.name, **to_json(led)})
        return
    _print(name, led)
    if others:
        also = ", ".join(f"{one.item} ({one.why})" for one in others)
        console.talk().print(f"\nthe report also shows items {also}", soft_wrap=True)


def _print(task: str, walk: "Walk") -> None:
    from triptych.cli.walk.item import print_item
    from triptych.cli.walk.reading import print_reading
    from triptych.report.task_page.walk_view import shown_walk

    place, shown = console.data(), shown_walk(walk)
    why = f": {walk.why}" if walk.why else ""
    place.print(f"{task}, item {walk.item}{why}", style="bold", soft_wrap=True)
    console.print_pairs(place, [("truth", shown.truth)])
    place.print()
    print_item(place, walk.raw, shown.sight)
    for reading in shown.readings:
        print_reading(place, reading, walk)
