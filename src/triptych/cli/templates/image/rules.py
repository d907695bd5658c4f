"""The rules: written from what you know, and from the author's part alone (`triptych show`)."""

from triptych.paradigms.rules import Rule, RuleList, column


def make(seed: int) -> RuleList:
    """The first rule that holds decides."""
    return RuleList(
        [
            Rule(
                "standing",
                column("bright rows") > column("bright columns"),
                because="what stands is higher than it is wide",
            ),
        ],
        otherwise="lying",
    )
