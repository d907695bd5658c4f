"""triptych: rules, classical model or deep network? Measured side by side on your task.

This facade is light: importing it loads nothing else, so that the command is there at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from triptych.comparison.compare import compare
    from triptych.comparison.comparison import Comparison
    from triptych.dataset import Dataset
    from triptych.errors import TriptychError
    from triptych.metric import (
        Metric,
        accuracy,
        balanced_accuracy,
        f1,
        macro_f1,
        mean_absolute_error,
        mean_cost,
    )
    from triptych.split import Split, cross_validated, held_out, official, rolling
    from triptych.task import Task

__version__ = "0.1.0"

__all__ = [
    "Comparison",
    "Dataset",
    "Metric",
    "Split",
    "Task",
    "TriptychError",
    "accuracy",
    "balanced_accuracy",
    "compare",
    "cross_validated",
    "f1",
    "held_out",
    "macro_f1",
    "mean_absolute_error",
    "mean_cost",
    "official",
    "rolling",
]

_METRIC: Final = "triptych.metric"
_SPLIT: Final = "triptych.split"
_HOMES: Final = {
    "Comparison": "triptych.comparison.comparison",
    "Dataset": "triptych.dataset",
    "Metric": _METRIC,
    "Split": _SPLIT,
    "Task": "triptych.task",
    "TriptychError": "triptych.errors",
    "accuracy": _METRIC,
    "balanced_accuracy": _METRIC,
    "compare": "triptych.comparison.compare",
    "cross_validated": _SPLIT,
    "f1": _METRIC,
    "held_out": _SPLIT,
    "macro_f1": _METRIC,
    "mean_absolute_error": _METRIC,
    "mean_cost": _METRIC,
    "official": _SPLIT,
    "rolling": _SPLIT,
}
"""The module of each name."""


def __getattr__(name: str) -> Any:
    """Import the module of a name when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
