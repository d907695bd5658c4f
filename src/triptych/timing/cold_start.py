"""Cold start and memory, each measured in a fresh process."""

import json
import os
import pickle
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

import numpy as np

from triptych.dataset import Indices, Raw, take
from triptych.errors import TriptychError
from triptych.harness.workers.isolation import ALONE
from triptych.results.formats.document import from_json
from triptych.results.formats.speed import ColdStart
from triptych.results.record import Record
from triptych.task import PARADIGMS, TaskFolder

BATCH: Final = 512
_Pair = tuple[TaskFolder, Record]


def cold_starts(
    run_folder: Path,
    fitted: Sequence[_Pair],
    scratch: Path,
    *,
    processes: int,
    seconds: float,
    listener: Callable[[int, int], None],
) -> dict[tuple[str, str], ColdStart]:
    """Medians over fresh processes by (task, contender), without those the time did not allow.

    Rounds over all contenders in shuffled order follow each other, the three paradigms before their
    variants, until `processes` of each are done or `seconds` have passed. `scratch` holds the items
    to be decided, written by `leave_items`.
    """
    if processes == 0:
        return {}
    measured: dict[tuple[str, str], list[ColdStart]] = defaultdict(list)
    end = time.monotonic() + seconds
    for done, pair in enumerate(_order(fitted, processes)):
        listener(done, processes * len(fitted))
        if time.monotonic() >= end:
            break
        who = pair[0].name, pair[1].cell.contender
        measured[who].append(_started(_request(scratch, run_folder.resolve(), pair), who))
    return {who: _medians(starts) for who, starts in measured.items()}


def leave_items(scratch: Path, record: Record, raw: Raw, test: Indices) -> None:
    """Write a batch of raw test items for a contender's fresh processes."""
    chosen = np.random.default_rng(0).choice(test, BATCH, replace=len(test) < BATCH)
    items_file(scratch, record).write_bytes(pickle.dumps(take(raw, chosen)))


def items_file(scratch: Path, record: Record) -> Path:
    """The path of a contender's batch of items."""
    return scratch / f"{record.key}.items"


def _order(fitted: Sequence[_Pair], processes: int) -> Iterator[_Pair]:
    shuffle = Random(0)
    for paradigms in (True, False):
        chosen = [pair for pair in fitted if (pair[1].cell.contender in PARADIGMS) is paradigms]
        for _ in range(processes):
            shuffle.shuffle(chosen)
            yield from list(chosen)


def _request(scratch: Path, run_folder: Path, pair: _Pair) -> Path:
    """Write the request for a fresh process, the same for each process of a contender."""
    task, record = pair
    path = scratch / f"{record.key}.request"
    items = items_file(scratch, record)
    asked = {"task": task, "record": record, "run_folder": run_folder, "items": items}
    path.write_bytes(pickle.dumps(asked))
    return path


def _started(request: Path, who: tuple[str, str]) -> ColdStart:
    ended = subprocess.run(
        # Without its folder on the path: modules there have names of the standard library.
        [sys.executable, "-P", str(Path(__file__).with_name("cold_start_script.py")), str(request)],
        env=os.environ | ALONE,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise TriptychError(
            f"{'.'.join(who)}: a fresh process could not load it and decide:\n{ended.stderr}"
        )
    answer = json.loads(ended.stdout.splitlines()[-1])
    return from_json(answer, ColdStart, f"{'.'.join(who)}: the answer of a fresh process")


def _medians(starts: Sequence[ColdStart]) -> ColdStart:
    memory = [one.memory_bytes for one in starts if one.memory_bytes is not None]
    return ColdStart(
        seconds=median(one.seconds for one in starts),
        first_decision_seconds=median(one.first_decision_seconds for one in starts),
        memory_bytes=median(memory) if memory else None,
        processes=len(starts),
    )
