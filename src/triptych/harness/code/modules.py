"""Finds modules without importing them: from a dotted name to a local source file."""

import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import triptych.studies
from triptych.harness.code import look
from triptych.task import TaskFolder

_OWN = "triptych."
_STUDIES = "triptych.studies."

INSTALLED = {Path(path).resolve() for path in sysconfig.get_paths().values()} - {Path("/")}


@dataclass(frozen=True, slots=True)
class Root:
    """A top-level package whose source is followed; `label` is the prefix of its files' labels.

    `path` is the package's folder, or the file of a module that is no package.
    """

    name: str
    path: Path
    label: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its dotted name; `file` is None for a folder without `__init__.py`."""

    name: str
    file: Path | None
    is_package: bool
    label: str

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]


class Modules:
    """Finds modules of triptych, of one task's package, and of local packages on the path."""

    def __init__(self, folder: TaskFolder | None = None) -> None:
        self.folder = folder
        self._found: dict[str, Module | None] = {}
        here = Path(__file__).resolve().parents[2]
        self.roots: dict[str, Root | None] = {"triptych": Root("triptych", here, "triptych/")}
        if folder is not None:
            parts = folder.package.split(".")
            top = folder.path.parents[len(parts) - 2] if len(parts) > 1 else folder.path
            # A mounted folder's package is named after where it lies: no part of any label.
            label = "" if folder.search_path is not None else f"{parts[0]}/"
            self.roots.setdefault(parts[0], Root(parts[0], top, label))

    def find(self, name: str) -> Module | None:
        """The module of that name, or None where it does not exist or is not local."""
        if name.startswith(_OWN):  # the same for every task
            return look.once(Modules._find, name, self, name)
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Module | None:
        top, *rest = name.split(".")
        root = self._root(top)
        if root is None:
            return None
        if name.startswith(_STUDIES):
            return self._study(name)
        if not rest and not root.label:  # a mounted folder runs no `__init__.py` of its own
            return Module(name, None, True, "")
        if root.path.suffix == ".py":
            return None if rest else Module(name, root.path, False, root.label)
        place = root.path.joinpath(*rest)
        label = root.label + "/".join(rest)
        if (place / "__init__.py").is_file():
            label = f"{label}/__init__.py" if rest else f"{root.label}__init__.py"
            return Module(name, place / "__init__.py", True, label)
        if rest and (file := place.with_name(f"{place.name}.py")).is_file():
            return Module(name, file, False, f"{label}.py")
        return Module(name, None, True, label) if place.is_dir() else None

    def _study(self, name: str) -> Module | None:
        """A study: its file may lie in a folder that was added to the package."""
        stem = name.removeprefix(_STUDIES)
        for folder in triptych.studies.__path__:
            if (file := Path(folder) / f"{stem}.py").is_file():
                return Module(name, file, False, f"triptych/studies/{stem}.py")
        return None

    def installed(self, name: str) -> str | None:
        """The installed package a module belongs to; None for our own and the standard library."""
        top = name.partition(".")[0]
        is_ours = not top or top in sys.stdlib_module_names or self._root(top) is not None
        return None if is_ours else top

    def is_card(self, module: Module) -> bool:
        """Whether the module is a task's `__init__.py`, whose card is an input of its own."""
        return module.file is not None and module.is_package and _is_task(module.file.parent)

    def _root(self, top: str) -> Root | None:
        if top not in self.roots:
            self.roots[top] = _local_root(top)
        return self.roots[top]


def is_installed(path: Path) -> bool:
    """Whether a path belongs to Python or an installed package, which is tracked by version."""
    return bool(
        INSTALLED & set(path.parents) or {"site-packages", "dist-packages"} & set(path.parts)
    )


def _is_task(place: Path) -> bool:
    return (place / "data.py").is_file() and (place / "rules.py").is_file()


@cache
def _local_root(top: str) -> Root | None:
    """A package or module on the path that is not installed, such as the author's own."""
    if top in sys.stdlib_module_names:
        return None
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        path = Path(next(iter(spec.submodule_search_locations)))
    elif spec.origin is not None and spec.origin.endswith(".py"):
        path = Path(spec.origin)
    else:
        return None
    path = path.resolve()
    if is_installed(path):
        return None
    return Root(top, path, path.name if path.suffix == ".py" else f"{top}/")
