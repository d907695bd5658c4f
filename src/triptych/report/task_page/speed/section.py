"""The sections on speed: timings of the quiet phase, sizes, and seconds of training."""

from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Final

from triptych.report.drawing import task_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import by_contender, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.speed.costs import cost_tables, not_measured
from triptych.report.task_page.speed.ratios import ratio_columns
from triptych.report.words import number
from triptych.report.words.speed import who_is_faster
from triptych.results.formats.speed import ContenderSpeed, Latency
from triptych.results.record import Record

NO_SPEED: Final = (
    "Speed has not been measured yet. `triptych bench` times every fitted contender in a quiet "
    "phase, alone and on one thread; then `triptych report` writes this page anew."
)


def speed_section(findings: Findings) -> Section:
    """The section on latency and throughput."""
    speeds = findings.timings
    if not speeds:
        return Section("speed", "Speed", notices=[NO_SPEED])
    latencies = {
        name: (one.latency_seconds.p50, one.latency_seconds.p95) for name, one in speeds.items()
    }
    rates = {name: _rates(one) for name, one in speeds.items()}
    one = inline(
        task_charts.latencies(latencies),
        "figure-latency",
        "Latency of one item",
        "; ".join(
            f"{name} p50 {number.duration(p50)}, p95 {number.duration(p95)}"
            for name, (p50, p95) in latencies.items()
        ),
    )
    many = inline(
        task_charts.throughputs(rates),
        "figure-throughput",
        "Throughput against batch size",
        "; ".join(
            f"{name} "
            + ", ".join(f"{number.rate(rate)} at {size}" for size, rate in by_batch.items())
            for name, by_batch in rates.items()
        ),
    )
    return Section(
        "speed",
        "Speed",
        paragraphs=[
            *filter(None, [who_is_faster(speeds, findings.speed_ratios)]),
            *not_measured(speeds),
        ],
        notices=_noise(findings),
        figures=[
            Figure(one, "One item, raw to decision: p50, with a line to p95."),
            Figure(many, "Batches: items decided a second, by items handed over."),
        ],
        tables=[_latency_table(findings), _throughput_table(findings), *cost_tables(findings)],
        arrangement="pairs",
    )


def size_section(findings: Findings) -> Section:
    """The section on sizes, and approximate seconds of training."""
    finished = {name: findings.finished(name) for name in findings.scores}
    kinds = dict.fromkeys(
        kind for records in finished.values() for record in records for kind in record.size
    )
    table = findings.table(
        "effort",
        "What each contender consists of, and the seconds its training took: medians over seeds.",
        by_contender(
            *(
                number_column(
                    kind.replace(" ", "_"), kind, partial(_size, kind=kind), number.quantity
                )
                for kind in kinds
            ),
            number_column(
                "fit_seconds",
                "fit",
                lambda records: median(one.fit_seconds for one in records),
                number.duration,
                formula="formula-fit",
            ),
        ),
        finished.items(),
    )
    return Section(
        "effort",
        "Size and training time",
        paragraphs=[
            "The number of rules and conditions is what a person wrote, words and constants are "
            "what patterns and code look up in a person's lists; leaves and parameters are what "
            "was learned. Fit times are descriptive: other trials ran beside them."
        ],
        tables=[table],
    )


def machine(findings: Findings, speed: ContenderSpeed) -> str:
    """Limits of the timings: noise, or code that has changed since."""
    found = list(speed.badges)
    if speed.key not in {record.key for record in findings.finished(speed.contender)}:
        found.append("outdated: run `triptych bench` again")
    return ", ".join(found) or "quiet"


def _noise(findings: Findings) -> list[str]:
    speed = findings.run.speed
    if speed is None or not any(one.is_noisy for one in findings.timings.values()):
        return []
    return [
        f"The machine was not quiet (a fixed loop ran {speed.canary_ratio:.2f} times its best): "
        "rows marked noisy may be too slow; ratios within a block suffer least."
    ]


def _latency_table(findings: Findings) -> Table:
    seconds = partial(number_column, formula="formula-latency", write=number.duration)
    rounds = number_column("rounds", "rounds", lambda one: one.rounds, number.count)
    columns = [
        number_column("latency_p50_seconds", "p50", _p50, formula="formula-latency"),
        seconds("latency_p90_seconds", "p90", lambda one: one.p90),
        seconds("latency_p95_seconds", "p95", lambda one: one.p95),
        seconds("latency_p99_seconds", "p99", lambda one: one.p99),
    ]
    return findings.table(
        "latency",
        "One item at a time, raw item to decision; p99 needs 1,000 rounds. Below each ratio stand "
        "the lowest and the highest of a block.",
        by_contender(
            *(column.on(_latency) for column in columns),
            *_ratios(findings, "times_the_fastest", "times the fastest", batch=1),
            rounds.on(_latency),
            Column("badges", "machine", of=partial(machine, findings)),
        ),
        findings.timings.items(),
    )


def _throughput_table(findings: Findings) -> Table:
    column = partial(number_column, formula="formula-throughput")
    last = task_charts.BATCH_SIZES[-1]
    return findings.table(
        "throughput",
        "Items decided a second, by how many are handed over at once.",
        by_contender(
            *(
                column(
                    f"items_per_second_at_{size}",
                    f"at {size}",
                    partial(_rate_at, size=size),
                    number.rate,
                )
                for size in task_charts.BATCH_SIZES
            ),
            *_ratios(findings, "times_the_fastest_at_512", "times the fastest, at 512", batch=last),
            Column("badges", "machine", of=partial(machine, findings)),
        ),
        findings.timings.items(),
    )


def _ratios(findings: Findings, name: str, label: str, batch: int) -> list[Column]:
    """Columns of the ratio to the fastest, for rows about a ContenderSpeed."""
    return [
        column.on(lambda speed: (findings, speed)) for column in ratio_columns(name, label, batch)
    ]


def _latency(speed: ContenderSpeed) -> Latency:
    return speed.latency_seconds


def _p50(seconds: Latency) -> Entry:
    note = "amortised over 100" * seconds.amortised
    return Entry(seconds.p50, number.duration(seconds.p50), note=note)


def _rate_at(speed: ContenderSpeed, size: int) -> float | None:
    return speed.throughput_items_per_second.get(size)


def _rates(speed: ContenderSpeed) -> dict[int, float]:
    """Items per second by batch size, for the sizes that were timed."""
    rates = speed.throughput_items_per_second
    return {size: rates[size] for size in task_charts.BATCH_SIZES if size in rates}


def _size(records: Sequence[Record], kind: str) -> float | None:
    """The median of a kind of size over the records that have it."""
    sizes = [record.size[kind] for record in records if kind in record.size]
    return median(sizes) if sizes else None
