"""Provenance of numbers: the run, the machine, the data."""

import re
from collections.abc import Mapping

from triptych.metric import Metric
from triptych.report.model.page import Fact
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.results.formats.environment import Environment
from triptych.results.formats.speed import Speed
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.split import Split

MOST_CLASSES = 40


def run_facts(run: Run) -> list[Fact]:
    """The facts in the footer of every page."""
    facts = [
        Fact("Run", f"{run.name}, profile {run.profile}, started {_day(run)}"),
        Fact("Command", run.header.command, code=True),
        Fact("triptych", f"{run.header.triptych}, run folder format {run.header.schema}"),
        *(_environment_facts(run.environment) if run.environment else ()),
        Fact("Timing", _timing(run.speed)),
        Fact("Licences of the data", _licences(run)),
        Fact("Older records", _outdated(run.outdated)),
        Fact("Damaged, and left out", " ".join(run.soundness.damaged)),
        Fact("Not verifiable", _unverifiable(run)),
        Fact("Item by item", "items/*.parquet in the run folder: one row a tested item"),
    ]
    return [fact for fact in facts if fact.text]


def _environment_facts(environment: Environment) -> list[Fact]:
    return [
        Fact("Commit", _commit(environment.commit or "")),
        Fact("Machine", _machine(environment)),
        Fact("Python", f"{environment.python} on {environment.platform}"),
        Fact("Packages", _listed(environment.packages, " ")),
        Fact("Environment", _listed(environment.variables, "=")),
    ]


def where(run: Run) -> str:
    """The run in a few words, for the head of a page."""
    return f"{run.name} · profile {run.profile} · {_day(run)}"


def task_facts(card: TaskCard, run: Run) -> list[Fact]:
    """The facts of a task's card and of its data."""
    seeds = sorted({record.cell.seed for record in run.records_of_task(card.name)})
    facts = [
        Fact("Task", card.name, code=True),
        Fact("Modality", card.modality),
        Fact("Metric", _metric(card.metric)),
        Fact("Smallest difference that matters, δ", number.amount(card.delta, card.metric)),
        Fact("Why this δ", card.delta_reason),
        Fact("Items", number.count(card.items)),
        Fact("Author's part", _author(card)),
        Fact("Split", split_in_words(card.split)),
        Fact("Training seeds", ", ".join(map(str, seeds))),
        Fact("Classes", _classes(card)),
        Fact("Licence", card.licence),
        Fact("Source", card.source, href=_web(card.source)),
        Fact("Citation", card.citation),
        Fact("Fingerprint of the data", card.fingerprint, code=True),
        *(Fact(f"Data: {name}", text) for name, text in _extra(card).items()),
    ]
    return [fact for fact in facts if fact.text]


def split_in_words(split: Split) -> str:
    """The declared split, as a sentence."""
    match split.kind:
        case "cross_validated":
            return (
                f"{split.folds} folds, a new partition with each seed; every item outside the "
                "author's part is tested once a seed"
            )
        case "held_out":
            return f"a fixed test part of about {number.count(split.test_items)} items"
        case "rolling":
            own = "; each seed has a stream of its own" * (split.streams > 1)
            return (
                f"in the order of time: each block of {number.count(split.step)} items is tested "
                f"after training anew on the {number.count(split.window)} items before it{own}"
            )
    return "the test part its publisher set aside"


def _commit(commit: str) -> str:
    """A commit ending in + had changes on top of it."""
    return f"{commit[:-1]}, with changes not committed" if commit.endswith("+") else commit


def _metric(metric: Metric) -> str:
    better = "more" if metric.greater_is_better else "less"
    return f"{metric.label}; {better} is better"


def _author(card: TaskCard) -> str:
    if not _was_loaded(card):
        return ""
    if card.ordered:
        where = "the first in time; in training until the window has passed them"
    else:
        where = "always in training"
    return (
        f"{number.count(card.author_items)} items the author of the rules could look at; "
        f"{where}, never tested on"
    )


def _was_loaded(card: TaskCard) -> bool:
    """Whether the data were loaded, so that facts beyond the card are known."""
    return card.fingerprint != ""


def _classes(card: TaskCard) -> str:
    classes = card.classes
    if classes is None:
        return "none: the answer is a number" if card.metric.answer == "number" else ""
    listed = ", ".join(shorten(name, 40) for name in classes[:MOST_CLASSES])
    rest = len(classes) - MOST_CLASSES
    return f"{len(classes)}: {listed}" + (f" and {rest} more" if rest > 0 else "")


def _extra(card: TaskCard) -> dict[str, str]:
    """The data's own provenance, without facts that the card has too."""
    said = {card.source, card.licence, card.citation}
    return {name: str(text) for name, text in card.provenance.items() if text not in said}


def _web(address: str) -> str:
    """The address if it is an http(s) link, which runs no script; empty otherwise."""
    return address if re.fullmatch(r"https?://[^\s\"<>]+", address) else ""


def _day(run: Run) -> str:
    return run.header.created[:16].replace("T", " ")


def _machine(environment: Environment) -> str:
    cores = f"{environment.cores} cores" if environment.cores else ""
    memory = f"{number.size(environment.memory_bytes)} memory"
    return ", ".join(filter(None, (environment.cpu, cores, memory)))


def _listed(values: Mapping[str, str], between: str) -> str:
    return ", ".join(f"{name}{between}{value}" for name, value in sorted(values.items()))


def _timing(speed: Speed | None) -> str:
    if speed is None:
        return "not measured: run `triptych bench`, then `triptych report`"
    return (
        f"{'noisy' if speed.noisy else 'quiet'} machine; a fixed loop ran "
        f"{speed.canary_ratio:.2f} times its best; timing nothing takes "
        f"{number.duration(speed.floor_seconds)}"
    )


def _licences(run: Run) -> str:
    return "; ".join(f"{name}: {card.licence}" for name, card in run.tasks.items())


def _unverifiable(run: Run) -> str:
    """What is older than digests, so that nobody can tell whether it is as it was written."""
    files = run.soundness.unverifiable
    return f"written without a digest: {', '.join(files)}" if files else ""


def _outdated(count: int) -> str:
    return (
        f"{number.counted(count, 'record')} of code or data that has changed since" if count else ""
    )
