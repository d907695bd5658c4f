"""The environment record: what a reader must know to judge the numbers."""

import json
import subprocess
from pathlib import Path

import pytest

from triptych.harness.machine import environment
from triptych.results.formats.document import to_json


def test_it_names_machine_and_software(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is plain JSON; variables that are not set are left out."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    found = environment(tmp_path)

    assert json.loads(json.dumps(to_json(found))) == to_json(found)
    assert found.cpu
    assert found.memory_bytes > 2**20
    assert found.packages["numpy"]
    assert found.variables["OMP_NUM_THREADS"] == "1"
    assert "PYTHONHASHSEED" not in found.variables
    assert found.commit is None


def test_it_marks_a_commit_with_changes_on_top(tmp_path: Path) -> None:
    """A hash that does not say all is marked."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@t")
        subprocess.run(("git", "-C", str(tmp_path), *who, *arguments), check=True)

    git("init", "--quiet")
    (tmp_path / "file").write_text("1")
    git("add", "file")
    git("commit", "--quiet", "--message", "first")
    clean = environment(tmp_path).commit
    (tmp_path / "file").write_text("2")

    assert clean is not None
    assert len(clean) == 40
    assert environment(tmp_path).commit == f"{clean}+"
