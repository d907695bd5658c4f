"""The door: reads a file, a folder or a DataFrame as far as it can be understood."""

from os import PathLike

import pandas as pd

from triptych.errors import UsageError
from triptych.own_data.understood import OwnData
from triptych.own_data.wishes import Wishes


def read(source: str | PathLike[str] | pd.DataFrame, wishes: Wishes | None = None) -> OwnData:
    """What a file, a folder or a DataFrame holds, as a dataset, with what to know of it first.

    The same source and wishes give the same items in the same order, in every process. Raises
    UsageError or UnknownName where something else has to be typed, DataError where the file has to
    be mended.
    """
    raise UsageError("reading own files is being written.")
