"""Debugging: whether tracebacks are shown."""

import os
import sys
from typing import Final

DEBUG_OPTION: Final = "--debug"
DEBUG_VARIABLE: Final = "TRIPTYCH_DEBUG"


def is_debugging() -> bool:
    """Whether `--debug` is anywhere in the command, or the environment variable is set."""
    return DEBUG_OPTION in sys.argv or bool(os.environ.get(DEBUG_VARIABLE))
