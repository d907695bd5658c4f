"""The request of a person, from the options of `plan`, `run`, `why` and `bench`."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triptych.catalogue import Catalogue, studies
from triptych.errors import UnknownName
from triptych.harness.profile import PROFILES
from triptych.results.run_names import run_folder
from triptych.study import Study
from triptych.task import TaskFolder

if TYPE_CHECKING:  # `--help` must not pay for the harness
    from triptych.harness.run_request import RunRequest

GIBIBYTE = 2**30


def request(
    names: Sequence[str],
    folders: Sequence[Path],
    *,
    profile: str,
    contenders: Sequence[str],
    run: str | None,
    results: Path,
    study_names: Sequence[str] = (),
    time_limit: float | None = None,
    memory_limit_gib: float = 4.0,
) -> "RunRequest":
    """Check every name and build the request; raises UnknownName."""
    from triptych.harness.run_request import RunRequest

    if profile not in PROFILES:
        raise UnknownName.of("profile", profile, PROFILES)
    catalogue = Catalogue.find(folders)
    tasks = catalogue.choose(names)
    _check_contenders(contenders, tasks)
    chosen = chosen_studies(study_names or PROFILES[profile].studies)
    lending = {name for study in chosen for task in tasks for name in study.sources(task.card)}
    return RunRequest(
        folder=run_folder(results, run or profile),
        tasks=tasks,
        sources=tuple(catalogue[name] for name in sorted(lending - {task.name for task in tasks})),
        studies=chosen,
        profile=PROFILES[profile],
        contenders=tuple(contenders),
        partial=bool(names or contenders),
        command=typed_command(),
        time_limit=time_limit,
        memory_limit=int(memory_limit_gib * GIBIBYTE),
    )


def chosen_studies(names: Sequence[str]) -> tuple[Study, ...]:
    """The studies of these names, each once; raises UnknownName."""
    known = studies()
    for name in names:
        if name not in known:
            raise UnknownName.of("study", name, known)
    return tuple(known[name] for name in dict.fromkeys(names))


def typed_command() -> str:
    """The command as it was typed, ready to be typed again."""
    return shlex.join(["triptych", *sys.argv[1:]])


def _check_contenders(contenders: Sequence[str], tasks: Sequence[TaskFolder]) -> None:
    from triptych.harness.plan import known_contenders

    known = {name for task in tasks for name in known_contenders(task)}
    for contender in contenders:
        if contender not in known:
            raise UnknownName.of("contender", contender, known)
