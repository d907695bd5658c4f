"""Rules from Python's grammar, and from how English is written.

The main idea is one fact of the grammar: outside a string, two operands never stand side by
side with only a space between them. English does little else. What the grammar forbids comes
first; the rules for code that follow seldom change a decision, but give a line of code a
reason better than "nothing speaks against it", and keep its hyphens from being read as English.
"""

import keyword
from typing import Final

from triptych.paradigms.rules import Rule, RuleList, matches

_STRING: Final = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
# From the start of the line to a place that is in no string: strings are read whole.
_OUTSIDE_STRINGS: Final = rf"^(?:[^\"']|{_STRING})*?"
# A name is neither a keyword nor the prefix of a string.
_NAME: Final = rf"(?<!\w)(?!(?:{'|'.join(keyword.kwlist)})\b)[A-Za-z_]\w*\b(?![\"'])"
# `match`, `case` and `type` are keywords where they open a line.
_LEFT_OPERAND: Final = rf"(?:(?!^(?:match|case|type) ){_NAME}|[)\]}}]|\d)"

_HEADER: Final = "if|elif|else|for|while|try|except|finally|with|def|class|async|match|case"
_STATEMENT: Final = (
    "return|raise|import|from|yield|await|del|assert|global|nonlocal|pass|break|continue"
)


def make(seed: int) -> RuleList:
    """The first rule that holds decides; what no rule knows is code."""
    return RuleList(
        [
            Rule(
                "prose",
                matches(
                    rf"{_OUTSIDE_STRINGS}"
                    rf"(?:{_LEFT_OPERAND} +(?:{_NAME}|\d|{_STRING})|{_STRING} +{_NAME})"
                ),
                because="Two names, numbers or closed brackets with only a space between them: "
                "Python would need an operator or a comma there, English needs nothing.",
            ),
            Rule(
                "prose",
                matches(rf"^(?:[^\"']|{_STRING})*+[\"']"),
                because="A quote is opened and never closed: an apostrophe, or a quotation that "
                "runs on. A string of Python's ends on its line.",
            ),
            Rule(
                "prose",
                matches(rf"{_OUTSIDE_STRINGS}(?<=[A-Za-z)\]\"'`])[.?!](?: |\)?$)"),
                because="A sentence ends here: in Python something follows a dot without a space, "
                "and ? and ! stand nowhere alone.",
            ),
            Rule(
                "prose",
                matches(rf"{_OUTSIDE_STRINGS}(?:`|https?://|-\*-)"),
                because="Backquotes, web addresses and editors' mode lines mean nothing to Python.",
            ),
            Rule(
                "prose",
                matches(r"^for\b") & ~matches(r"\bin\b"),
                because="A loop says what it runs over: `for` without `in` is the preposition.",
            ),
            Rule(
                "prose",
                matches(r"[=-]> ") & ~matches(r":$|: |lambda"),
                because="An arrow from call to result is how documentation describes a function; "
                "in code it belongs to a definition, which a colon ends.",
            ),
            Rule(
                "code",
                matches(rf"^(?:{_HEADER})\b.*:$"),
                because="A keyword in front and a colon at the end: the header of a block.",
            ),
            Rule(
                "code",
                matches(rf"^(?:{_STATEMENT})\b"),
                because="The line opens with the keyword of a simple statement.",
            ),
            Rule(
                "code",
                matches(r"(?<![=!<>])=(?!=)"),
                because="A single = assigns a value or passes it by name.",
            ),
            Rule(
                "code",
                matches(r"[\w)\]][(\[]"),
                because="A bracket right after a name calls it, or looks something up in it.",
            ),
            Rule(
                "code",
                matches(r"^[fbru]{0,2}[\"']|[\"'][\])},:]*$"),
                because="A string begins or ends the line: an argument, a key or a part of a list.",
            ),
            Rule(
                "prose",
                matches(r"[A-Za-z]{2}-[A-Za-z]{2}| -- "),
                because="Hyphenated words and dashes: a minus in code has spaces around it, and "
                "two of them nothing to do.",
            ),
        ],
        otherwise="code",
    )
