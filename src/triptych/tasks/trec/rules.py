"""Ordered rules: the question word where it decides, else the noun that is asked for.

Written in November 2026 after the taxonomy of Li and Roth (2002), from the author's part of
the training questions alone (1,000). Particular forms come first, the wide ones last. The noun
lists are in `nouns`, the forms in `patterns`; the table is made of the same.
"""

from typing import Final

from triptych.paradigms.rules import Condition, Rule, RuleList, any_of, matches
from triptych.tasks.trec.patterns import PATTERNS

TAXONOMY: Final = "Li and Roth, Learning Question Classifiers, COLING 2002, table 1"


def _found(*patterns: str) -> Condition:
    return any_of(*(matches(PATTERNS[name].expression) for name in patterns))


RULES: Final = (
    Rule(
        "description",
        _found("why"),
        because="why asks for a reason",
        source=TAXONOMY,
    ),
    Rule(
        "abbreviation",
        _found("long form", "capitals"),
        because="what letters stand for, or what stands for the words, is an abbreviation",
        source=TAXONOMY,
    ),
    Rule(
        "number",
        _found("how many", "how with a measure"),
        because="how with a measure is answered by a count, a size, an age or a price",
        source=TAXONOMY,
    ),
    Rule(
        "number",
        _found("when"),
        because="when is answered by a date, and dates are numbers here",
        source=TAXONOMY,
    ),
    Rule(
        "entity",
        _found("how to say", "in another language"),
        because="a translation is a word, and words are things",
        source=TAXONOMY,
    ),
    Rule(
        "description",
        _found("begins with how"),
        because="how without a measure asks for the manner in which something is done",
        source=TAXONOMY,
    ),
    Rule(
        "human",
        _found("begins with who"),
        because="who, whose and whom ask for people, even where a description would answer",
        source=TAXONOMY,
    ),
    Rule(
        "location",
        _found("where"),
        because="where asks for a place",
        source=TAXONOMY,
    ),
    Rule(
        "location",
        _found("address"),
        because="addresses and sites of the net are places",
        source=TAXONOMY,
    ),
    Rule(
        "entity",
        _found("fear"),
        because="a fear has a technical term for a name",
    ),
    Rule(
        "human",
        _found("occupation", "a person's name"),
        because="names, nicknames and professions are what is told about people",
        source=TAXONOMY,
    ),
    Rule(
        "description",
        _found("means", "causes and happenings", "known for", "information", "about"),
        because="a meaning, a cause or a claim to fame is told in a sentence",
        source=TAXONOMY,
    ),
    Rule(
        "description",
        _found("what is, two words"),
        because="what is, and a name or a noun and no more, asks for its definition",
        source=TAXONOMY,
    ),
    Rule(
        "description",
        _found("asks for texts"),
        because="differences, origins and definitions are told in a sentence",
        source=TAXONOMY,
    ),
    Rule(
        "number",
        _found("asks for amounts", "asks for times"),
        because="an amount, a rate, a year or a date is a number",
        source=TAXONOMY,
    ),
    Rule(
        "location",
        _found("asks for places"),
        because="the noun that is asked for names a kind of place",
        source=TAXONOMY,
    ),
    Rule(
        "human",
        _found("asks for groups"),
        because="companies, teams and other groups are made of people",
        source=TAXONOMY,
    ),
    Rule(
        "human",
        _found("asks for people"),
        because="the noun that is asked for names a kind of person",
        source=TAXONOMY,
    ),
    Rule(
        "entity",
        _found("asks for things", "word for", "made of", "called"),
        because="the noun that is asked for names a kind of thing, or its name is asked for",
        source=TAXONOMY,
    ),
    Rule(
        "human",
        _found("who"),
        because="who and whom further on still ask for people",
    ),
    Rule(
        "description",
        _found("how"),
        because="how further on asks for a manner",
    ),
    Rule(
        "description",
        _found("what is, three words") & ~_found("superlative"),
        because="a longer name that no list knows still asks for its definition",
    ),
)


def make(seed: int) -> RuleList:
    """The first rule that holds decides; what no rule knows asks for a thing."""
    return RuleList(RULES, otherwise="entity")
