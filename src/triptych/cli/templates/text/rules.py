"""The rules: written from what you know, and from the author's part alone (`triptych show`)."""

from triptych.paradigms.rules import Rule, RuleList, matches


def make(seed: int) -> RuleList:
    """The first rule that holds decides."""
    return RuleList(
        [
            Rule(
                "order",
                matches(r"(?i)\b(please|would like|can you)\b"),
                because="who asks politely wants something delivered",
            ),
            Rule(
                "complaint",
                matches(r"(?i)\b(broken|never|back|stopped)\b"),
                because="these words tell of something that went wrong",
            ),
        ],
        otherwise="order",
    )
