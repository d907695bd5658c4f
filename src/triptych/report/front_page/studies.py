"""The studies of a run: one row each, with its page and the claims that rest on it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from triptych.report.findings import Findings
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.run_claims import RunClaims
from triptych.report.study_page.names import address_of, how_to_run, studies_of, title_of, was_run
from triptych.report.words import claim as words
from triptych.report.words.text import capital, printable
from triptych.results.run import Run


def studies_section(run: Run, findings: Sequence[Findings], claims: RunClaims) -> list[Section]:
    """A row for each study besides the main one; nothing where the run knows of none."""
    names = studies_of(run)
    if not names:
        return []
    table = Table(
        "table-studies",
        "studies.csv",
        "What else was asked of the same contenders; each study has a page over all its tasks.",
        [
            Column("study", shown=False, of=lambda name: name),
            Column("title", "study", of=partial(_title, run)),
            Column(
                "question",
                "asks",
                style="wide",
                of=lambda name: printable(run.studies[name].question),
            ),
            Column("tasks", "tasks", style="wide", of=partial(_tasks, run, findings)),
            Column("claims", "claims on it", formula="formula-claim", of=partial(_claims, claims)),
        ],
        names,
    )
    return [Section("studies", "Studies", tables=[table])]


def _title(run: Run, name: str) -> Entry:
    href = address_of(name) if was_run(run, name) else ""
    return Entry(capital(title_of(name)), href=href)


def _tasks(run: Run, findings: Sequence[Findings], name: str) -> str:
    """On how many tasks there are results, or how to get them."""
    if not was_run(run, name):
        return how_to_run(name)
    return f"{sum(bool(one.studies[name].curves) for one in findings)} of {len(findings)}"


def _claims(claims: RunClaims, name: str) -> str | None:
    """How many claims rest on it, by their words."""
    resting = claims.of_study(name)
    if not resting:
        return None
    counted = Counter(words.word(one) for one in resting)
    return "; ".join(f"{count} {word}" for word, count in counted.items())
