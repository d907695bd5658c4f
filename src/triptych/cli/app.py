"""The command `triptych`: its subcommands and their exit codes.

Exit codes: 0 ok, 1 failed, 2 usage, 3 finished with gaps, 130 interrupted (143 by SIGTERM, 129 by
a closed terminal).
"""

import io
import sys
from typing import Annotated, Any, NoReturn, Protocol, final, runtime_checkable

import typer
from typer.core import TyperGroup

from triptych import __version__
from triptych.cli import signals
from triptych.cli.advise import advise
from triptych.cli.bench import bench
from triptych.cli.check import check
from triptych.cli.compare import compare
from triptych.cli.data.command import data
from triptych.cli.debugging import DEBUG_OPTION, DEBUG_VARIABLE, is_debugging
from triptych.cli.explain import explain
from triptych.cli.new import new
from triptych.cli.plan import plan, why
from triptych.cli.report import report
from triptych.cli.run import run
from triptych.cli.show.command import show
from triptych.cli.tasks import list_tasks
from triptych.cli.terminal import console
from triptych.cli.trust import trust
from triptych.cli.walk.command import walk
from triptych.errors import TriptychError


@final
class _Commands(TyperGroup):
    """The commands; of one that a signal ends, a line says what is kept and how to go on."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; typer would end it without a word, whatever the signal."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            console.say(f"triptych: {signals.words_of(interrupt)}")
            raise typer.Exit(signals.exit_code_of(interrupt)) from None


@runtime_checkable
class _UsageError(Protocol):
    """What typer raises for a command line it does not understand."""

    exit_code: int

    def show(self, file: io.StringIO) -> None: ...


app = typer.Typer(
    name="triptych",
    cls=_Commands,
    # Plain help: rich's cuts option names in narrow windows and costs a third of the time.
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("compare", short_help="Your own data: which of the three?")(compare)
app.command("list", short_help="Every task.")(list_tasks)
app.command("show", short_help="What one task is made of.")(show)
app.command("plan", short_help="What would be run.")(plan)
app.command("run", short_help="Run what is missing.")(run)
app.command("explain", short_help="Measure explanations of what was fitted.")(explain)
app.command("bench", short_help="Time what was fitted.")(bench)
app.command("walk", short_help="One item through all three.")(walk)
app.command("trust", short_help="Accept somebody else's run.")(trust)
app.command("report", short_help="Build a run's report.")(report)
app.command("advise", short_help="Which of the three, under constraints?")(advise)
app.command("why", short_help="Why a cell would be run.")(why)
app.command("check", short_help="Do tasks keep the contract?")(check)
app.command("new", short_help="Write a task to begin with.")(new)
app.add_typer(data, name="data", short_help="Files that tasks need.")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"triptych {__version__}")
        raise typer.Exit


@app.callback()
def triptych(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(DEBUG_OPTION, help=f"Show tracebacks of errors; so does {DEBUG_VARIABLE}=1."),
    ] = False,
) -> None:
    """Rules, classical model or deep network? Measured side by side on your task."""


def main() -> NoReturn:
    """Run the command line; every error becomes one clear line on stderr."""
    # The option may stand anywhere: it is remembered when a command has just failed.
    arguments = [argument for argument in sys.argv[1:] if argument != DEBUG_OPTION]
    try:
        exit_code = app(arguments, prog_name="triptych", standalone_mode=False)
        sys.stdout.flush()  # here a full disk can still be told
        sys.exit(exit_code)
    except TriptychError as error:
        _end(str(error), error.exit_code)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _end(f"{place}{error.strerror or error}.", 1)
    except Exception as error:
        if isinstance(error, _UsageError):
            _refuse(error)
        _end(
            f"unexpected {type(error).__name__}: {error}. This is a defect of triptych, or of a "
            f"task's code; the same command with {DEBUG_OPTION} shows where.",
            1,
        )


def _end(words: str, exit_code: int) -> NoReturn:
    if is_debugging():
        console.say_traceback(sys.exc_info()[1])
    console.say(f"triptych: {words}")
    sys.exit(exit_code)


def _refuse(error: _UsageError) -> NoReturn:
    words = io.StringIO()
    error.show(words)
    console.say(words.getvalue().rstrip("\n"))
    sys.exit(error.exit_code)
