"""Libraries that calls import, so that a worker imports them once and not each call anew."""

import importlib
import sys
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import islice
from typing import Final

from triptych.harness.workers.isolation import loaded, one_thread

_PLACES: Final = tuple(
    {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)
_OWN: Final = "triptych."
_NOT_SHARED: Final = ("triptych.tasks.", "triptych.studies.")


def imported_since(count: int) -> list[str]:
    """Modules of installed packages and of triptych that were imported since there were `count`.

    What a task's or study's author wrote is not among them: its state is each call's own.
    """
    # From the end: who looks at every module makes copies of the memory they lie in.
    new = [*islice(reversed(sys.modules), max(0, len(sys.modules) - count))][::-1]
    return [name for name in new if _is_shared(name)]


def import_all(names: Iterable[str]) -> None:
    """Import what is not imported yet, and hold its threads to one; what fails is left out.

    The names may be a contender's: only installed packages and triptych itself are imported.
    """
    missing = [name for name in names if name not in sys.modules and _is_shared(name)]
    for name in missing:
        try:
            importlib.import_module(name)
        except Exception:  # whatever a library raises; the call that needs it says what is wrong
            continue
    if missing:
        one_thread()
        if torch := loaded("torch"):
            torch.set_num_threads(1)


def _is_shared(name: str) -> bool:
    """By where its package lies, which can be told without importing it."""
    if name.startswith(_OWN):
        return not name.startswith(_NOT_SHARED)
    try:
        spec = find_spec(name.partition(".")[0])
    except (ImportError, ValueError):  # of what was put among the modules by hand
        return False
    return spec is not None and str(spec.origin).startswith(_PLACES)
