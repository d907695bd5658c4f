"""What calls about a task share: its data, and the libraries that are known to be imported."""

import subprocess
import sys

from triptych.harness.task_data import task_data_of
from triptych.harness.task_needs import data_needed, libraries_needed, load_task_data
from triptych.harness.workers.kept import is_kept


def test_a_tasks_data_are_what_calls_about_it_need(tiny):
    """Who asks for them finds those that were made."""
    (need,) = data_needed(tiny)
    data = task_data_of(tiny)

    assert need.function is load_task_data
    assert is_kept(need)
    assert task_data_of(tiny) is data


def test_torch_is_imported_for_who_depends_on_it():
    """Its version is an input of the cell's key."""
    assert libraries_needed({"torch": "2.13", "numpy": "2"}) == ("torch", "torch._dynamo")
    assert libraries_needed({"numpy": "2"}) == ()


def test_importing_it_is_light():
    """A run in which all is present asks for nothing, and pays for nothing."""
    heavy = {"numpy", "pandas", "sklearn", "torch", "scipy"}
    code = f"import sys, triptych.harness.task_needs; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
