"""triptych: rules, classical model or deep network? Measured side by side on your task.

This facade is light: importing it loads neither numpy nor torch nor scikit-learn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from triptych.dataset import Dataset

__version__ = "0.1.0"

__all__ = [
    "Dataset",
    "Metric",
    "Split",
    "Task",
    "TriptychError",
    "accuracy",
    "balanced_accuracy",
    "cross_validated",
    "f1",
    "held_out",
    "macro_f1",
    "mean_absolute_error",
    "mean_cost",
    "official",
    "rolling",
]


def __getattr__(name: str) -> Any:
    """Import what needs numpy only when it is asked for."""
    if name == "Dataset":
        return import_module("triptych.dataset").Dataset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
