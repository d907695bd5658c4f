"""The ideas, measured: each idea of the field beside what puts it on trial, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from triptych.absent import Absent
from triptych.claim import Claim
from triptych.claims import declared_claims
from triptych.report.findings import Findings
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.run_claims import RunClaims
from triptych.report.study_page.names import address_of, how_to_run, title_of, was_run
from triptych.report.words import claim as words
from triptych.report.words.number import counted
from triptych.results.run import Run
from triptych.study import MAIN_STUDY

Shown = Literal["walk", "layers"]
"""A section of task pages that shows an idea, and tests nothing."""

_SECTIONS: Final = {"walk": "walks of single items", "layers": "layers of the network"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """An idea of the field, as a sentence that a measurement can speak for or against.

    claim    the declared claim that puts it on trial, by its name
    study    a study that does, where no claim says it
    shown    the section of task pages that shows it, where nothing tests it
    """

    term: str
    sentence: str
    claim: str = ""
    study: str = ""
    shown: Shown | None = None


IDEAS: Final = (
    Idea(
        term="traditional program, recipe",
        sentence="A person writes the recipe, and where a short one decides, it is enough.",
        claim="short_rules_suffice",
    ),
    Idea(
        term="input and ideal output",
        sentence="Nobody writes the recipe: it is learned from inputs with their ideal outputs, "
        "and wins where the recipe would be long.",
        claim="learned_models_beat_long_rule_lists",
    ),
    Idea(
        term="supervised learning",
        sentence="Every training item has its ideal output, and more of them make a better model.",
        claim="learned_models_keep_improving_with_data",
    ),
    Idea(
        term="semi-supervised learning",
        sentence="Items without an ideal output help those few that have one.",
        claim="unlabelled_data_help_when_labels_are_few",
    ),
    Idea(
        term="unsupervised learning",
        sentence="Without any ideal output, patterns are found that nobody wrote down.",
        claim="learning_finds_groups_without_labels",
    ),
    Idea(
        term="transfer learning",
        sentence="What was learned on one task saves labels on another.",
        claim="pretrained_networks_need_far_fewer_labels",
    ),
    Idea(
        term="tensor",
        sentence="A network reads an item as a tensor: numbers in an array of a fixed shape.",
        shown="walk",
    ),
    Idea(
        term="input, hidden and output layer",
        sentence="Each layer turns numbers into others: the input layer takes the item, hidden "
        "layers make patterns of it, the output layer gives a number for each answer.",
        shown="layers",
    ),
    Idea(
        term="patterns as features",
        sentence="Deeper layers carry patterns from which the answer is easier to read.",
        claim="deeper_layers_carry_higher_features",
    ),
    Idea(
        term="patterns as embeddings",
        sentence="Items that belong together lie near each other in the last hidden layer.",
        shown="layers",
    ),
    Idea(
        term="patterns as weights",
        sentence="What was learned is in the weights: another network can start from them.",
        study="transfer",
    ),
)
"""The ideas, in the order of docs/ideas.md, which explains each."""


def ideas_section(run: Run, findings: Sequence[Findings], claims: RunClaims) -> Section:
    """A row an idea: what puts it on trial or shows it, and the word on that."""
    table = Table(
        "table-ideas",
        "ideas.csv",
        "Supported, refuted and open are words on the claim, over its tasks; what is only shown "
        "decides nothing.",
        [
            Column("idea", "idea", of=lambda idea: idea.term),
            Column("sentence", "says", style="wide", of=lambda idea: idea.sentence),
            Column("trial", "on trial by", style="wide", of=partial(_trial, run, findings, claims)),
            Column(
                "word", "word", formula="formula-claim", of=partial(_word, run, findings, claims)
            ),
        ],
        IDEAS,
        style="ideas",
    )
    return Section(
        "ideas",
        "The ideas, measured",
        paragraphs=[
            "What everyone says about programs and learning, and what this run says of it. "
            "`docs/ideas.md`, a file of triptych's source, explains each idea."
        ],
        notices=[claims.withheld] if claims.withheld else [],
        tables=[table],
    )


def _trial(run: Run, findings: Sequence[Findings], claims: RunClaims, idea: Idea) -> Entry:
    """What puts the idea on trial, with a link to where its figures are."""
    if idea.claim:
        claim = declared_claims()[idea.claim]
        study = claim.study if isinstance(claim, Claim) else ""
        href = "#claims" if claims.verdicts else ""
        return Entry(claim.sentence, note="the claim", href=_study_address(run, study) or href)
    if idea.study:
        return Entry(f"study {title_of(idea.study)}", href=_study_address(run, idea.study))
    (first, *_) = [*_showing(findings, idea), None]
    address = f"{first.address}#{idea.shown}" if first else ""
    return Entry(_SECTIONS[idea.shown or "walk"], href=address)


def _study_address(run: Run, study: str) -> str:
    """The study's page, where it has one."""
    return address_of(study) if study != MAIN_STUDY and was_run(run, study) else ""


def _word(run: Run, findings: Sequence[Findings], claims: RunClaims, idea: Idea) -> str:
    """The word on the claim; of what no claim says, on how many tasks it is measured or shown."""
    if idea.claim:
        verdict = claims.named(idea.claim)
        return "open" if verdict is None else words.word(verdict)
    if idea.study:
        tasks = sum(
            bool(one.studies[idea.study].curves) for one in findings if idea.study in one.studies
        )
        return f"measured on {counted(tasks, 'task')}" if tasks else how_to_run(idea.study)
    tasks = len(_showing(findings, idea))
    return f"shown on {counted(tasks, 'task')}" if tasks else "not run: `triptych explain`"


def _showing(findings: Sequence[Findings], idea: Idea) -> list[Findings]:
    """The tasks whose pages show the idea."""

    def found(one: Findings) -> object:
        parts = one.run.walks if idea.shown == "walk" else one.run.layers
        return parts.get(one.card.name)

    return [one for one in findings if not isinstance(found(one), Absent | None)]
