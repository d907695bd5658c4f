"""Versions of the packages that an outcome depends on."""

import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from typing import Final

ALWAYS: Final = ("numpy", "scipy", "pandas", "scikit-learn")
"""Packages that every trial uses."""

DISTRIBUTIONS: Final = {"sklearn": "scikit-learn"}
"""Distributions whose name differs from the import name; looked up first, as searching is slow."""


def versions(packages: Iterable[str] = ()) -> dict[str, str]:
    """Versions that decide an outcome: Python's minor, the numeric stack, imported `packages`."""
    major, minor, _ = platform.python_version_tuple()
    names = {*ALWAYS, *(_distribution(package) for package in packages)}
    return {"python": f"{major}.{minor}"} | {name: version_of(name) for name in sorted(names)}


@cache
def version_of(distribution: str) -> str:
    """The installed version of a distribution, or `absent`."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "absent"


@cache
def _distribution(package: str) -> str:
    name = DISTRIBUTIONS.get(package, package)
    if version_of(name) != "absent":
        return name
    return min(packages_distributions().get(package, [name]))
