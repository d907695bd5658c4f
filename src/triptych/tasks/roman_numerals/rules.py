"""The grammar of Roman numerals: what is forbidden, and then what is demanded.

The last rule alone decides every string. Those before it change no decision but give a
malformed string its reason.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, matches

SOURCE: Final = "M. Pilgrim, Dive Into Python, 2004, section 7.3"


def make(seed: int) -> RuleList:
    """The first rule that holds decides; the seed decides nothing."""
    return RuleList(
        [
            Rule(
                "malformed",
                ~matches(r"\A[MDCLXVI]+\Z"),
                because="Seven letters are numerals, and nothing had no sign.",
                source=SOURCE,
            ),
            Rule(
                "malformed",
                matches(r"IIII|XXXX|CCCC|MMMM"),
                because="No letter stands four times in a row: from the fifth, one is taken away.",
                source=SOURCE,
            ),
            Rule(
                "malformed",
                matches(r"V.*V|L.*L|D.*D"),
                because="Five, fifty and five hundred stand once: two of them are ten and so on.",
                source=SOURCE,
            ),
            Rule(
                "malformed",
                matches(r"I[LCDM]|X[DM]|V[XLCDM]|L[CDM]|DM"),
                because="Only I, X and C are taken away, and only from the next two letters.",
                source=SOURCE,
            ),
            Rule(
                "malformed",
                matches(r"II[VX]|XX[LC]|CC[DM]"),
                because="Only one letter is taken away: 8 is written as 5 and 3.",
                source=SOURCE,
            ),
            Rule(
                "numeral",
                matches(r"\AM{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\Z"),
                because="Thousands, hundreds, tens and ones follow each other, each of them right.",
                source=SOURCE,
            ),
        ],
        otherwise="malformed",
    )
