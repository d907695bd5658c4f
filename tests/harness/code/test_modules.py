"""Promises of finding modules: ours are followed by name, installed ones count by version."""

from pathlib import Path

import pytest

import triptych
from triptych.harness.code.modules import Modules, is_installed


@pytest.fixture
def modules(tiny):
    return Modules(tiny)


@pytest.mark.parametrize(
    ("name", "label", "is_package"),
    [
        ("triptych", "triptych/__init__.py", True),
        ("triptych.cell", "triptych/cell.py", False),
        ("triptych.paradigms.rules", "triptych/paradigms/rules/__init__.py", True),
    ],
)
def test_our_own_modules_are_found_without_importing_them(modules, name, label, is_package):
    """By a label that says nothing of where triptych is installed."""
    module = modules.find(name)

    assert (module.label, module.is_package) == (label, is_package)
    assert module.file == Path(triptych.__file__).parent.parent / label


def test_a_task_is_found_where_it_lies(modules, tiny):
    """Its labels are the same wherever its folder is: a copy has the same keys."""
    rules = modules.find(f"{tiny.package}.rules")

    assert (rules.file, rules.label) == (tiny.path / "rules.py", "tiny/rules.py")


def test_relative_imports_start_from_the_package(modules):
    """Of a module it is the package around it, of a package itself."""
    assert modules.find("triptych.paradigms.rules").package == "triptych.paradigms.rules"
    assert modules.find("triptych.cell").package == "triptych"


@pytest.mark.parametrize("name", ["numpy", "numpy.linalg", "json", "triptych.nowhere", "nowhere"])
def test_what_is_not_ours_is_not_followed(modules, name):
    """Installed packages, the standard library, and what does not exist."""
    assert modules.find(name) is None


def test_only_installed_packages_have_a_version_to_count(modules):
    """By the name that is imported; the standard library goes with Python's version."""
    names = ("numpy.linalg", "sklearn", "json", "triptych.cell", "")

    assert [modules.installed(name) for name in names] == ["numpy", "sklearn", None, None, None]


def test_a_card_is_known_by_what_lies_beside_it(modules, tiny):
    """A task's `__init__.py` decides no outcome by itself; that of a helper package might."""
    assert modules.is_card(modules.find(tiny.package))
    assert not modules.is_card(modules.find(f"{tiny.package}.data"))
    assert not modules.is_card(modules.find("triptych.paradigms"))


def test_a_library_of_ones_own_is_followed(modules, tmp_path, monkeypatch):
    """A package on the path that was not installed is code that may change any time."""
    helper = tmp_path / "library" / "acoustics"
    helper.mkdir(parents=True)
    (helper / "__init__.py").write_text("")
    (helper / "filters.py").write_text("")
    monkeypatch.syspath_prepend(helper.parent)

    assert modules.find("acoustics.filters").label == "acoustics/filters.py"
    assert modules.installed("acoustics") is None


def test_installed_is_what_lies_with_python():
    assert is_installed(Path(pytest.__file__))
    assert not is_installed(Path(__file__))
