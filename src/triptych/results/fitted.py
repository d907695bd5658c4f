"""Fitted contenders that a run kept, read back for the phases after it."""

import hashlib
import pickle
from dataclasses import dataclass
from pathlib import Path

from triptych.dataset import Indices
from triptych.errors import StoreError
from triptych.estimator import Estimator
from triptych.results.record import ARTEFACTS_FOLDER, Record


@dataclass(frozen=True, eq=False)
class Fitted:
    """A contender fitted by the run, with the items it was tested on."""

    estimator: Estimator
    test: Indices
    size_bytes: int


def load_fitted(run_folder: Path, record: Record) -> Fitted:
    """Read the contender that `record` kept.

    Unpickling runs code, so only a file with the very bytes this run recorded is read;
    anything else raises StoreError.
    """
    path = run_folder / ARTEFACTS_FOLDER / f"{record.key}.pkl"
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
    try:
        kept = pickle.loads(content)
    except (AttributeError, ImportError) as error:  # its code has moved or gone since
        raise StoreError(
            f"{record.cell.label}: its fitted contender was kept by other code ({error}). "
            "`triptych run` with the same options fits it again."
        ) from error
    return Fitted(kept["estimator"], kept["test"], len(content))
