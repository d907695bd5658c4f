"""Fitted contenders that a run kept: written by the trial, read by the phases after the run."""

import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from triptych.dataset import Indices
from triptych.errors import StoreError, in_one_line
from triptych.estimator import Estimator
from triptych.results.record import Record
from triptych.results.signature import artefact_file, is_signed, unsigned_error


class _Kept(TypedDict):
    """The pickled content: a dictionary, so that those of older runs stay readable."""

    estimator: Any
    test: Indices


@dataclass(frozen=True, eq=False)
class Fitted:
    """A contender fitted by the run, with the items it was tested on."""

    estimator: Estimator
    test: Indices
    size_bytes: int


def pickle_fitted(estimator: Any, test: Indices) -> bytes:
    """Pickle a contender with the items of its test part, for `load_fitted`.

    Raises whatever pickling it raises.
    """
    return pickle.dumps(_Kept(estimator=estimator, test=test), pickle.HIGHEST_PROTOCOL)


def load_fitted(run_folder: Path, record: Record) -> Fitted:
    """Load the fitted contender of `record`.

    Unpickling runs code, so only a file with the recorded sha256 that this user signed is read.
    Raises StoreError for another, and where the contender's code has changed incompatibly.
    """
    content = recorded_content(run_folder, record)
    if not is_signed(run_folder, record.key, content):
        raise unsigned_error(run_folder, [record])
    try:
        kept: _Kept = pickle.loads(content)
        return Fitted(kept["estimator"], kept["test"], len(content))
    except Exception as error:  # classes are looked up and restore themselves: any may come
        raise StoreError(
            f"{record.cell.label}: its fitted contender cannot be loaded: the run was made by "
            f"another version of triptych or of the task ({in_one_line(str(error))}). "
            "`triptych run` with the same options fits it again."
        ) from error


def recorded_content(run_folder: Path, record: Record) -> bytes:
    """The bytes of a kept contender; raises StoreError unless they are those that were recorded."""
    path = artefact_file(run_folder, record.key)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{record.cell.label}: its fitted contender cannot be read ({error}). "
            "`triptych run` with the same options fits it again."
        ) from error
    if hashlib.sha256(content).hexdigest() != record.artefact:
        raise StoreError(
            f"{record.cell.label}: {path} is not what this run wrote, so it is not unpickled. "
            "Delete it and run `triptych run` again."
        )
    return content
