"""What else speed costs: explaining, training, starting, memory, size, and the price of CPU."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from triptych.absent import Absent
from triptych.analysis.one_task.price import price_per_million
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.results.formats.speed import ContenderSpeed
from triptych.task import paradigm_of

FITS_WANTED = 3
_LEAST_PRICE = 0.001
_Measured = TypeVar("_Measured")


def cost_tables(findings: Findings) -> list[Table]:
    """A table for each of these quantities that was measured for at least one contender."""
    speeds = findings.timings.values()
    tables = []
    if any(not isinstance(one.explanation, Absent) for one in speeds):
        tables.append(_without_empty_remarks(_explanations(findings)))
    if any(not isinstance(one.fit, Absent) for one in speeds):
        tables.append(_without_empty_remarks(_fits(findings)))
    if any(not isinstance(one.cold_start, Absent) for one in speeds):
        tables.append(_without_empty_remarks(_cold_starts(findings)))
    tables.append(_sizes(findings))
    if any(one.cpu_seconds_per_million for one in speeds):
        tables.append(_prices(findings))
    return tables


def not_measured(speeds: Mapping[str, ContenderSpeed]) -> list[str]:
    """What was measured for no contender, with the reason, a sentence each."""
    quantities: dict[str, Callable[[ContenderSpeed], object]] = {
        "Decisions with explanations were": lambda one: one.explanation,
        "Training was": lambda one: one.fit,
        "Cold start and memory were": lambda one: one.cold_start,
    }
    said = []
    for opening, of in quantities.items():
        found = [of(one) for one in speeds.values()]
        absent = [one.reason for one in found if isinstance(one, Absent)]
        if len(absent) == len(found):
            said.append(f"{opening} not measured: {'; '.join(dict.fromkeys(absent))}.")
    return said


def _explanations(findings: Findings) -> Table:
    rows = [
        [
            _who(name),
            _duration(one.latency_seconds.p50),
            *_entries(
                one.explanation,
                lambda explained: [
                    _duration(explained.p50),
                    Entry(explained.ratio, number.ratio(explained.ratio)),
                    Entry(explained.rounds, number.count(explained.rounds)),
                ],
                absent=3,
            ),
        ]
        for name, one in findings.timings.items()
    ]
    return Table(
        "table-explanation-latency",
        findings.file("explanation-latency"),
        "One item at a time, decided and explained by the contender itself.",
        [
            Column("contender", "contender"),
            Column("decision_p50_seconds", "decision", numeric=True, formula="formula-latency"),
            Column(
                "explained_p50_seconds",
                "with its explanation",
                numeric=True,
                formula="formula-explanation-latency",
            ),
            Column(
                "times_the_decision",
                "times as long",
                numeric=True,
                formula="formula-explanation-latency",
            ),
            Column("rounds", "rounds", numeric=True),
            Column("remark", "remark", style="wide"),
        ],
        rows,
    )


def _fits(findings: Findings) -> Table:
    rows = []
    for name, one in findings.timings.items():
        entries = _entries(
            one.fit,
            lambda fit: [
                _duration(fit.wall_seconds),
                _duration(fit.cpu_seconds),
                Entry(fit.fits, number.count(fit.fits)),
                Entry(fit.items, number.count(fit.items)),
            ],
            absent=4,
        )
        if not isinstance(one.fit, Absent) and one.fit.fits < FITS_WANTED:
            entries[-1] = Entry(f"fewer than {FITS_WANTED} fits")
        rows.append([_who(name), *entries])
    return Table(
        "table-fit",
        findings.file("fit"),
        "Training on the first fold, features included, in the quiet phase.",
        [
            Column("contender", "contender"),
            Column("fit_wall_seconds", "wall", numeric=True, formula="formula-quiet-fit"),
            Column("fit_cpu_seconds", "CPU", numeric=True, formula="formula-quiet-fit"),
            Column("fits", "fits", numeric=True),
            Column("training_items", "training items", numeric=True),
            Column("remark", "remark", style="wide"),
        ],
        rows,
    )


def _cold_starts(findings: Findings) -> Table:
    rows = [
        [
            _who(name),
            *_entries(
                one.cold_start,
                lambda start: [
                    _duration(start.seconds),
                    _duration(start.first_decision_seconds),
                    _bytes(start.memory_bytes),
                    Entry(start.processes, number.count(start.processes)),
                ],
                absent=4,
            ),
        ]
        for name, one in findings.timings.items()
    ]
    return Table(
        "table-cold-start",
        findings.file("cold-start"),
        "Fresh processes: from nothing to the first decision, and the most memory at 512 at once.",
        [
            Column("contender", "contender"),
            Column("cold_start_seconds", "cold start", numeric=True, formula="formula-cold-start"),
            Column(
                "first_decision_seconds",
                "of that, deciding",
                numeric=True,
                formula="formula-cold-start",
            ),
            Column("memory_bytes", "peak memory", numeric=True, formula="formula-memory"),
            Column("processes", "processes", numeric=True),
            Column("remark", "remark", style="wide"),
        ],
        rows,
    )


def _sizes(findings: Findings) -> Table:
    rows = [
        [_who(name), _bytes(one.size_bytes), Entry(one.size_of)]
        for name, one in findings.timings.items()
    ]
    return Table(
        "table-size",
        findings.file("size"),
        "Bytes of what was written, or learned and saved.",
        [
            Column("contender", "contender"),
            Column("size_bytes", "size", numeric=True, formula="formula-size"),
            Column("size_of", "of"),
        ],
        rows,
    )


def _prices(findings: Findings) -> Table:
    price = findings.price_per_cpu_hour
    rows = []
    for name, one in findings.timings.items():
        seconds = [one.cpu_seconds_per_million.get(size) for size in (1, 512)]
        prices = [None if cpu is None else price_per_million(cpu, price) for cpu in seconds]
        rows.append([_who(name), *map(_duration, seconds), *map(_price, prices)])
    return Table(
        "table-price",
        findings.file("price"),
        f"A million decisions: CPU, and its price where a CPU hour costs {price:g}, in any "
        "currency; triptych report --price-per-cpu-hour sets another.",
        [
            Column("contender", "contender"),
            Column(
                "cpu_seconds_per_million_at_1",
                "CPU, one at a time",
                numeric=True,
                formula="formula-price",
            ),
            Column(
                "cpu_seconds_per_million_at_512",
                "CPU, 512 at once",
                numeric=True,
                formula="formula-price",
            ),
            Column(
                "price_per_million_at_1",
                "price, one at a time",
                numeric=True,
                formula="formula-price",
            ),
            Column(
                "price_per_million_at_512",
                "price, 512 at once",
                numeric=True,
                formula="formula-price",
            ),
        ],
        rows,
    )


def _without_empty_remarks(table: Table) -> Table:
    """The table without its last column where nothing is remarked."""
    if any(row[-1].value for row in table.rows):
        return table
    rows = [row[:-1] for row in table.rows]
    return replace(table, columns=table.columns[:-1], rows=rows)


def _entries(
    measured: _Measured | Absent,
    entries: Callable[[_Measured], list[Entry]],
    *,
    absent: int,
) -> list[Entry]:
    """The figures and no remark; or nothing, and the reason as the remark."""
    if isinstance(measured, Absent):
        return [*(Entry() for _ in range(absent)), Entry(measured.reason)]
    return [*entries(measured), Entry("")]


def _who(contender: str) -> Entry:
    return Entry(contender, paradigm=paradigm_of(contender))


def _duration(seconds: float | None) -> Entry:
    return Entry() if seconds is None else Entry(seconds, number.duration(seconds))


def _bytes(value: float | None) -> Entry:
    return Entry() if value is None else Entry(value, number.size(value))


def _price(value: float | None) -> Entry:
    if value is None:
        return Entry()
    shown = f"{float(f'{value:.1e}'):,g}" if value >= _LEAST_PRICE else f"< {_LEAST_PRICE:g}"
    return Entry(value, shown)
