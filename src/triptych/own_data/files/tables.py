"""Files of rows by their endings: CSV and its kin, Parquet, JSON lines, Excel."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pandas as pd

from triptych.errors import DataError, UsageError, raised
from triptych.own_data.files.delimited import read_delimited
from triptych.own_data.files.encoding import decode
from triptych.own_data.rows import Rows


def read_rows(path: Path, names: tuple[str, ...]) -> Rows:
    """The cells of a file of rows, read as its ending says; others are read as text.

    Raises DataError where the file is not what its ending says, UsageError where a library is
    missing, or `names` do not fit.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return read_delimited(path, names)
    rows = reader(path)
    if not names:
        return rows
    if len(names) != rows.frame.shape[1]:
        raise UsageError(
            f"--names gives {len(names)} names for {rows.frame.shape[1]} columns of {path.name}: "
            f"{', '.join(map(str, rows.frame.columns[:5]))}. Name each column, in order."
        )
    return Rows(
        name=rows.name, frame=rows.frame.set_axis(list(names), axis=1), folder=rows.folder,
        how=rows.how,
    )  # fmt: skip


def _parquet(path: Path) -> Rows:
    try:
        frame = pd.read_parquet(path)
    except Exception as error:  # pyarrow raises errors of many kinds for what is no Parquet
        raise DataError(f"{path.name} cannot be read as Parquet: {raised(error)}") from error
    if frame.index.name is not None:
        frame = frame.reset_index()
    return Rows(name=path.name, frame=frame, folder=path.parent, how=("Parquet",))


def _excel(path: Path) -> Rows:
    if find_spec("openpyxl") is None:
        raise UsageError(
            f"{path.name}: Excel files are read by openpyxl, which is not installed. "
            "`pip install openpyxl`, or save the sheet as CSV."
        )
    try:
        frame = pd.read_excel(path)
    except Exception as error:  # openpyxl and zipfile raise errors of many kinds
        raise DataError(f"{path.name} cannot be read as Excel: {raised(error)}") from error
    return Rows(name=path.name, frame=frame, folder=path.parent, how=("Excel", "first sheet"))


def _json(path: Path) -> Rows:
    """A JSON object a line, or one array of objects."""
    decoded = decode(path.read_bytes(), path.name)
    text = decoded.text.strip()
    records = _array(text, path.name) if text.startswith("[") else _lines(text, path.name)
    if odd := next((record for record in records if not isinstance(record, dict)), None):
        raise DataError(
            f"{path.name} holds {str(odd)[:40]!r} where an object was expected. Write a row as "
            '{"column": value, …}.'
        )
    frame = pd.DataFrame([_flat(record) for record in records], dtype=object)
    return Rows(name=path.name, frame=frame, folder=path.parent, how=(decoded.encoding, "JSON"))


def _array(text: str, name: str) -> list[Any]:
    # Half as long as the parse of the json module, and its errors name the place.
    import msgspec

    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"), type=list[Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise DataError(f"{name} is no JSON: {error}.") from error


def _lines(text: str, name: str) -> list[Any]:
    import msgspec

    decoder = msgspec.json.Decoder(Any)
    records = list[Any]()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            records.append(decoder.decode(line.encode("utf-8", "surrogatepass")))
        except (msgspec.DecodeError, RecursionError) as error:
            raise DataError(
                f"{name} line {number} is no JSON: {error}. Expected an object a line, or one "
                "array of objects."
            ) from error
    return records


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """Objects inside a row become columns of their own, such as `customer.city`."""
    flat = dict[str, Any]()
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": part for inner, part in _flat(value).items()}
        else:
            flat[name] = value
    return flat


_READERS: Final[dict[str, Callable[[Path], Rows]]] = {
    ".parquet": _parquet,
    ".pq": _parquet,
    ".xlsx": _excel,
    ".xlsm": _excel,
    ".json": _json,
    ".jsonl": _json,
    ".ndjson": _json,
}
