"""The rules: written from what you know, and from the author's part alone (`triptych show`)."""

from triptych.paradigms.rules import Rule, RuleList, column


def make(seed: int) -> RuleList:
    """The first rule that holds decides."""
    return RuleList(
        [
            Rule(
                "high",
                column("zero crossings") > 1700,
                because="a tone above 850 Hz crosses zero more than 1,700 times a second",
            ),
        ],
        otherwise="low",
    )
