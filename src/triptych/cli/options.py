"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Final

import typer

TaskNames = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TASK]...", help="Names of tasks; all where none is given."),
]
TaskFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--tasks",
        metavar="FOLDER",
        envvar="TRIPTYCH_TASKS",
        help="A folder of task folders of your own, or one task folder; may be repeated.",
    ),
]
Results = Annotated[
    Path,
    typer.Option(
        "--results", metavar="FOLDER", envvar="TRIPTYCH_RESULTS", help="Where runs are kept."
    ),
]
ProfileName = Annotated[
    str,
    typer.Option("--profile", metavar="NAME", help="How much is run: quick, standard or full."),
]
NewRun = Annotated[
    str | None,
    typer.Option(
        "--run", metavar="NAME", help="The run's folder in the results; the profile's name if left."
    ),
]
FinishedRun = Annotated[
    str,
    typer.Option("--run", metavar="NAME", help="Which run of the results; the newest if left."),
]
Contenders = Annotated[
    list[str] | None,
    typer.Option(
        "--contender",
        metavar="NAME",
        help="Only this contender (rules, classical:logistic, …); may be repeated.",
    ),
]
Studies = Annotated[
    list[str] | None,
    typer.Option(
        "--study", metavar="NAME", help="This study, not those of the profile; may be repeated."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Trials at once; every core if left."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]


DEFAULT_TASKS: Final = Path("my_tasks")
DEFAULT_RESULTS: Final = Path("results")
DEFAULT_PROFILE: Final = "standard"
NEWEST_RUN: Final = "latest"
