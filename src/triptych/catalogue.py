"""The catalogue: finds tasks and studies by name, and imports them when asked.

One door for everybody: the built-in tasks, packages of the entry point group
`triptych.tasks`, and folders given by `--tasks`.
"""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self, get_args

import triptych.studies
from triptych import errors
from triptych.errors import ContractError, TriptychError, UnknownName, UsageError
from triptych.estimator import Estimator, View, missing
from triptych.hybrids.panel import make_hybrid
from triptych.reference.panel import make_reference
from triptych.study import Study
from triptych.task import (
    Task,
    TaskFolder,
    is_hybrid,
    is_reference,
    maker_of,
    module_of,
    view_of,
    why_not_made,
)

if TYPE_CHECKING:  # listing tasks must not pay for numpy and pandas
    import pandas as pd

    from triptych.dataset import Dataset, Raw
    from triptych.units import Units

ENTRY_POINT_GROUP = "triptych.tasks"
STUDIES_VARIABLE = "TRIPTYCH_STUDIES"


class Catalogue:
    """Every task that can be found, by name; `broken` gives the reason for each unusable one."""

    def __init__(self, tasks: Iterable[TaskFolder], broken: dict[str, TriptychError]) -> None:
        self.tasks = {task.name: task for task in sorted(tasks, key=lambda task: task.name)}
        self.broken = broken

    @classmethod
    def find(cls, folders: Sequence[Path] = ()) -> Self:
        """Find the installed tasks and those in `folders`; of equal names the later one counts."""
        found: dict[str, TaskFolder] = {}
        broken: dict[str, TriptychError] = {}
        for name, package, path, search_path in _candidates(folders):
            found.pop(name, None)
            broken.pop(name, None)
            try:
                found[name] = TaskFolder(name, path, package, search_path, _card(name, package))
            except TriptychError as error:
                broken[name] = error
        return cls(found.values(), broken)

    def __getitem__(self, name: str) -> TaskFolder:
        """The task of that name; raises UnknownName, or the error that broke it."""
        if name in self.broken:
            raise self.broken[name]
        if name not in self.tasks:
            has_own = any(task.search_path for task in self.tasks.values())
            advice = "" if has_own else "A task of your own is found with `--tasks FOLDER`."
            raise UnknownName.of("task", name, self.tasks, advice)
        return self.tasks[name]

    def choose(self, names: Sequence[str]) -> tuple[TaskFolder, ...]:
        """The named tasks, or all of them where no name is given."""
        if not names:
            for error in self.broken.values():
                raise error
        return tuple(self[name] for name in dict.fromkeys(names or self.tasks))


def studies() -> dict[str, Study]:
    """Every study by name: the built-in ones, and those in the folders TRIPTYCH_STUDIES names.

    Raises UsageError for a missing folder, ContractError for a file without STUDY.
    """
    for folder in filter(None, os.environ.get(STUDIES_VARIABLE, "").split(os.pathsep)):
        place = str(Path(folder).expanduser().resolve())
        if not Path(place).is_dir():
            raise UsageError(f"{STUDIES_VARIABLE}: {folder} is no folder. Name one of studies.")
        if place not in triptych.studies.__path__:
            triptych.studies.__path__.append(place)
    found: dict[str, Study] = {}
    for module in pkgutil.iter_modules(triptych.studies.__path__):
        study = getattr(_imported(f"triptych.studies.{module.name}"), "STUDY", None)
        if not isinstance(study, Study) or study.name in found:
            raise ContractError(
                f"study {module.name}: its file needs a STUDY of a name of its own, made from a "
                "subclass of triptych.study.Study. docs/add-a-study.md shows a complete one."
            )
        found[study.name] = study
    return found


def _imported(module: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except Exception as error:  # a study's author may have written anything
        raise ContractError(
            f"study {module.rpartition('.')[2]}: its file cannot be imported: "
            f"{type(error).__name__}: {error}"
        ) from error


class LoadedTask:
    """A task with its modules imported: its data, features and contenders."""

    def __init__(self, folder: TaskFolder) -> None:
        self.folder = folder
        self.name = folder.name
        self.card = folder.card
        if folder.search_path is not None:
            _mount(folder.search_path)

    def __reduce__(self) -> tuple[Any, ...]:
        """Have the task's package found before its data are unpickled, whose classes it has."""
        return LoadedTask, (self.folder,), self.__dict__

    @cached_property
    def dataset(self) -> "Dataset":
        """The task's items and answers, loaded once."""
        from triptych.dataset import Dataset

        dataset = self.call("data", "load")
        if not isinstance(dataset, Dataset):
            raise ContractError(
                f"{self.name}.data: load() returned a {type(dataset).__name__}; "
                "expected a triptych.Dataset."
            )
        return dataset

    @cached_property
    def table(self) -> "pd.DataFrame":
        """The table view of all items, computed once."""
        return self.features(self.dataset.raw)

    def features(self, raw: "Raw") -> "pd.DataFrame":
        """The table view of raw items (n rows), in order."""
        import pandas as pd

        from triptych.dataset import in_portions

        portions = [self._features(portion) for portion in in_portions(raw)]
        return portions[0] if len(portions) == 1 else pd.concat(portions, ignore_index=True)

    def _features(self, raw: "Raw") -> "pd.DataFrame":
        import pandas as pd

        table = self.call("data", "features", raw)
        if not isinstance(table, pd.DataFrame) or len(table) != len(raw):
            got = f"{len(table)} rows" if isinstance(table, pd.DataFrame) else type(table).__name__
            raise ContractError(
                f"{self.name}.data: features(raw) returned {got} for {len(raw)} items; "
                "expected a DataFrame with one row for each item, in order."
            )
        return table

    @cached_property
    def units(self) -> "Units":
        """The units of raw items: UNITS of data.py, or the default for the items' shape."""
        from triptych.units.kinds import Units, units_by_default

        units = self._find("data", "UNITS")
        if units is None:
            return units_by_default(self.dataset.raw)
        if not isinstance(units, Units):
            raise ContractError(
                f"{self.name}.data: UNITS is a {type(units).__name__}; expected Columns, Blocks, "
                "Frames, Tokens, Characters or Digits of triptych.units, or a Units of your own."
            )
        return units

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """The meaning of each table column: MEANINGS of data.py, or empty."""
        meanings = self._find("data", "MEANINGS") or {}
        if not isinstance(meanings, Mapping):
            raise ContractError(
                f"{self.name}.data: MEANINGS is a {type(meanings).__name__}; "
                "expected {'column': 'what it means', …}."
            )
        return meanings

    def make(self, contender: str, seed: int) -> Estimator:
        """A fresh estimator of the contender, or of a reference or hybrid.

        Raises ContractError where it is none, or its `reads` names an unknown view,
        DataNotDownloaded where it lacks weights or libraries.
        """
        if is_reference(contender):
            return make_reference(contender, self.card, self.dataset, seed)
        if is_hybrid(contender):
            return make_hybrid(contender, self, seed)
        if reason := why_not_made(self.card, contender):
            raise errors.DataNotDownloaded(reason)
        estimator: Estimator = self.call(module_of(contender), maker_of(contender), seed)
        for verb in missing(estimator, Estimator):
            raise ContractError(
                f"{self.name}.{contender}: {maker_of(contender)}({seed}) returned a "
                f"{type(estimator).__name__} without `{verb}`. Return an estimator with "
                "fit(X, y) and predict(X)."
            )
        if (view := view_of(estimator, contender)) not in get_args(View):
            raise ContractError(
                f"{self.name}.{contender}: reads is {view!r}; expected 'raw' or 'table'."
            )
        return estimator

    def waived(self, module: str) -> Mapping[str, str]:
        """The checks that a module of the task is exempt from, with reasons: its WAIVED."""
        waived: Mapping[str, str] = self._find(module, "WAIVED") or {}
        return waived

    def never_judged(self, module: str) -> Mapping[str, str]:
        """The variants of a paradigm that may be no candidate, with reasons: its NEVER_JUDGED."""
        never_judged: Mapping[str, str] = self._find(module, "NEVER_JUDGED") or {}
        return never_judged

    def call(self, module: str, function: str, *arguments: Any) -> Any:
        """What a function of a task's module returns; raises ContractError where it has none."""
        found = self._find(module, function)
        if found is None:
            raise ContractError(
                f"task {self.name}: {module}.py has no function `{function}`. "
                "docs/add-a-task.md shows what each file holds."
            )
        return found(*arguments)

    def _find(self, module: str, name: str) -> Any:
        """The attribute of a task's module; None where the module does not have it."""
        return vars(importlib.import_module(f"{self.folder.package}.{module}")).get(name)


def _candidates(folders: Sequence[Path]) -> Iterator[tuple[str, str, Path, Path | None]]:
    """Yield name, package, folder and search path of everything that looks like a task."""
    for entry in entry_points(group=ENTRY_POINT_GROUP):
        package = importlib.import_module(entry.value)
        for root in package.__path__:
            for path in _task_folders(Path(root)):
                yield path.name, f"{entry.value}.{path.name}", path, None
    for folder in folders:
        place = folder.expanduser().resolve()
        if not place.is_dir():
            raise UsageError(f"--tasks {folder}: no such folder.")
        alone = (place / "data.py").is_file()
        search_path = place.parent if alone else place
        paths = [place] if alone else _task_folders(place)
        if not paths:
            raise UsageError(
                f"--tasks {folder}: no task in it. A task is a folder with __init__.py, data.py, "
                "rules.py, classical.py and deep.py; `triptych new NAME` writes one."
            )
        package_name = _mount(search_path)
        for path in paths:
            yield path.name, f"{package_name}.{path.name}", path, search_path


def _task_folders(place: Path) -> list[Path]:
    return sorted(path.parent for path in place.glob("*/__init__.py") if path.parent.name[0] != "_")


def _mount(search_path: Path) -> str:
    """Make the task folders in `search_path` importable under a package name of their own."""
    name = f"triptych_tasks_{blake2b(str(search_path).encode(), digest_size=4).hexdigest()}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(search_path)]
        sys.modules[name] = package
    return name


def _card(name: str, package: str) -> Task:
    try:
        module = importlib.import_module(package)
    except Exception as error:  # a task author's code may raise anything
        raise ContractError(
            f"task {name}: its __init__.py cannot be imported: {type(error).__name__}: {error}"
        ) from error
    card = vars(module).get("TASK")
    if not isinstance(card, Task):
        raise ContractError(
            f"task {name}: its __init__.py has no TASK = Task(…). "
            "docs/add-a-task.md shows a complete card."
        )
    return card
