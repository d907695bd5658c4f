"""An answer: what a call's own process sends back, read without running any code of its choice."""

import builtins
import importlib
import io
import pickle
from typing import Any, Final, final

from triptych.harness.workers.guard import CallResult

_PLAIN: Final = frozenset(
    {
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.multiarray", "scalar"),
        ("numpy._core.numeric", "_frombuffer"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("pathlib", "PosixPath"),
        ("pathlib", "PurePosixPath"),
        ("collections", "OrderedDict"),
        ("msgspec._utils", "rebuild"),  # a Struct, of a class that is found here too
    }
)
_BUILTINS: Final = frozenset({"set", "frozenset", "slice", "range", "complex", "bytearray"})


def written(ending: CallResult) -> bytes:
    """Pickle an ending; one whose value cannot be pickled says so."""
    try:
        return pickle.dumps(ending, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever the value's own pickling raises
        reason = f"its result cannot be sent back: {type(error).__name__}: {error}"
        return pickle.dumps(
            CallResult("failed", reason=reason, stderr=ending.stderr), pickle.HIGHEST_PROTOCOL
        )


def read(content: bytes) -> CallResult:
    """Read an ending of plain values, numpy arrays and triptych's own classes.

    One of anything else, or torn, is an ending that says so: a contender may have written it.
    """
    try:
        ending = _Unpickler(io.BytesIO(content)).load()
    except Exception as error:  # of foreign bytes anything may come
        return CallResult("failed", reason=f"its answer cannot be read: {error}")
    if not isinstance(ending, CallResult):
        return CallResult("failed", reason="its answer is no ending of a call")
    return ending


def read_trusted(content: bytes) -> CallResult:
    """Read an ending of any values, as a task's own code gives them; its classes may be imported.

    One that cannot be read is an ending that says so.
    """
    try:
        ending: CallResult = pickle.loads(content)
    except Exception as error:  # of an author's classes anything may come
        return CallResult("failed", reason=f"what it loaded cannot be passed on: {error}")
    return ending


@final
class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in _BUILTINS:
            return getattr(builtins, name)
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("triptych.") and name.isidentifier():
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"it holds {module}.{name}, which no answer may hold")
