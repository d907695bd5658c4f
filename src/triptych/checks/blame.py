"""Blame: the exception that a task's code raised, and the line that led to it."""

import traceback
from pathlib import Path

from triptych.errors import TriptychError, raised


def blame(error: Exception, folder: Path) -> str:
    """Name the exception and the last line of the task's own code that led to it.

    Errors of triptych already name their place.
    """
    if isinstance(error, TriptychError):
        return str(error)
    words = raised(error)
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(folder)
    ]
    return f"{words} ({Path(own[-1].filename).name} line {own[-1].lineno})" if own else words
