"""What `triptych explain` left in a run folder, but for what belongs to code that changed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.record import EXPLANATIONS_FILE, LAYERS_FILE

# 1  first version
SCHEMA: Final = 1


def read_explanations(folder: Path, current: Mapping[Cell, str]) -> tuple[dict[str, Any], ...]:
    """The last line of each task, contender and seed whose key is still that of its record.

    current   the key of each supervised cell's record, as the plan has it

    Of a task that was measured anew and not to the end, only what the new code measured counts. A
    line that a power cut tore is passed over. Raises StoreError where the format is another.
    """
    path = folder / EXPLANATIONS_FILE
    found: dict[Cell, dict[str, Any]] = {}
    for line in filter(None, path.read_bytes().split(b"\n") if path.is_file() else ()):
        try:
            values = json.loads(line)
            cell = _cell(values["task"], values)
        except (ValueError, KeyError, TypeError):
            continue
        _require_schema(path, values)
        if values.get("key") == current.get(cell, ""):
            # Taken out first, so that what was measured last also stands last.
            found.pop(cell, None)
            found[cell] = values
    newest = {cell.task: values.get("code") for cell, values in found.items()}
    return tuple(
        values for cell, values in found.items() if values.get("code") == newest[cell.task]
    )


def read_layers(folder: Path, current: Mapping[Cell, str]) -> dict[str, dict[str, Any]]:
    """What was measured of each task's network, and `{"absent": reason}` where nothing was.

    Raises StoreError where the file cannot be read, or its format is another.
    """

    def is_current(task: str, one: Mapping[str, Any]) -> bool:
        return bool(one["key"] == current.get(_cell(task, one), ""))

    return _of_tasks(folder / LAYERS_FILE, is_current)


def _of_tasks(
    path: Path, is_current: Callable[[str, Mapping[str, Any]], bool]
) -> dict[str, dict[str, Any]]:
    """An entry for each task, if it is of what is there now, or the reason why there is none."""
    if not path.is_file():
        return {}
    try:
        values = json.loads(path.read_bytes())
        tasks, absent = values["tasks"], values.get("absent", {})
        _require_schema(path, values)
        known = {task: one for task, one in tasks.items() if is_current(task, one)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{path} cannot be read: {error!r}. Delete it; `triptych explain` writes it anew."
        ) from error
    return {task: {"absent": str(reason)} for task, reason in absent.items()} | known


def _cell(task: str, values: Mapping[str, Any]) -> Cell:
    return Cell(task, values["contender"], "supervised", None, values["seed"])


def _require_schema(path: Path, values: Mapping[str, Any]) -> None:
    if values.get("schema") != SCHEMA:
        raise StoreError(
            f"{path} is of format {values.get('schema')}; this version of triptych reads format "
            f"{SCHEMA}. Delete it and run `triptych explain` again, or read it with the version "
            "of triptych that wrote it."
        )
