"""`compare`: reads somebody's data, writes the task, runs what is missing, and answers."""

from collections.abc import Callable, Sequence
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

import pandas as pd

from triptych.catalogue import Catalogue, studies
from triptych.comparison.comparison import Comparison
from triptych.comparison.source import prepared
from triptych.comparison.task_folder import FRAME, RUN, Written, require_free, write_task
from triptych.comparison.wanted import Effort, Given, Wanted, terms_of
from triptych.errors import DataError
from triptych.harness.profile import PROFILES
from triptych.harness.run import Listener, execute
from triptych.harness.run_request import Prepared, RunRequest
from triptych.harness.workers.executors import EXECUTORS, worker_count
from triptych.own_data.reading import read
from triptych.own_data.understood import OwnData
from triptych.own_data.wishes import TargetKind, Wishes
from triptych.results.record import Record
from triptych.study import MAIN_STUDY

INTO: Final = Path("compared")
"""Where comparisons are written, a folder each."""


class Silent(Listener):
    """Follows a run without a word."""

    def loading(self, tasks: Sequence[str]) -> None:
        """Say nothing."""

    def planned(self, prepared: Prepared) -> None:
        """Say nothing."""

    def finished(self, record: Record, seconds_left: float | None) -> None:
        """Say nothing."""

    def compacting(self) -> None:
        """Say nothing."""


def compare(
    source: str | Path | pd.DataFrame,
    *,
    target: str | None = None,
    target_kind: TargetKind | None = None,
    text: str | tuple[str, ...] = (),
    images: str | None = None,
    audio: str | None = None,
    series: tuple[str, ...] = (),
    group: str | None = None,
    time: str | None = None,
    positive: str | None = None,
    drop: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    rules: Any = None,
    classical: Any = None,
    deep: Any = None,
    delta: float | None = None,
    effort: Effort = "compare",
    into: str | Path = INTO,
    name: str | None = None,
    workers: int | None = None,
) -> Comparison:
    """Compare rules, a classical model and a network on a file, a folder or a DataFrame.

    target, target_kind, text, images, audio, series, group, time, positive, drop, keep, names
                 what `triptych compare` takes as options; `Wishes` says what each means
    rules        a list of rules (`Rule`, the first that holds decides), or a rule system; what a
                 learner suggests where none is given
    classical    any estimator of scikit-learn; deep  any estimator, skorch's too, or a module of
                 torch (`nn.Module`, class or instance), which reads the raw items
    delta        the difference that would change nobody's choice, in the metric's unit
    effort       `quick` (one seed), `compare` (two) or `standard` (several, with variants)
    into, name   the folder that the task is written into, and its name there

    The task folder stays: edit its rules.py and call again, and only what changed is run. Raises
    UsageError, UnknownName or DataError, which say what to do.
    """
    wishes = Wishes(
        target=target,
        target_kind=target_kind,
        text=(text,) if isinstance(text, str) else tuple(text),
        images=images,
        audio=audio,
        series=tuple(series),
        group=group,
        time=time,
        positive=positive,
        drop=tuple(drop),
        keep=tuple(keep),
        names=tuple(names),
    )
    given = Given(rules=rules, classical=classical, deep=deep)
    wanted = Wanted(delta=delta, effort=effort)
    folder = Path(into) / (name or name_of(source))
    data, written = understand(source, wishes, wanted, given, folder)
    return carry_out(data, written, wanted, Silent(), workers)


def understand(
    source: str | Path | pd.DataFrame,
    wishes: Wishes,
    wanted: Wanted,
    given: Given,
    folder: Path,
) -> tuple[OwnData, Written]:
    """Read the data and write the task folder."""
    path = _kept(source, folder) if isinstance(source, pd.DataFrame) else Path(source)
    data = prepared(read(path, wishes))
    terms = terms_of(data, wanted)
    written = write_task(folder, path, wishes, data, terms)
    if given.is_nothing:
        return data, written
    from triptych.comparison.given import write_given  # it imports torch, which takes a second

    return data, write_given(given, written, data)


def carry_out(
    data: OwnData,
    written: Written,
    wanted: Wanted,
    listener: Listener,
    workers: int | None = None,
    command: str = "",
) -> Comparison:
    """Run what the task folder lacks, and answer."""
    task = Catalogue.find([written.folder])[written.folder.name]
    request = RunRequest(
        folder=written.folder / RUN,
        tasks=(task,),
        studies=(studies()[MAIN_STUDY],),
        profile=PROFILES[wanted.effort],
        command=command or "triptych.compare",
    )
    place: Callable[[int], Any] = next(iter(EXECUTORS.values()))
    with place(worker_count(workers)) as executor:
        summary = execute(request, executor, listener)
    return Comparison(
        folder=written.folder,
        described=data.described,
        findings=data.findings,
        has_suggested=written.has_suggested,
        gaps={one.cell.contender: one.reason for one in summary.gaps},
    )


def name_of(source: str | Path | pd.DataFrame) -> str:
    """The name of a task folder for the data: the file's, in small letters and underscores."""
    if isinstance(source, pd.DataFrame):
        return "frame"
    letters = [letter if letter.isalnum() else "_" for letter in Path(source).stem.lower()]
    name = "".join(letters).strip("_") or "task"
    return name if name.isidentifier() and not iskeyword(name) else f"task_{name}"


def _kept(frame: pd.DataFrame, folder: Path) -> Path:
    """Write a DataFrame into the task folder, where workers and later calls find it."""
    require_free(folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FRAME
    try:
        frame.to_parquet(file)
    except (ValueError, TypeError) as error:
        raise DataError(
            f"the DataFrame cannot be kept as a file: {error}. Give every column one type, such as "
            "by frame.convert_dtypes()."
        ) from error
    return file
