"""`walks.json`: picked items of each task, led through all three contenders."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from triptych.absent import Absent
from triptych.results.formats.task_document import TaskDocument
from triptych.results.record import WALKS_FILE


@dataclass(frozen=True, kw_only=True)
class Walks(TaskDocument[dict[str, Any]]):
    """The file's content: what was walked through of each task."""

    FILE: ClassVar[str] = WALKS_FILE
    # 1  first version
    SCHEMA: ClassVar[int] = 1


def read_walks(folder: Path, current: Collection[str]) -> dict[str, dict[str, Any]]:
    """What was walked through of each task, and `{"absent": reason}` where nothing could be.

    current   keys of the plan: a walk of a contender that is not among them is passed over

    Raises StoreError where the file cannot be read, or its format is another.
    """
    keys = set(current)
    return {
        task: {"absent": one.reason} if isinstance(one, Absent) else one
        for task, one in Walks.read(folder).outcomes().items()
        if isinstance(one, Absent) or set(one["keys"].values()) <= keys
    }
