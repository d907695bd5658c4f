"""Fitted contenders: read back only where file and code are those of the run."""

import hashlib
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.fitted import load_fitted, pickle_fitted
from triptych.results.record import ARTEFACTS_FOLDER, Record
from triptych.results.signature import artefact_file, signature_file, signature_of

CODE = """
class Contender:
    def __init__(self, threshold=1):
        self.threshold = threshold
"""
OTHER_STATE = """
class Contender:
    def __setstate__(self, state):
        self.limit = state["limit"]
"""


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of a contender, as it was when the run fitted it."""
    module = ModuleType("rules_of_then")
    monkeypatch.setitem(sys.modules, "rules_of_then", module)
    exec(CODE, vars(module))
    return module


def keep(folder: Path, content: bytes) -> Record:
    """The record of a contender that lies in the run folder, signed."""
    (folder / ARTEFACTS_FOLDER).mkdir()
    artefact_file(folder, "key").write_bytes(content)
    signature_file(folder, "key").write_bytes(signature_of(content, "key"))
    cell = Cell("digits", "rules", "supervised", None, 0)
    digest = hashlib.sha256(content).hexdigest()
    return Record(cell=cell, key="key", status="done", artefact=digest)


def test_a_contender_is_read_back_with_its_test_items(tmp_path: Path, module: ModuleType) -> None:
    """What the trial wrote is what the phases after it get."""
    content = pickle_fitted(module.Contender(7), np.array([3, 5]))
    fitted = load_fitted(tmp_path, keep(tmp_path, content))

    assert fitted.estimator.threshold == 7
    assert fitted.test.tolist() == [3, 5]
    assert fitted.size_bytes == len(content)


@pytest.mark.parametrize("code", [None, "", OTHER_STATE], ids=["module", "class", "state"])
def test_a_contender_whose_code_has_changed_is_told(
    tmp_path: Path, module: ModuleType, monkeypatch: pytest.MonkeyPatch, code: str | None
) -> None:
    """One line says that another version made the run, and what to do."""
    record = keep(tmp_path, pickle_fitted(module.Contender(), np.array([3, 5])))
    if code is None:
        monkeypatch.delitem(sys.modules, "rules_of_then")
    else:
        del module.Contender
        exec(code, vars(module))

    with pytest.raises(StoreError, match=r"another version.*`triptych run`") as caught:
        load_fitted(tmp_path, record)

    assert str(caught.value).startswith("digits/rules/supervised/0: ")
    assert "\n" not in str(caught.value)


def test_only_a_contender_this_user_signed_is_unpickled(tmp_path: Path) -> None:
    """Bytes that the folder itself vouches for run no code without the user's own signature."""
    record = keep(tmp_path, b"cbuiltins\nexit\n(tR.")  # unpickling it would end this process
    signature_file(tmp_path, "key").unlink()

    with pytest.raises(StoreError, match=r"was not signed by you.*`triptych trust"):
        load_fitted(tmp_path, record)
