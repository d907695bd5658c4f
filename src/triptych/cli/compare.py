"""`triptych compare`: bring a file, get the answer."""

import sys
from contextlib import nullcontext, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from triptych.cli.options import AsJson, Quiet, Workers
from triptych.cli.run_request import typed_command
from triptych.cli.terminal import console
from triptych.errors import UsageError

if TYPE_CHECKING:  # `--help` must not pay for the harness
    from triptych.comparison.comparison import Comparison

_INDENT: Final = 8
_WITH_GAPS: Final = 3


def compare(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="A CSV, TSV, Parquet, JSON lines, Excel, .ts or .npz file, or a folder of "
            "pictures or recordings with a folder a class.",
        ),
    ],
    target: Annotated[
        str | None, typer.Option("--target", metavar="COLUMN", help="What is to be predicted.")
    ] = None,
    target_kind: Annotated[
        Literal["classes", "number"] | None,
        typer.Option(
            "--target-kind", help="Whether it names classes or is a number; a guess if left."
        ),
    ] = None,
    text: Annotated[
        list[str] | None, typer.Option("--text", metavar="COLUMN", help="Read this text alone.")
    ] = None,
    images: Annotated[
        str | None, typer.Option("--images", metavar="COLUMN", help="File names of pictures.")
    ] = None,
    audio: Annotated[
        str | None, typer.Option("--audio", metavar="COLUMN", help="File names of recordings.")
    ] = None,
    series: Annotated[
        list[str] | None,
        typer.Option("--series", metavar="COLUMN", help="Steps of a series, `hour_*` for many."),
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="COLUMN", help="Rows that belong together.")
    ] = None,
    time: Annotated[
        str | None,
        typer.Option("--time", metavar="COLUMN", help="When each row was: train on the past only."),
    ] = None,
    positive: Annotated[
        str | None,
        typer.Option("--positive", metavar="CLASS", help="The class looked for: judge by its F1."),
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", metavar="COLUMN", help="Leave out; repeatable.")
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help="Keep, though it looks like a leak."),
    ] = None,
    names: Annotated[
        str | None,
        typer.Option("--names", metavar="A,B,…", help="Column names of a file without a header."),
    ] = None,
    delta: Annotated[
        float | None,
        typer.Option("--delta", metavar="D", help="A difference that would not matter; .02 = 2 %."),
    ] = None,
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where comparisons are written.")
    ] = Path("compared"),
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Its name there; the file's if left."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="One seed instead of two.")] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="More seeds, then explain and time all three.")
    ] = False,
    workers: Workers = None,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare rules, a classical model and a network on your own data.

    Writes a task folder with rules that a learner suggests. Edit its rules.py and type the same
    line again: only what changed is run. Ends with exit code 3 where a contender has no result.

    \b
    triptych compare tickets.csv --target team
    triptych compare photos/
    triptych compare meter.csv --target broken --time day --quick
    """  # noqa: D301  the mark keeps the lines of the examples apart
    if quick and thorough:
        raise UsageError("--quick and --thorough ask for different things; give one.")
    from triptych.cli.progress import RunProgress
    from triptych.comparison.compare import carry_out, name_of, understand
    from triptych.comparison.wanted import Given, Wanted
    from triptych.own_data.wishes import Wishes

    wishes = Wishes(
        target=target,
        target_kind=target_kind,
        text=tuple(text or ()),
        images=images,
        audio=audio,
        series=tuple(series or ()),
        group=group,
        time=time,
        positive=positive,
        drop=tuple(drop or ()),
        keep=tuple(keep or ()),
        names=tuple(names.split(",")) if names else (),
    )
    effort = "quick" if quick else "standard" if thorough else "compare"
    wanted = Wanted(delta=delta, effort=effort)  # type: ignore[arg-type]  # one of the three
    folder = into / (name or name_of(source))
    place = console.data()
    data, written = understand(source, wishes, wanted, Given(), folder)
    if not json:
        for line in data.described:
            place.print(console.styled(line))
        for one in data.findings:
            console.print_hanging(place, f"{one.line[0]} ", one.line[2:], indent=2, style="")
        about = f"  wrote {folder}"
        if written.kept:
            about += f" (kept as they were: {', '.join(written.kept)})"
        console.talk().print(about, soft_wrap=True)
    progress = RunProgress((), quiet=quiet)
    try:
        with progress:
            found = carry_out(data, written, wanted, progress, workers, typed_command())
    except KeyboardInterrupt as interrupt:
        interrupt.add_note(f"what was finished is kept. To resume: {typed_command()}")
        raise
    if not json:
        _print(found)  # before what takes longer
    if thorough:
        with redirect_stdout(sys.stderr) if json else nullcontext():
            _explain_and_time(folder, quiet=quiet)
    report = found.report()
    if json:
        console.print_json(found.to_json() | {"report": str(report)})
    else:
        console.data().print(f"Report: {report}", soft_wrap=True)
    raise typer.Exit(_WITH_GAPS if found.gaps else 0)


def _print(found: "Comparison") -> None:
    place = console.data()
    for line in found.lines():
        place.print(console.styled(line), soft_wrap=True)
    console.print_hanging(place, "ANSWER  ", found.sentence, indent=_INDENT, style="bold")
    if found.has_suggested:
        place.print(f"Next:   edit {found.folder / 'rules.py'}", soft_wrap=True)


def _explain_and_time(folder: Path, *, quiet: bool) -> None:
    """The phases after a run, as `triptych explain` and `triptych bench` do them."""
    from triptych.cli.bench import bench
    from triptych.cli.explain import explain
    from triptych.comparison.task_folder import RUN

    with suppress(typer.Exit):  # what could not be measured is said, and stands in the report
        explain(RUN, folder, [folder], quiet=quiet)
    bench(RUN, folder, [folder], quiet=quiet)
