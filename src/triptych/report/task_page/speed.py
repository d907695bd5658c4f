"""How fast, and how much was built: the quiet phase's clocks, and seconds of training."""

from statistics import median
from typing import Final

from triptych.report.drawing import task_charts
from triptych.report.findings import Findings
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.speed_costs import cost_tables, not_measured
from triptych.report.words import number
from triptych.report.words.speed import who_is_faster
from triptych.results.formats.speed import ContenderSpeed, Latency
from triptych.task import paradigm_of

NO_SPEED: Final = (
    "Speed has not been measured yet. `triptych bench` times every fitted contender in a quiet "
    "phase, alone and on one thread; then `triptych report` writes this page anew."
)


def speed_section(findings: Findings) -> Section:
    """A single item and batches side by side."""
    speeds = findings.timings
    if not speeds:
        return Section("speed", "Speed", notices=[NO_SPEED])
    latencies = {
        name: (one.latency_seconds.p50, one.latency_seconds.p95) for name, one in speeds.items()
    }
    rates = {name: _rates(one) for name, one in speeds.items()}
    one = task_charts.latencies(
        "figure-latency",
        "Latency of one item",
        "; ".join(
            f"{name} p50 {number.duration(p50)}, p95 {number.duration(p95)}"
            for name, (p50, p95) in latencies.items()
        ),
        latencies,
    )
    many = task_charts.throughputs(
        "figure-throughput",
        "Throughput against batch size",
        "; ".join(
            f"{name} "
            + ", ".join(f"{number.rate(rate)} at {size}" for size, rate in by_batch.items())
            for name, by_batch in rates.items()
        ),
        rates,
    )
    return Section(
        "speed",
        "Speed",
        paragraphs=[*filter(None, [who_is_faster(speeds)]), *not_measured(speeds)],
        notices=_noise(findings),
        figures=[
            Figure("latency", one, "One item, raw to decision: p50, with a line to p95."),
            Figure("throughput", many, "Batches: items decided a second, by items handed over."),
        ],
        tables=[
            _latency_table(findings),
            _throughput_table(findings),
            *cost_tables(findings),
        ],
        arrangement="pairs",
    )


def effort_section(findings: Findings) -> Section:
    """What was built, and roughly how long training took."""
    kinds = list(
        dict.fromkeys(
            kind
            for contender in findings.scores
            for record in findings.finished(contender)
            for kind in record.size
        )
    )
    rows = []
    for contender in findings.scores:
        records = findings.finished(contender)
        fit = median(record.fit_seconds for record in records)
        rows.append(
            [
                Entry(contender, paradigm=paradigm_of(contender)),
                *(
                    _size([record.size[kind] for record in records if kind in record.size])
                    for kind in kinds
                ),
                Entry(fit, number.duration(fit)),
            ]
        )
    table = Table(
        "table-effort",
        findings.file("effort"),
        "What each contender consists of, and the seconds its training took: medians over seeds.",
        [
            Column("contender", "contender"),
            *(Column(kind.replace(" ", "_"), kind, numeric=True) for kind in kinds),
            Column("fit_seconds", "fit", numeric=True, formula="formula-fit"),
        ],
        rows,
    )
    return Section(
        "effort",
        "What was built",
        paragraphs=[
            "The number of rules and conditions is what a person wrote; leaves and parameters are "
            "what was learned. Fit times are descriptive: other trials ran beside them."
        ],
        tables=[table],
    )


def badges(findings: Findings, contender: str) -> list[str]:
    """What a reader must know beside a timing: noise, or code that has changed since."""
    speed = findings.timings[contender]
    found = list(speed.badges)
    if speed.key not in {record.key for record in findings.finished(contender)}:
        found.append("outdated: run `triptych bench` again")
    return found


def _noise(findings: Findings) -> list[str]:
    speed = findings.run.speed
    if speed is None or not any(one.is_noisy for one in findings.timings.values()):
        return []
    return [
        f"The machine was not quiet (a fixed loop ran {speed.canary_ratio:.2f} times its best): "
        "rows marked noisy may be too slow; ratios within a block suffer least."
    ]


def _latency_table(findings: Findings) -> Table:
    rows = [
        [
            Entry(contender, paradigm=paradigm_of(contender)),
            *_latency(one.latency_seconds),
            _times(one, 1),
            Entry(one.latency_seconds.rounds, number.count(one.latency_seconds.rounds)),
            _machine(findings, contender),
        ]
        for contender, one in findings.timings.items()
    ]
    return Table(
        "table-latency",
        findings.file("latency"),
        "One item at a time, raw item to decision; p99 needs 1,000 rounds.",
        [
            Column("contender", "contender"),
            Column("latency_p50_seconds", "p50", numeric=True, formula="formula-latency"),
            Column("latency_p90_seconds", "p90", numeric=True, formula="formula-latency"),
            Column("latency_p95_seconds", "p95", numeric=True, formula="formula-latency"),
            Column("latency_p99_seconds", "p99", numeric=True, formula="formula-latency"),
            Column(
                "times_the_fastest", "times the fastest", numeric=True, formula="formula-latency"
            ),
            Column("rounds", "rounds", numeric=True),
            Column("badges", "machine"),
        ],
        rows,
    )


def _throughput_table(findings: Findings) -> Table:
    rows = [
        [
            Entry(contender, paradigm=paradigm_of(contender)),
            *(_rate(_rates(one).get(size)) for size in task_charts.BATCH_SIZES),
            _times(one, task_charts.BATCH_SIZES[-1]),
            _machine(findings, contender),
        ]
        for contender, one in findings.timings.items()
    ]
    return Table(
        "table-throughput",
        findings.file("throughput"),
        "Items decided a second, by how many are handed over at once.",
        [
            Column("contender", "contender"),
            *(
                Column(
                    f"items_per_second_at_{size}",
                    f"at {size}",
                    numeric=True,
                    formula="formula-throughput",
                )
                for size in task_charts.BATCH_SIZES
            ),
            Column(
                "times_the_fastest_at_512",
                "times the fastest, at 512",
                numeric=True,
                formula="formula-throughput",
            ),
            Column("badges", "machine"),
        ],
        rows,
    )


def _latency(seconds: Latency) -> list[Entry]:
    """p50 to p99."""
    note = "amortised over 100" * seconds.amortised
    return [
        Entry(seconds.p50, number.duration(seconds.p50), note=note),
        *map(_duration, (seconds.p90, seconds.p95, seconds.p99)),
    ]


def _rates(speed: ContenderSpeed) -> dict[int, float]:
    """Items a second, from small batches to large; only of sizes that were timed."""
    rates = speed.throughput_items_per_second
    return {size: rates[size] for size in task_charts.BATCH_SIZES if size in rates}


def _times(speed: ContenderSpeed, size: int) -> Entry:
    ratio = speed.relative_by_batch.get(size)
    return Entry() if ratio is None else Entry(ratio, number.ratio(ratio))


def _machine(findings: Findings, contender: str) -> Entry:
    return Entry(", ".join(badges(findings, contender)) or "quiet")


def _duration(seconds: float | None) -> Entry:
    return Entry() if seconds is None else Entry(seconds, number.duration(seconds))


def _rate(per_second: float | None) -> Entry:
    return Entry() if per_second is None else Entry(per_second, number.rate(per_second))


def _size(counts: list[float]) -> Entry:
    return Entry(median(counts), number.quantity(median(counts))) if counts else Entry()
