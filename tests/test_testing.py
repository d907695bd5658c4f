from triptych.results.contents import read_contents
from triptych.testing import write_synthetic_run


def test_a_synthetic_run_is_one_a_run_could_have_written(tmp_path):
    """The store that writes real runs reads it back whole: every cell is settled or failed."""
    folder = write_synthetic_run(tmp_path / "run", items=50, seeds=2)

    contents = read_contents(folder)

    done = [record for record in contents.newest.values() if record.status == "done"]
    assert not contents.damaged
    assert {record.status for record in contents.newest.values()} == {"done", "timeout"}
    assert sum(not contents.is_settled(record.key) for record in done) == 1  # the outdated one


def test_the_same_arguments_write_the_same(tmp_path):
    """Every file, byte for byte; other arguments write others."""
    first, again, other = (
        write_synthetic_run(tmp_path / name, items=50, seeds=2, random_state=state)
        for name, state in (("first", 0), ("again", 0), ("other", 1))
    )

    def content(folder):
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert content(first) == content(again) != content(other)


def test_a_run_may_be_without_timings(tmp_path):
    """As before the quiet phase."""
    folder = write_synthetic_run(tmp_path / "run", items=50, seeds=1, speed=False)

    assert not (folder / "speed.json").exists()
