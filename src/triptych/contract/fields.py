"""Fields of a dataset: each becomes an array by position, or is refused by its name."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import ContractError


def by_position(name: str, values: object, length: int) -> npt.NDArray[Any]:
    """The values of a field as an array (n, …), one for each item: an index of pandas is ignored.

    Raises ContractError for what is no array, Series or list, and for another number of values.
    """
    if isinstance(values, pd.Series | pd.Index | pd.api.extensions.ExtensionArray):
        is_words = isinstance(values.dtype, pd.CategoricalDtype | pd.StringDtype)
        array = np.asarray(values.astype(object) if is_words else values)
    elif isinstance(values, list | tuple):
        words = any(isinstance(value, str) for value in values)
        array = np.array(values, dtype=object if words else None)
    elif isinstance(values, np.ma.MaskedArray) or not isinstance(values, np.ndarray):
        raise ContractError(
            f"Dataset.{name} is a {type(values).__name__}; expected an array, a Series or a list "
            "with one entry for each item, in order."
        )
    else:
        array = values
    if not array.ndim or len(array) != length:
        raise ContractError(
            f"Dataset.{name} has {len(array) if array.ndim else 0} entries for {length} raw items; "
            "expected one for each, in the same order."
        )
    return array


def class_names(values: npt.NDArray[Any], classes: object) -> tuple[str, ...]:
    """The names of the classes, where all answers are among them.

    Raises ContractError for names and answers that are no strings, and for answers without a class.
    """
    if not isinstance(classes, tuple | list) or not all(isinstance(one, str) for one in classes):
        raise ContractError(
            f"Dataset.classes is {classes!r}; expected the names of all classes, as a tuple of "
            "strings, or None where answers are numbers."
        )
    odd = next((label for label in values.ravel() if not isinstance(label, str)), None)
    if odd is not None:
        raise ContractError(
            f"Dataset.target has labels of type {type(odd).__name__}, such as {odd}; with "
            "classes labels must be strings. `target.astype(str).astype(object)` makes them."
        )
    if len(set(classes)) < len(classes):
        raise ContractError(f"Dataset.classes is {classes!r}; expected each name once.")
    unknown = sorted({str(label) for label in values} - set(classes))
    if unknown:
        raise ContractError(
            f"Dataset.target has labels that are not in classes: {unknown[:5]}. "
            f"classes is {list(classes)}; labels must be strings."
        )
    return tuple(classes)


def numbers(name: str, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values as finite numbers; arrays of numbers stay as they are.

    Raises ContractError, with the item, for all others.
    """
    try:
        floats = values.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ContractError(
            f"Dataset.{name} of a regression task must be finite numbers: {error}."
        ) from error
    if not np.isfinite(floats).all():
        item = int(np.flatnonzero(~np.isfinite(floats))[0])
        raise ContractError(
            f"Dataset.{name} of a regression task must be finite numbers; item {item} has "
            f"{values[item]}."
        )
    return values if values.dtype.kind in "iuf" else floats


def whole(name: str, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values, none of which is missing. Raises ContractError with the first item that is."""
    missing = pd.isna(values)
    if missing.any():
        item = int(np.flatnonzero(missing)[0])
        raise ContractError(
            f"Dataset.{name} has no value for item {item}. Give every item one, or leave it out."
        )
    return values


def mask(name: str, values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """True and False for each item; 1 and 0 count as such, as a file has them.

    Raises ContractError for all others: numbers of items are no mask.
    """
    if values.dtype == np.bool_:
        return values
    odd = [value for value in values.tolist() if value not in (0, 1)]
    if odd:
        raise ContractError(
            f"Dataset.{name} has {odd[0]!r}; expected True or False for each item, not their "
            "numbers."
        )
    return values.astype(bool)


def matrix(name: str, values: object, size: int) -> npt.NDArray[np.float64]:
    """A matrix (size, size) of finite numbers, of an array, a table or lists.

    Raises ContractError for all others.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ContractError(f"Dataset.{name} must be numbers: {error}.") from error
    if array.shape != (size, size) or not np.isfinite(array).all():
        raise ContractError(
            f"Dataset.{name} has shape {array.shape}; expected finite numbers of shape "
            f"{(size, size)}, truth by decision in the order of classes."
        )
    return array


def facts(name: str, values: object) -> dict[str, str]:
    """A dictionary of sentences: whatever its values are, they are shown as text.

    Raises ContractError for what is no dictionary.
    """
    if not isinstance(values, Mapping):
        raise ContractError(
            f"Dataset.{name} is a {type(values).__name__}; expected a dictionary of texts."
        )
    return {str(key): str(value) for key, value in values.items()}
