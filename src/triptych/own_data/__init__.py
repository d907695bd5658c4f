"""Reading somebody's own file: what it holds, what would mislead, and a dataset made of it."""

from triptych.own_data.reading import read
from triptych.own_data.understood import Finding, OwnData
from triptych.own_data.wishes import Wishes

__all__ = ["Finding", "OwnData", "Wishes", "read"]
