"""Further costs: explaining, training, cold start, memory, file size, and the price of CPU time."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any

from triptych.absent import Absent
from triptych.analysis.one_task.speed.price import price_per_million
from triptych.report.findings import Findings
from triptych.report.model.columns import by_contender, number_column
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.speed.ratios import span
from triptych.report.words import number
from triptych.results.formats.speed import ContenderSpeed, ExplainedDecision, Fit

FITS_WANTED = 3
_LEAST_PRICE = 0.001


def cost_tables(findings: Findings) -> list[Table]:
    """A table for each of these quantities that was measured for at least one contender."""
    speeds = findings.timings.values()
    tables = []
    if any(not isinstance(one.explanation, Absent) for one in speeds):
        tables.append(_explanations(findings))
    if any(not isinstance(one.fit, Absent) for one in speeds):
        tables.append(_fits(findings))
    if any(not isinstance(one.cold_start, Absent) for one in speeds):
        tables.append(_cold_starts(findings))
    tables.append(_sizes(findings))
    if any(one.cpu_seconds_per_million for one in speeds):
        tables.append(_prices(findings))
    return tables


def not_measured(speeds: Mapping[str, ContenderSpeed]) -> list[str]:
    """A sentence for each quantity without any measurement, with the reason."""
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
    column = partial(number_column, formula="formula-explanation-latency")
    decision = number_column(
        "decision_p50_seconds",
        "decision",
        lambda one: one.latency_seconds.p50,
        number.duration,
        formula="formula-latency",
    )
    explained = [
        column(
            "explained_p50_seconds", "with its explanation", lambda one: one.p50, number.duration
        ),
        column("times_the_decision", "times as long", _explaining_ratio),
        *(
            Column(
                f"times_the_decision_{name}",
                shown=False,
                formula="formula-explanation-latency",
                of=partial(_end, place=place),
            )
            for place, name in enumerate(("low", "high"))
        ),
        number_column("rounds", "rounds", lambda one: one.rounds, number.count),
        *_remarks(one.explanation for one in findings.timings.values()),
    ]
    return findings.table(
        "explanation-latency",
        "One item at a time, decided and explained by the contender itself.",
        by_contender(decision, *(one.on(attrgetter("explanation")) for one in explained)),
        findings.timings.items(),
    )


def _explaining_ratio(one: ExplainedDecision) -> Entry:
    """The ratio of explaining to deciding, with its range over blocks where that was kept."""
    note = span(*one.ratio_range) if one.ratio_range else ""
    return Entry(one.ratio, number.ratio(one.ratio), note=note)


def _end(one: ExplainedDecision, place: int) -> float | None:
    return one.ratio_range[place] if one.ratio_range else None


def _fits(findings: Findings) -> Table:
    seconds = partial(number_column, formula="formula-quiet-fit", write=number.duration)
    counted = partial(number_column, write=number.count)
    fits = {name: one.fit for name, one in findings.timings.items()}
    return findings.table(
        "fit",
        "Training on the first fold, features included, in the quiet phase.",
        by_contender(
            seconds("fit_wall_seconds", "wall", lambda fit: fit.wall_seconds),
            seconds("fit_cpu_seconds", "CPU", lambda fit: fit.cpu_seconds),
            counted("fits", "fits", lambda fit: fit.fits),
            counted("training_items", "training items", lambda fit: fit.items),
            *_remarks(fits.values(), _few_fits),
        ),
        fits.items(),
    )


def _cold_starts(findings: Findings) -> Table:
    column = partial(number_column, write=number.duration)
    starts = {name: one.cold_start for name, one in findings.timings.items()}
    return findings.table(
        "cold-start",
        "Fresh processes: from nothing to the first decision, and the most memory at 512 at once.",
        by_contender(
            column(
                "cold_start_seconds",
                "cold start",
                lambda start: start.seconds,
                formula="formula-cold-start",
            ),
            column(
                "first_decision_seconds",
                "of that, deciding",
                lambda start: start.first_decision_seconds,
                formula="formula-cold-start",
            ),
            number_column(
                "memory_bytes",
                "peak memory",
                lambda start: start.memory_bytes,
                number.size,
                formula="formula-memory",
            ),
            number_column("processes", "processes", lambda start: start.processes, number.count),
            *_remarks(starts.values()),
        ),
        starts.items(),
    )


def _sizes(findings: Findings) -> Table:
    return findings.table(
        "size",
        "Bytes of what was written, or learned and saved.",
        by_contender(
            number_column(
                "size_bytes",
                "size",
                lambda one: one.size_bytes,
                number.size,
                formula="formula-size",
            ),
            Column("size_of", "of", of=lambda one: one.size_of),
        ),
        findings.timings.items(),
    )


def _prices(findings: Findings) -> Table:
    price = findings.price_per_cpu_hour
    column = partial(number_column, formula="formula-price")
    sizes = {1: "one at a time", 512: "512 at once"}
    cpu = [
        column(
            f"cpu_seconds_per_million_at_{size}", f"CPU, {words}", itemgetter(size), number.duration
        )
        for size, words in sizes.items()
    ]
    prices = [
        column(
            f"price_per_million_at_{size}",
            f"price, {words}",
            lambda seconds: price_per_million(seconds, price),
            _price,
        ).on(itemgetter(size))
        for size, words in sizes.items()
    ]
    seconds = {
        name: {size: one.cpu_seconds_per_million.get(size) for size in sizes}
        for name, one in findings.timings.items()
    }
    return findings.table(
        "price",
        f"A million decisions: CPU, and its price where a CPU hour costs {price:g}, in any "
        "currency; triptych report --price-per-cpu-hour sets another.",
        by_contender(*cpu, *prices),
        seconds.items(),
    )


def _remarks(
    measured: Iterable[Any | Absent], remark: Callable[[Any], str] = lambda _: ""
) -> list[Column]:
    """A column of remarks and reasons of missing values; no column without remarks."""
    column = Column(
        "remark", "remark", style="wide", of=remark, absent=lambda absent: absent.reason
    )
    return [column] if any(column.entry(one).value for one in measured) else []


def _few_fits(fit: Fit) -> str:
    return f"fewer than {FITS_WANTED} fits" if fit.fits < FITS_WANTED else ""


def _price(value: float) -> str:
    return f"{float(f'{value:.1e}'):,g}" if value >= _LEAST_PRICE else f"< {_LEAST_PRICE:g}"
