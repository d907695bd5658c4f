"""Measurements of a line: what a reader could count to tell code from English."""

import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Measure = Callable[[str], float]

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_SPOKEN_KEYWORDS = frozenset(("and", "as", "for", "from", "if", "in", "is", "not", "or", "with"))
_KEYWORDS = frozenset(keyword.kwlist)
# The commonest words of English that are not keywords of Python.
_ENGLISH = """
    a about above after all also an any are at be because been before being below between
    both but by can cannot could did do does done each either every few had has have having
    he her here his how i into it its just like made make many may me might more most must
    my no nor now of off on one only other our out over own same she should since so some
    such than that the their them then there these they this those through to too under
    until up us use used using very was we were what when where whether which who whose why
    will within without would you your
"""
_FUNCTION_WORDS = frozenset(_ENGLISH.split())


@dataclass(frozen=True, slots=True)
class Measurement:
    """One column of the table: what it means, and how it is read off a line."""

    says: str
    measure: Measure


def features(raw: npt.NDArray[np.object_]) -> pd.DataFrame:
    """The measurements of each line (n strings): one row a line, one column of floats each."""
    table = np.empty((len(raw), len(MEASUREMENTS)))
    for column, each in enumerate(MEASUREMENTS.values()):
        table[:, column] = [each.measure(line) for line in raw]
    return pd.DataFrame(table, columns=list(MEASUREMENTS))


def _count(pattern: str) -> Measure:
    find = re.compile(pattern).findall
    return lambda line: len(find(line))


def _share(pattern: str) -> Measure:
    """Share of the characters that match a pattern of single characters."""
    count = _count(pattern)
    return lambda line: count(line) / max(len(line), 1)


def _has(pattern: str) -> Measure:
    search = re.compile(pattern).search
    return lambda line: float(search(line) is not None)


def _words_in(vocabulary: frozenset[str]) -> Measure:
    """Share of the words that belong to a vocabulary, whatever their capitals."""

    def share(line: str) -> float:
        words = _WORD.findall(line.lower())
        return sum(word in vocabulary for word in words) / max(len(words), 1)

    return share


def _mean_word_length(line: str) -> float:
    words = _WORD.findall(line)
    return sum(map(len, words)) / max(len(words), 1)


def _repeated_words(line: str) -> float:
    words = _WORD.findall(line.lower())
    return 1 - len(set(words)) / max(len(words), 1)


def _starts_with(vocabulary: frozenset[str]) -> Measure:
    def first_is(line: str) -> float:
        word = _WORD.match(line)
        return float(word is not None and word[0] in vocabulary)

    return first_is


def _open_brackets(line: str) -> float:
    return sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))


def _longest_run(pattern: str) -> Measure:
    """Number of words in the longest stretch that the pattern finds."""
    find = re.compile(pattern).findall
    return lambda line: max((len(run.split()) for run in find(line)), default=0)


def _quoted(line: str) -> float:
    return sum(map(len, _QUOTED.findall(line))) / max(len(line), 1)


def _unquoted_words(line: str) -> float:
    """Lower-case words that stand between spaces, outside quotes, and are not keywords."""
    words = _QUOTED.sub('""', line).split()
    plain = sum(word.isalpha() and word.islower() and word not in _KEYWORDS for word in words)
    return plain / max(len(words), 1)


MEASUREMENTS: Final[dict[str, Measurement]] = {
    "characters": Measurement("Number of characters.", len),
    "words": Measurement("Number of parts between spaces.", lambda line: len(line.split())),
    "word length": Measurement("Mean number of letters in a word.", _mean_word_length),
    "letters": Measurement("Share of characters that are letters.", _share(r"[^\W\d_]")),
    "capitals": Measurement("Share of characters that are capitals A-Z.", _share("[A-Z]")),
    "digits": Measurement("Share of characters that are digits.", _share(r"\d")),
    "spaces": Measurement("Share of characters that are spaces.", _share(" ")),
    "marks": Measurement("Share that are neither letter, digit nor space.", _share(r"[^\w\s]|_")),
    "function words": Measurement(
        "Share of words that only hold English sentences together (the, of, which).",
        _words_in(_FUNCTION_WORDS),
    ),
    "keywords": Measurement(
        "Share of words that are keywords of Python and seldom English (def, elif, None).",
        _words_in(frozenset(map(str.lower, _KEYWORDS)) - _SPOKEN_KEYWORDS),
    ),
    "spoken keywords": Measurement(
        "Share of words that are keywords and English too (if, in, not).",
        _words_in(_SPOKEN_KEYWORDS),
    ),
    "plain words": Measurement(
        "Share of parts between spaces that are lower-case words, unquoted and no keyword.",
        _unquoted_words,
    ),
    "longest phrase": Measurement(
        "Words in the longest stretch of words with nothing but spaces between.",
        _longest_run(r"[A-Za-z']+(?: +[A-Za-z']+)*"),
    ),
    "repeated words": Measurement("Share of words that occurred before.", _repeated_words),
    "starts with keyword": Measurement(
        "The line's first word is a keyword of Python.", _starts_with(_KEYWORDS)
    ),
    "starts like a sentence": Measurement(
        "A capital, then small letters, then a space.", _has(r"^[A-Z][a-z]* ")
    ),
    "starts inside": Measurement(
        "The line starts with a quote, a bracket or a mark of calculation.",
        _has(r"^[fbru]?[\"'(\[{)\]}%+*/|&]"),
    ),
    "assignments": Measurement(
        "Number of = that are not part of a comparison.", _count(r"(?<![=!<>])=(?!=)")
    ),
    "spaced assignments": Measurement("Number of = between spaces.", _count(r" [-+*/|&]?= ")),
    "comparisons": Measurement("Number of ==, !=, <= and >=.", _count("[=!<>]=")),
    "calculations": Measurement(
        "Number of + * / % | & < > between spaces.", _count(r"(?<= )[-+*/%|&<>](?= )")
    ),
    "arrows": Measurement("Number of -> and =>.", _count("[-=]>")),
    "dashes": Measurement(
        "Number of hyphens inside words and of double dashes.", _count(r"\w-\w|--")
    ),
    "attributes": Measurement(
        "Number of names joined by a dot.", _count(r"[A-Za-z_)\]]\.[A-Za-z_]")
    ),
    "own attributes": Measurement("Number of self. and cls.", _count(r"\b(?:self|cls)\.")),
    "calls": Measurement("Number of ( right after a name.", _count(r"\w\(")),
    "empty calls": Measurement("Number of ().", _count(r"\(\)")),
    "asides": Measurement("Number of ( after a space or at the start.", _count(r"(?:^| )\(")),
    "subscripts": Measurement("Number of [ right after a name.", _count(r"[\w)\]]\[")),
    "open brackets": Measurement("Opening less closing brackets.", _open_brackets),
    "underscores": Measurement("Number of names with an underscore.", _count(r"\b\w*_\w*")),
    "humps": Measurement("Number of capitals right after a small letter.", _count("[a-z][A-Z]")),
    "shouted words": Measurement("Number of words in capitals.", _count(r"\b[A-Z]{2,}\b")),
    "double quotes": Measurement('Number of ".', _count('"')),
    "single quotes": Measurement(
        "Number of ' that are no apostrophe.", _count(r"'(?![a-z]{1,2}\b)")
    ),
    "apostrophes": Measurement("Number of ' inside words.", _count(r"[a-z]'[a-z]{1,2}\b")),
    "backquotes": Measurement("Number of `.", _count("`")),
    "quoted": Measurement("Share of characters between quotes, quotes included.", _quoted),
    "placeholders": Measurement("Number of %s, %r, %d and {name}.", _count(r"%[srd]|\{\w*\}")),
    "backslashes": Measurement("Number of backslashes.", _count(r"\\")),
    "commas": Measurement("Number of commas.", _count(",")),
    "sentence ends": Measurement("Number of . ? ! before a space.", _count(r"[.?!] ")),
    "double spaces": Measurement("Number of gaps of two spaces or more.", _count(" {2,}")),
    "ends with colon": Measurement("The line ends with :.", _has(":$")),
    "ends with stop": Measurement("The line ends with . ? or !.", _has(r"[.?!]\)?$")),
    "ends with comma": Measurement("The line ends with a comma.", _has(",$")),
    "ends open": Measurement("The line ends with an opening bracket.", _has(r"[(\[{]$")),
    "ends closed": Measurement("The line ends with a closing bracket.", _has(r"[)\]}],?$")),
    "ends with quote": Measurement("The line ends with a quote.", _has(r"[\"'],?$")),
    "ends with word": Measurement("The line ends with a lower-case word.", _has(r" [a-z]+$")),
}
"""Every column of the table, by name."""

MEANINGS: Final = {name: each.says for name, each in MEASUREMENTS.items()}
"""What each column means."""
