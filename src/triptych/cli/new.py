"""`triptych new`: writes the five files of a new task, which already work."""

import keyword
import shlex
import shutil
import tomllib
from pathlib import Path
from string import Template
from typing import Annotated, Final

import typer

from triptych.catalogue import Catalogue
from triptych.cli.options import DEFAULT_TASKS
from triptych.cli.terminal import console
from triptych.errors import UsageError
from triptych.task import Modality

TEMPLATES: Final = Path(__file__).parent / "templates"
COPIED: Final = ("data.py", "rules.py", "classical.py", "deep.py")
FILES: Final = ("__init__.py", *COPIED)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new task's name.")],
    modality: Annotated[Modality, typer.Option("--modality", help="What one item is.")],
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where your task folders lie.")
    ] = DEFAULT_TASKS,
) -> None:
    """Write a task folder of five files that already passes `triptych check`."""
    _require_good_name(name)
    folder = into / name
    if folder.exists():
        raise UsageError(f"{folder} is there already. Choose another name, or remove it first.")
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(_card(modality), encoding="utf-8")
    for file in COPIED:
        own = TEMPLATES / modality / file
        shutil.copyfile(own if own.is_file() else TEMPLATES / "every" / file, folder / file)
    place = console.data()
    place.print(f"wrote {folder}: {', '.join(FILES)}")
    place.print("Put your data into data.py and your rules into rules.py, then:", soft_wrap=True)
    tasks = f"--tasks {shlex.quote(str(into))}"
    for command in (
        f"triptych check {name} {tasks}",
        f"triptych run {name} {tasks} --profile quick --run {name}",
        f"triptych explain {tasks} --run {name}",
        f"triptych bench {tasks} --run {name}",
        f"triptych report --run {name}",
    ):
        place.print(f"  {command}", soft_wrap=True)


def _card(modality: Modality) -> str:
    """The task's card, which differs between modalities in a few words only."""
    words = tomllib.loads((TEMPLATES / modality / "card.toml").read_text(encoding="utf-8"))
    card = (TEMPLATES / "every" / "card.txt").read_text(encoding="utf-8")
    return Template(card).substitute(words, modality=modality)


def _require_good_name(name: str) -> None:
    good = name.isidentifier() and not keyword.iskeyword(name) and name[0] != "_"
    if not good or name != name.lower():
        raise UsageError(
            f"{name!r} cannot be a task's name. Use small letters, digits and underscores, "
            "beginning with a letter: `parking_spots`."
        )
    if name in Catalogue.find().tasks:
        raise UsageError(f"there is a built-in task {name!r} already. Choose another name.")
