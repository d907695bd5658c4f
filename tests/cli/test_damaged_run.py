"""Promises of the commands on a damaged run folder, and on contenders that say anything."""

import pytest

from triptych.results.run import Run

SAYS_ANYTHING = r"""
class Raises:
    def fit(self, X, y):
        raise ValueError("a\x00b\ud800c")

    def predict(self, X):
        return X


def make(seed):
    return Raises()
"""


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.fixture
def ran(triptych, write_task, tmp_path):
    """Run the small task, and give how to run, explain and time it again, and its folder."""
    tasks = ["--tasks", write_task()]
    run = ["run", "parity", *tasks, "--profile", "quick", "--executor", "serial"]
    assert triptych(*run).code == 0
    return lambda *words: triptych(*(words or run), *(tasks if words else ())), (
        tmp_path / "results" / "quick"
    )


def test_no_word_of_a_contender_ends_a_run(triptych, write_task, tmp_path):
    """Its cell failed, with what it said in visible form; so it is each time it is resumed."""
    run = ["run", "parity", "--tasks", write_task(classical=SAYS_ANYTHING), "--profile", "quick"]
    for _ in range(2):
        ended = triptych(*run, "--executor", "serial")
        assert (ended.code, "Traceback" in ended.err) == (3, False)
    folder = tmp_path / "results" / "quick"
    (record,) = Run.open(folder).records_of("parity", "classical")

    assert "a\x00b\\ud800c" in record.reason
    assert triptych("report").code == 0


@pytest.mark.parametrize(
    "name", ["run.json", "plan.json", "tasks.json", "code.json", "facts.json", "items/index.json"]
)
def test_a_run_writes_a_damaged_document_anew(ran, name, caplog):
    """It names the document; the cells are there, so none is run again."""
    command, folder = ran
    flip(folder / name)
    ended = command()

    assert (ended.code, "Traceback" in ended.err) == (0, False)
    assert "0 run now" in ended.said
    assert f"{name} is damaged: set aside as" in caplog.text
    assert Run.open(folder).soundness.damaged == ()


def test_whoever_runs_it_reads_what_was_damaged(ran, process, tmp_path):
    """One line on stderr, beside those of the run."""
    flip(ran[1] / "plan.json")
    tasks = tmp_path / "tasks"
    ended = process("run", "parity", "--tasks", str(tasks), "--profile", "quick")

    assert "results/quick/plan.json is damaged: set aside as plan.json.damaged\n" in ended.err


def test_a_run_runs_the_cells_of_a_damaged_table_again(ran):
    """All of the task's, since the file does not say which of them the bit was of."""
    command, folder = ran
    before = Run.open(folder).hits("parity", "rules")
    flip(folder / "items" / "parity.0.parquet")
    ended = command()

    assert ended.code == 0
    assert "0 run now" not in ended.said
    assert (Run.open(folder).hits("parity", "rules") == before).all()


def test_a_run_runs_the_cell_of_a_damaged_record_again(ran):
    """That one alone; the line goes aside."""
    command, folder = ran
    path = folder / "records.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"test_items": ', b'"test_items": 1', 1))

    assert "1 run now" in command().said
    assert (folder / "records.damaged").read_bytes().count(b"\n") == 1
    assert Run.open(folder).soundness.damaged == ()


def test_a_later_phase_measures_again_what_was_damaged_of_it(ran):
    """`explain` its lines, layers and walks, `bench` its times; each needs no other command."""
    command, folder = ran
    assert command("explain").code == 0
    assert command("bench").code == 0
    names = ("explanations.jsonl", "layers.json", "walks.json", "speed.json")
    for name in names:
        flip(folder / name)
    assert len(Run.open(folder).soundness.damaged) == 4

    assert command("explain").code == 0
    assert command("bench").code == 0

    run = Run.open(folder)
    assert run.soundness.damaged == ()
    assert len(run.explanations) == 3
    assert run.speed is not None
    assert "parity" in run.walks
