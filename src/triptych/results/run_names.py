"""Names of runs, as people type them, and the folders they stand for."""

import os
from pathlib import Path

from triptych.errors import UsageError


def run_folder(results: Path, name: str) -> Path:
    """The folder of the run of that name among the results, whether it is there or not.

    Raises UsageError for a name that leads out of the results, or to the results themselves.
    """
    # As typed, not as links lead: a run folder may be a link to a larger disk.
    top, folder = (Path(os.path.normpath(path.absolute())) for path in (results, results / name))
    if top not in folder.parents:
        raise UsageError(
            f"run {name!r}: expected the name of a folder in the results, {results}; this one "
            f"leads to {folder}. Name a folder in there, or give other results (--results FOLDER)."
        )
    return results / name
