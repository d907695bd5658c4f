"""Promises of versions: what an outcome depends on besides our own code is in its key."""

import sys
from importlib.metadata import version

from triptych.harness.code.versions import ALWAYS, version_of, versions


def test_the_numeric_stack_always_counts():
    """Every trial runs through it, whatever its contender imports."""
    found = versions()

    assert set(found) == {"python", *ALWAYS}
    assert found["numpy"] == version("numpy")


def test_a_new_patch_of_python_outdates_nothing():
    """Its minor version does: a trial of hours is not repeated for a security fix."""
    assert versions()["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"


def test_a_package_counts_by_the_name_it_was_installed_under():
    """`import sklearn` is scikit-learn, and `import yaml` would be PyYAML."""
    found = versions(["sklearn", "torch", "jinja2", "_pytest"])

    assert found["scikit-learn"] == version("scikit-learn")
    assert {"torch", "pytest"} < set(found)
    assert "sklearn" not in found


def test_what_is_not_installed_is_absent():
    """It may be there tomorrow, and decide otherwise."""
    assert version_of("no-such-distribution") == "absent"
    assert versions(["no_such_package"])["no_such_package"] == "absent"
