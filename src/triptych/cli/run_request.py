"""What a person asked for, from the options of `plan`, `run`, `why` and `bench`."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triptych.catalogue import Catalogue, studies
from triptych.errors import UnknownName
from triptych.study import PROFILES
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
    time_limit: float | None = None,
    memory_limit_gib: float = 4.0,
) -> "RunRequest":
    """Check every name and put the request together; raises UnknownName."""
    from triptych.harness.run_request import RunRequest

    if profile not in PROFILES:
        raise UnknownName.of("profile", profile, PROFILES)
    tasks = Catalogue.find(folders).choose(names)
    _check_contenders(contenders, tasks)
    return RunRequest(
        folder=results / (run or profile),
        tasks=tasks,
        studies=tuple(studies().values()),
        profile=PROFILES[profile],
        contenders=tuple(contenders),
        partial=bool(names or contenders),
        command=typed_command(),
        time_limit=time_limit,
        memory_limit=int(memory_limit_gib * GIBIBYTE),
    )


def typed_command() -> str:
    """The command as it was typed, ready to be typed again."""
    return shlex.join(["triptych", *sys.argv[1:]])


def _check_contenders(contenders: Sequence[str], tasks: Sequence[TaskFolder]) -> None:
    known = {name for task in tasks for name in task.contenders}
    for contender in contenders:
        if contender not in known:
            raise UnknownName.of("contender", contender, known)
