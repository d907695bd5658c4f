"""walks.json: items led through all three contenders, but for walks of contenders long gone."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from triptych.errors import StoreError
from triptych.record import WALKS_FILE

# 1  first version
SCHEMA: Final = 1


def read_walks(folder: Path, current: Collection[str]) -> dict[str, dict[str, Any]]:
    """What was walked through of each task, and `{"absent": reason}` where nothing could be.

    current   keys of the plan: a walk of a contender that is not among them is passed over

    Raises StoreError where the file cannot be read, or its format is another.
    """
    path = folder / WALKS_FILE
    if not path.is_file():
        return {}
    try:
        values = json.loads(path.read_bytes())
        schema, absent = values["schema"], values.get("absent", {})
        walked = {
            task: one
            for task, one in values["tasks"].items()
            if set(one["keys"].values()) <= set(current)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{path} cannot be read: {error!r}. Delete it; `triptych explain` writes it anew."
        ) from error
    if schema != SCHEMA:
        raise StoreError(
            f"{path} is of format {schema}; this version of triptych reads format {SCHEMA}. "
            "Delete it and run `triptych explain` again."
        )
    return {task: {"absent": str(reason)} for task, reason in absent.items()} | walked
