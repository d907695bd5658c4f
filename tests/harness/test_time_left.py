"""The forecast: seconds left, judged by cells that were alike."""

from triptych.cell import Cell
from triptych.harness.time_left import TimeLeft
from triptych.results.record import Record, Status


def cell(contender: str, task: str = "digits", seed: int = 0) -> Cell:
    return Cell(task, contender, "supervised", None, seed)


def record(of: Cell, seconds: float, status: Status = "done") -> Record:
    return Record(cell=of, key="k", status=status, wall_seconds=seconds)


def test_nothing_is_forecast_from_nothing() -> None:
    """Before anything ended, and for skipped cells, nothing is known."""
    skipped = record(cell("rules"), 0.0, "skipped")

    assert TimeLeft([cell("rules")], [skipped], workers=1).seconds_left() is None


def test_like_cells_are_judged_alike() -> None:
    """The same contender first, then the same paradigm elsewhere, then anything; by workers."""
    earlier = [record(cell("rules"), 1.0), record(cell("rules"), 3.0), record(cell("deep"), 10.0)]
    waiting = [cell("rules"), cell("deep:wide", "wine"), cell("classical")]
    forecast = TimeLeft(waiting, earlier, workers=2)

    assert forecast.seconds_left() == (2 + 10 + 6) / 2
    forecast.finish(record(waiting[0], 5.0))
    assert forecast.seconds_left() == (10 + 6.5) / 2
