"""The code that determines an outcome: digests of a contender's files and of their imports."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych.harness.code import look
from triptych.harness.code.digest import digest_of, digest_of_file
from triptych.harness.code.modules import Module, Modules
from triptych.harness.code.normal_form import Import
from triptych.hybrids.panel import module_of as module_of_hybrid
from triptych.reference.panel import module_of as module_of_reference
from triptych.results.disk.lock import LOCK_FILE
from triptych.results.formats.run_header import RunHeader
from triptych.study import Study
from triptych.task import TaskFolder, is_hybrid, is_reference, module_of

NOT_FOLLOWED: Final = frozenset(
    f"triptych.{name}"
    for name in (
        "catalogue",
        "cell",
        "downloads.download",
        "downloads.folder",
        "downloads.pretrained",
        "downloads.wheel_member",
        "errors",
        "explanation",
        "metric",
        "paradigms.additive",
        "paradigms.deep.explaining.activations",
        "paradigms.deep.explaining.saliency",
        "results.fitted",
        "results.record",
        "split",
        "study",
        "task",
    )
)
"""Modules that compute no decision; the card's declarations are inputs of their own.

The digest for explanations follows all modules.
"""

FACADE: Final = "triptych"

CARD: Final = "TASK"
"""The name of a task's card: its texts change no outcome; other code in its file may."""

NOT_READ: Final = (".py", ".pyc", ".md", "~")
"""Suffixes of files in a task folder that no contender reads as data."""


@dataclass(frozen=True)
class Code:
    """Everything local that runs when a module runs.

    files           digest of each file, by its label: `digits/rules.py`
    packages        installed packages that are imported, by the name they are imported under
    """

    files: dict[str, str]
    packages: frozenset[str]

    @property
    def digest(self) -> str:
        """A hash of all files; independent of comments, layout and docstrings."""
        lines = (f"{label} {digest}" for label, digest in sorted(self.files.items()))
        return digest_of("\n".join(lines).encode())


def contender_code(folder: TaskFolder, contender: str) -> Code:
    """The code of one contender: the file that makes it, data.py, their imports and data files.

    Of a reference: the module that makes it, and the task's data.py. Of a hybrid: the module that
    makes it, and what makes the rules and the classical model.
    """
    if is_reference(contender):
        makers = [module_of_reference(contender)]
    elif is_hybrid(contender):
        own = (f"{folder.package}.{paradigm}" for paradigm in ("rules", "classical"))
        makers = [module_of_hybrid(contender), *own]
    else:
        makers = [f"{folder.package}.{module_of(contender)}"]
    return _code((*makers, f"{folder.package}.data"), folder)


def data_code(folder: TaskFolder) -> Code:
    """The code that determines a task's items, table and folds."""
    return _code((f"{folder.package}.data", "triptych.fold"), folder)


def study_code(study: Study) -> Code:
    """The code of a study."""
    return _code((type(study).__module__,))


def harness_code() -> Code:
    """The code that divides items, runs trials and scores answers: the same for every cell."""
    return _code(("triptych.harness.trials.trial",))


def code_of(*modules: str) -> Code:
    """All code that runs when the given modules of triptych run."""
    return _code(modules, passed_over=frozenset())


def _code(
    names: tuple[str, ...],
    folder: TaskFolder | None = None,
    passed_over: frozenset[str] = NOT_FOLLOWED,
) -> Code:
    """All that runs when the modules of these names run, and data beside a task's."""
    place = None if folder is None else folder.path
    return look.once(_code_now, (place, names, passed_over), names, folder, passed_over)


def _code_now(names: Iterable[str], folder: TaskFolder | None, passed_over: frozenset[str]) -> Code:
    closure = _Closure(Modules(folder), passed_over)
    for name in names:
        closure.follow(Import(name), package="")
    files = dict(closure.files)
    if folder is not None:
        files |= {
            f"{folder.path.name}/{file.relative_to(folder.path).as_posix()}": digest_of_file(file)
            for file in _data_files(folder.path)
        }
    return Code(dict(sorted(files.items())), frozenset(closure.packages))


class _Closure:
    """Follows imports from file to file; a file is visited once."""

    def __init__(self, modules: Modules, passed_over: frozenset[str]) -> None:
        self.modules = modules
        self.passed_over = passed_over
        self.files: dict[str, str] = {}
        self.packages: set[str] = set()

    def follow(self, imported: Import, package: str) -> None:
        """Follow one import that stands in a module of `package`."""
        name = _absolute(imported, package)
        module = self.modules.find(name)
        if module is None:
            if (package_name := self.modules.installed(name)) is not None:
                self.packages.add(package_name)
            return
        self._follow_parents(module)
        if imported.name is None or imported.name == "*" or not module.is_package:
            self._visit(module)
            return
        provided = look.source(module.file).provides if module.file is not None else {}
        meant = provided.get(imported.name)
        if meant is not None and (_absolute(meant, module.package), meant.name) != (
            name,
            imported.name,
        ):  # a facade: only what the name stands for is used
            self.follow(meant, module.package)
        elif self.modules.find(f"{name}.{imported.name}") is not None:
            self.follow(Import(f"{name}.{imported.name}"), "")
        elif self.modules.is_card(module) and imported.name != CARD:
            self._visit(module, without=CARD)
        else:
            self._visit(module)

    def _follow_parents(self, module: Module) -> None:
        """Follow parent packages, which run first; skip cards and triptych's own facades."""
        parts = module.name.split(".")
        if parts[0] == FACADE:
            return
        for end in range(1, len(parts)):
            parent = self.modules.find(".".join(parts[:end]))
            if parent is not None and not self.modules.is_card(parent):
                self._visit(parent)

    def _visit(self, module: Module, *, without: str = "") -> None:
        label = f"{module.label} without {without}" if without else module.label
        if module.file is None or label in self.files or module.name in self.passed_over:
            return
        source = look.source(module.file, without)
        self.files[label] = source.digest
        for imported in source.imports:
            self.follow(imported, module.package)


def _absolute(imported: Import, package: str) -> str:
    if imported.level == 0:
        return imported.module
    parts = package.split(".")
    base = parts[: len(parts) - imported.level + 1]
    return ".".join([*base, imported.module] if imported.module else base)


def _data_files(folder: Path) -> list[Path]:
    """Word lists, tables, images … that lie in a task folder and may be read by its code.

    Without the files of runs, which `triptych compare` keeps beside the task.
    """
    # A run that has just begun has a lock, one that was copied has a header.
    runs = {
        file.parent for name in (LOCK_FILE, RunHeader.FILE) for file in folder.glob(f"*/{name}")
    }
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not file.name.endswith(NOT_READ)
        and not any(
            part.startswith((".", "__pycache__")) for part in file.relative_to(folder).parts
        )
        and runs.isdisjoint(file.parents)
    ]
