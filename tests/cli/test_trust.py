"""Promises about runs that others made: nothing they bring is unpickled unless it is trusted."""

import hashlib
import json
import pickle
from pathlib import Path

import pytest

QUICK = ("--profile", "quick", "--workers", "1")


class Touches:
    """Unpickling it touches a file: stands for whatever code a stranger's folder may bring."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.fixture
def stranger(process, write_task, tmp_path):
    """A run whose contenders unpickle with code of a stranger's, checksums and all."""
    tasks = write_task()
    cache = str(tmp_path / "stranger")
    assert process("run", "--tasks", tasks, "parity", *QUICK, TRIPTYCH_CACHE=cache).code == 0
    folder = tmp_path / "results" / "quick"
    records = [json.loads(line) for line in (folder / "records.jsonl").read_text().splitlines()]
    evil = pickle.dumps(Touches(tmp_path / "touched"))
    for record in records:
        (folder / "artefacts" / f"{record['key']}.pkl").write_bytes(evil)
        record["artefact"] = hashlib.sha256(evil).hexdigest()
        record.pop("digest")  # as if an older version had written it
    (folder / "records.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
    return folder


@pytest.mark.parametrize(
    "command", [["explain"], ["bench"], ["walk", "parity"], ["walk", "parity", "1"]]
)
def test_a_strangers_contenders_run_no_code(process, stranger, tmp_path, command):
    """One line says whose run it looks like, that unpickling runs code, and what to do."""
    ended = process(*command, "--tasks", tmp_path / "tasks", "--run", "quick")
    told = [line for line in ended.err.splitlines() if line.startswith("triptych: ")]

    assert ended.code == 1
    assert len(told) == 1
    for words in ("not signed by you", "copied from elsewhere", "run code", "triptych trust quick"):
        assert words in told[0]
    assert "Traceback" not in ended.err
    assert not (tmp_path / "touched").exists()


def test_a_run_that_is_trusted_is_loaded(process, write_task, tmp_path):
    """After `triptych trust` the phases work on a run made by somebody else."""
    tasks, elsewhere = write_task(), str(tmp_path / "stranger")
    process("run", "--tasks", tasks, "parity", *QUICK, TRIPTYCH_CACHE=elsewhere)
    before = process("explain", "--tasks", tasks)
    trusted = process("trust", "quick")

    assert before.code == 1
    assert (trusted.code, trusted.out) == (0, "signed 3 fitted contenders of results/quick\n")
    assert process("explain", "--tasks", tasks, "--workers", "1").code == 0
    assert process("walk", "parity", "--tasks", tasks).code == 0
    assert process("bench", "--tasks", tasks).code == 0


def test_ones_own_run_needs_no_trust(process, write_task):
    """What this user's command kept, this user's commands load."""
    tasks = write_task()
    process("run", "--tasks", tasks, "parity", *QUICK)

    assert process("walk", "parity", "--tasks", tasks).code == 0


def test_a_file_that_the_run_did_not_record_is_not_signed(process, write_task, tmp_path):
    """Trusting a run is trusting what it recorded, not what was put there later."""
    process("run", "--tasks", write_task(), "parity", *QUICK)
    first, *_ = sorted((tmp_path / "results" / "quick" / "artefacts").glob("*.pkl"))
    first.write_bytes(b"something else")
    ended = process("trust", "quick")

    assert ended.code == 3
    assert "not signed: parity/" in ended.err
    assert "signed 2 fitted contenders" in ended.out
