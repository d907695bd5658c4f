"""Promises of the command line as a whole: light, one clear line an error, the right code."""

import subprocess
import sys

import pytest

from triptych import __version__

HEAVY = ("numpy", "torch", "sklearn", "pandas", "matplotlib", "scipy", "pyarrow")


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["list", "--json"], ["run", "--help"]])
def test_looking_around_imports_nothing_heavy(arguments):
    """Help and the list of tasks must not cost the import of a single library that computes."""
    code = (
        "import sys\n"
        f"sys.argv = ['triptych', *{arguments}]\n"
        "from triptych.cli.app import main\n"
        "try:\n    main()\n"
        f"finally:\n    print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stderr.split() == []


def test_the_module_is_the_command(process):
    """`python -m triptych` is `triptych`."""
    assert process("--version").out == f"triptych {__version__}\n"


def test_no_command_shows_what_there_is(triptych):
    """Who types only `triptych` sees the commands."""
    ended = triptych()

    assert "Commands:" in ended.said
    assert ended.code in (0, 2)


@pytest.mark.parametrize("arguments", [["lst"], ["list", "--jsn"], ["new", "x", "--modality", "y"]])
def test_what_does_not_exist_is_a_usage_error(triptych, arguments):
    """A misspelled command, option or choice ends with exit code 2."""
    ended = triptych(*arguments)

    assert ended.code == 2
    assert ended.out == ""
    assert "Traceback" not in ended.err


def test_an_unknown_task_is_named_with_its_nearest_spelling(triptych, write_task):
    """A misspelled task costs one line to put right."""
    ended = triptych("show", "partiy", "--tasks", write_task())

    assert ended.code == 2
    assert "unknown task 'partiy'. Did you mean 'parity'?" in ended.said
    assert ended.err.count("\n") == 1


def test_an_unknown_task_may_be_of_ones_own(triptych, write_task):
    """Who leaves `--tasks` is told of it; who gave it is not."""
    forgotten = triptych("show", "my_titanic")
    given = triptych("show", "my_titanic", "--tasks", write_task())

    assert "unknown task 'my_titanic'" in forgotten.err
    assert "A task of your own is found with `--tasks FOLDER`." in forgotten.err
    assert "--tasks" not in given.err


@pytest.mark.parametrize("command", ["plan", "run"])
def test_an_unknown_profile_or_contender_is_refused(triptych, write_task, command):
    """Names are checked before anything runs or is written."""
    tasks = write_task()
    for option, name in (("--profile", "quik"), ("--contender", "rule")):
        ended = triptych(command, "parity", "--tasks", tasks, option, name)

        assert ended.code == 2
        assert f"{name!r}. Did you mean" in ended.said
        assert not (tasks.parent / "results").exists()


def test_a_defect_is_one_line_and_a_way_to_see_more(triptych, write_task):
    """An exception nobody foresaw ends with 1, without a traceback, and says how to get one."""
    tasks = write_task(data="def load():\n    raise RuntimeError('surprise')")
    ended = triptych("show", "parity", "--tasks", tasks)

    assert ended.code == 1
    assert "RuntimeError: surprise" in ended.err
    assert "--debug" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("place", [0, 2, 4])
def test_debug_shows_the_traceback(triptych, write_task, place):
    """Who wants the traceback adds --debug anywhere, and gets the line all the same."""
    tasks = write_task(data="def load():\n    raise RuntimeError('surprise')")
    arguments = ["show", "parity", "--tasks", tasks]
    ended = triptych(*arguments[:place], "--debug", *arguments[place:])

    assert ended.code == 1
    assert "Traceback" in ended.err
    assert ended.err.splitlines()[-1].startswith("triptych: unexpected RuntimeError: surprise")


def test_a_closed_pipe_is_no_error(write_task):
    """`triptych show … | head -1` prints a line and no complaint."""
    command = f"{sys.executable} -m triptych show parity --tasks {write_task()} | head -1"
    ended = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)

    assert ended.stdout == "parity: Even or odd\n"
    assert ended.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "parity"],
        ["plan", "parity"],
        ["why", "parity/rules/supervised/0"],
        ["walk", "parity"],
        ["explain"],
        ["bench"],
        ["report"],
    ],
)
def test_a_run_outside_of_the_results_is_refused(triptych, write_task, tmp_path, arguments):
    """A slip of the keyboard writes nowhere else: a usage error that says what was expected."""
    tasks = [] if arguments == ["report"] else ["--tasks", write_task()]
    before = {path.name for path in tmp_path.parent.iterdir()}
    ended = triptych(*arguments, *tasks, "--run", "../../esc")

    assert ended.code == 2
    assert "run '../../esc': expected the name of a folder in the results" in ended.said
    assert {path.name for path in tmp_path.parent.iterdir()} == before
