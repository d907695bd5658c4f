"""The guard: whatever a call raises becomes the reason of its ending."""

import importlib.util
import sys
from pathlib import Path

import pytest

from triptych.errors import ContractError
from triptych.harness.workers.guard import REASON_KEPT, WORDS_KEPT, guarded


def raise_it(error: BaseException) -> None:
    raise error


def test_a_call_that_returns_is_done_with_its_value():
    """What the call returned comes back, with how long it took."""
    ending = guarded(len, [1, 2, 3])

    assert (ending.status, ending.value, ending.reason) == ("done", 3, "")
    assert ending.wall_seconds >= 0


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        pytest.param(ValueError("too\n small"), "failed", "ValueError: too small", id="one line"),
        pytest.param(KeyError(), "failed", "KeyError", id="no message"),
        pytest.param(SystemExit(3), "failed", "SystemExit: 3", id="sys.exit"),
        pytest.param(MemoryError("8 GiB"), "out-of-memory", "MemoryError: 8 GiB", id="memory"),
        pytest.param(
            RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"),
            "out-of-memory",
            "RuntimeError: DefaultCPUAllocator",
            id="torch's memory",
        ),
    ],
)
def test_what_is_raised_becomes_the_reason(error, status, reason):
    """Each exception gives its status, its name and its message in one line."""
    ending = guarded(raise_it, error)

    assert ending.status == status
    assert ending.reason.startswith(reason)
    assert "\n" not in ending.reason
    assert "Traceback" in ending.stderr


def test_the_reason_names_the_line_an_author_wrote(tmp_path: Path):
    """The place is in the author's file, however deep in a library the exception was raised."""
    file = tmp_path / "rules.py"
    file.write_text("import json\n\ndef make(text):\n    return json.loads(text)\n")
    spec = importlib.util.spec_from_file_location("guarded_rules", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert guarded(module.make, "{").reason.endswith("(rules.py line 4)")


def test_the_reason_holds_the_cause_that_a_search_quotes():
    """GridSearchCV's long words leave room for what its fits raised."""
    quoted = "Traceback (most recent call last):\n  File 'x'\nValueError: no number: 'male'\n"
    ending = guarded(raise_it, ValueError("All the 20 fits failed.\n" + "-" * 999 + "\n" + quoted))

    assert ending.reason.startswith("ValueError: All the 20 fits failed: ValueError: no number")


def test_our_own_errors_speak_for_themselves():
    """A ContractError's sentence is the reason as it is, and the error can be raised again."""
    ending = guarded(raise_it, ContractError("spam.rules: no answer. Give one."))

    assert ending.reason == "spam.rules: no answer. Give one."
    assert isinstance(ending.error, ContractError)


def test_endless_words_are_cut():
    """A message of a megabyte and a bottomless recursion leave a record of bounded size."""
    ending = guarded(raise_it, ValueError("x" * 10**6))

    assert len(ending.reason) <= REASON_KEPT
    assert len(ending.stderr) <= WORDS_KEPT
    assert guarded(_recurse, 0).reason.startswith("RecursionError")


def _recurse(depth: int) -> int:
    return _recurse(depth + 1)


def test_ctrl_c_gets_through():
    """A person who interrupts means the run, not the trial."""
    with pytest.raises(KeyboardInterrupt):
        guarded(raise_it, KeyboardInterrupt())


def test_importing_executors_is_light():
    """A run in which all is present imports executors, and must not pay for numpy."""
    import subprocess

    heavy = {"numpy", "pandas", "pyarrow", "sklearn", "torch", "scipy"}
    code = (
        f"import sys, triptych.harness.workers.executor; sys.exit(bool({heavy} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
