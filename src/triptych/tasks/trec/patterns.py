"""Forms of a question that tell what it asks for: known to the rules and to the table.

The questions are tokenised: `What 's`, a space before every mark.
"""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from triptych.tasks.trec.nouns import NOUNS


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, and what it means where it is found."""

    says: str
    expression: str


def _any(words: list[str], plural: str = "s?") -> str:
    """One of the words, and no longer one; by first letter, which is much faster to search."""
    by_letter = groupby(sorted(words), key=itemgetter(0))
    choices = (rf"{first}(?:{'|'.join(word[1:] for word in group)})" for first, group in by_letter)
    return rf"(?:{'|'.join(choices)}){plural}(?![\w-])"


_VERBS: Final = "is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|must"
_OTHER_VERBS: Final = (
    r"\w+ed|took|made|told|wrote|won|lost|saw|came|went|sang|gave|got|found|led|bore"
    "|contains|features|boasts|holds|comes|uses|makes|means|became|begins|appears|says"
)
_PREPOSITIONS: Final = "of|in|on|at|for|to|from|by|with|about|between|during|after|before|into"
_CLAUSES: Final = "that|which|who|whose|when|where|and|or|but|if|as|than"
_END: Final = rf"{_VERBS}|{_PREPOSITIONS}|{_CLAUSES}|[?,:;.]+"
# A word that may stand between a question word and the noun it asks for.
_MODIFIER: Final = rf"(?!(?:{_END}) )\S+ "
_LATER_MODIFIER: Final = rf"(?!(?:{_END}|{_OTHER_VERBS}) )\S+ "
_WHAT: Final = r"\b(?:what|which)"
_BE: Final = r"(?:is|are|was|were|'s|will be|would be|has been)"
_ANY_NOUN: Final = _any([noun for nouns in NOUNS.values() for noun in nouns], plural="")


def asked(nouns: list[str]) -> str:
    """One of the nouns is what is asked for: `what … NOUN`, `name of the … NOUN`, `NOUN 's name`.

    Of several nouns side by side (`baseball team`, `state animal`) the last one counts; a noun
    before a capital is part of a name (`Green Bay Packers`).
    """
    noun = rf"{_any(nouns)}(?! {_ANY_NOUN}| (?-i:[A-Z]))"
    return (
        rf"(?i)(?:{_WHAT} (?:{_MODIFIER}(?:{_LATER_MODIFIER}){{0,4}}?)??{noun}"
        rf"|(?:{_WHAT} {_BE}|^name|^list|^tell me|names? (?:of|for)) "
        rf"(?:{_MODIFIER}){{0,7}}?{noun}(?! 's)"
        rf"|\b(?:what|which) (?:one )?of (?:the|these) (?:{_MODIFIER}){{0,4}}?{noun}"
        rf"|\b{noun} 's (?:\w+ )?name\b)"
    )


_ASK_NUMBERS: Final = (
    "many|much|long|far|old|tall|high|big|large|small|wide|deep|heavy|fast|slow|hot|cold|often"
    "|late|early|soon|close|near|thick|loud|rich|strong|hard|expensive|frequently|likely"
)

PATTERNS: Final[dict[str, Pattern]] = {
    "long form": Pattern(
        "Asks for an abbreviation or what one stands for.",
        r"(?i)\bstands? for\b|abbreviat|acronym|\bfull (?:form|name of \.)",
    ),
    "capitals": Pattern(
        "Asks what a word in capitals is or means.",
        r"^(?:In [\w ]+, )?[Ww]hat (?:is|are|'s|does|do)(?: an?| the| `+| word| term| letters)* "
        r"(?:[A-Z]\.?){2,5}s?(?: ''| ')?(?: mean| in the \w+| on an? \w+)? \?$",
    ),
    "how many": Pattern("How many, how much.", r"(?i)\bhow (?:many|much)\b"),
    "how with a measure": Pattern(
        "How old, how far and other measures.", rf"(?i)\bhow (?:\w+ly )?(?:{_ASK_NUMBERS})\b"
    ),
    "when": Pattern(
        "Begins with when, or asks when something is.", r"(?i)^(?:and )?when\b(?! \w+ needs)"
    ),
    "where": Pattern(
        "Asks where.", r"(?i)^where\b|\bwhere (?:\?|(?:is|are|was|did|does|do|can)\b)"
    ),
    "why": Pattern("Asks why or how come.", r"(?i)^why\b|\bhow come\b|\bwhy \?"),
    "how": Pattern("Asks how to do something, or how it is done.", r"(?i)\bhow (?!many|much)"),
    "begins with how": Pattern("Begins with how.", r"(?i)^(?:\w+ )?how\b"),
    "how to say": Pattern(
        "How something is said, called or named.",
        r"(?i)\bhow (?:do|would|can|did) \w+ (?:say|call|spell|pronounce)\b"
        r"|\bhow .* (?:called|known as)\b",
    ),
    "who": Pattern("Asks who, whose or whom.", r"(?i)\b(?:who|whose|whom)\b"),
    "begins with who": Pattern(
        "Begins with who, whose or whom.", r"(?i)^(?:\w+ )?(?:who|whose|whom)\b"
    ),
    "means": Pattern(
        "Asks what something means.",
        r"(?i)\bmeans? (?!.* in \w+ \?)|\bmeant by\b|^define\b|\bmean (?:\?|to|in|by)",
    ),
    "in another language": Pattern(
        "Asks for a word in another language.",
        r"(?i)\b(?:in|to|into|from) (?:\w+ )?(?:english|spanish|french|german|italian|latin|greek"
        r"|japanese|chinese|russian|arabic|hebrew|swahili|hawaiian|irish|dutch|swedish) ?\?"
        r"|\b(?:spanish|french|german|italian|latin|greek|japanese|chinese)"
        r" (?:word|name|term) for\b",
    ),
    "causes and happenings": Pattern(
        "Asks what causes, made, does or happened.",
        r"(?i)^what (?:causes?|caused|makes?|made|happen\w*)\b|^what (?:will|would) happen"
        r"|\bhappen(?:s|ed)? (?:to|when|if|after)\b",
    ),
    "known for": Pattern(
        "Asks what somebody or something is known for.",
        r"(?i)\b(?:famous|known|noted|remembered) for(?: what(?: \w+)?)? ?\??$|\bclaim to fame\b",
    ),
    "about": Pattern(
        "Asks what something is about, like, used or good for.",
        r"(?i)\b(?:about|like|used for|good for|different|do i need to do) \?$"
        r"|^what (?:is|are|was) .* used for\b|\bdifferent\b|\bthe words to\b"
        r"|\bdo (?:i|you) need to\b",
    ),
    "occupation": Pattern(
        "Asks what somebody does for a living.",
        r"(?i)profession\b|occupation|for a living|\bjobs?\b|\btitles?\b.* (?:of|hold)"
        r"|^what (?:does|do|did) [\w.' ]+ do \?$",
    ),
    "a person's name": Pattern(
        "Asks for a real, first, last, maiden or pet name, or a nickname.",
        r"(?i)\b(?:real|last|first|middle|maiden|full|given|stage|common|pen|code|boy|girl)"
        r"(?: and \w+)? names?\b|\bnicknames?\b|\bpseudonym|\balias\b",
    ),
    "called": Pattern(
        "Asks what something is called, named or known as.",
        r"(?i)\b(?:called|named|nicknamed|known as|referred to as|dubbed)(?: what)? ?\?$"
        r"|\bdo (?:you|we|they|people) call\b|^what .* call(?:ed)?\b.*\?$|\bother name\b",
    ),
    "word for": Pattern(
        "Asks for a word, a term, a synonym or a symbol.",
        r"(?i)\b(?:word|term|synonym|symbol|expression|slang|another name)"
        r" (?:for|of|meaning|that)\b",
    ),
    "fear": Pattern("Asks for a fear or what is feared.", r"(?i)\bfears?\b|phobi"),
    "made of": Pattern(
        "Asks what something consists of.",
        r"(?i)\bmade (?:of|from|up of|out of)\b|\b(?:consists?|composed|comprised?)\b"
        r"|\b(?:ingredients?|components?|parts?|contents?|recipe|formula)\b (?:of|in|for|or)",
    ),
    "what somebody did": Pattern(
        "What, then did, do or does: what somebody wrote, invented, eats or fears.",
        r"(?i)\bwhat (?:did|do|does|were|was|have|has|will|would|can|should)\b"
        r"(?! (?:the|a|an) \w+ of)",
    ),
    "what did it": Pattern(
        "What, then a past tense: what blew up, what preceded.",
        r"(?i)^(?:what|which) (?!is|are|was|were|did|does|has|had)"
        r"\w+(?:ed|ew|ook|ame|ell|ent|oke)\b",
    ),
    "what is, two words": Pattern(
        "What is, one or two words with or without an article, and no more.",
        r"(?i)^what (?:is|are|'s|was|were) (?:an? |`+ )?(?!the |her |his )(?!.* 's )\S+(?: \S+)?"
        r"(?: ''| ')? ?\?$",
    ),
    "what is, three words": Pattern(
        "What is, and three words with or without an article, or two after the.",
        r"(?i)^what (?:is|are|'s|was|were) (?:an? |`+ )?(?!.* 's )\S+(?: \S+){2}(?: ''| ')? ?\?$",
    ),
    "what is the": Pattern(
        "What is the, of something: one of its properties.",
        r"(?i)^what (?:is|are|'s|was|were) the\b",
    ),
    "superlative": Pattern(
        "The most, the first, the largest.", r"(?i)\bthe (?:most|first|last|best|only|\w+est)\b"
    ),
    "passive": Pattern(
        "What is or was, then what was done with it.",
        r"(?i)^what (?:is|was|are|were) (?:\w+ly )?\w+(?:ed|en|own|ound|ade|ought)\b",
    ),
    "blank to fill": Pattern(
        "A statement with what in the place of the answer.",
        r"(?i)\b(?:is|are|was|were|of|by|for|as|plays?|from) what\b|^\w.*\bwhat \?$",
    ),
    "address": Pattern(
        "Asks for an address, a site or a page.",
        r"(?i)\be-?mail\b|\baddress\b|web ?(?:site|page)|home ?page|\burl\b|\bzip ?code",
    ),
    "information": Pattern(
        "Asks for information on something.",
        r"(?i)\binformation (?:on|about|can you)\b|^tell me about",
    ),
    "quoted": Pattern("Quotes a name or some words.", r"`` [^']+ ''"),
} | {
    f"asks for {name}": Pattern(
        f"A noun of the list of {name} is what is asked for (what city, the name of the city).",
        asked(nouns),
    )
    for name, nouns in NOUNS.items()
}
"""Every pattern, by the name of its column."""
