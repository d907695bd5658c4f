"""The rules: written from what you know, and from the author's part alone (`triptych show`)."""

from triptych.paradigms.rules import Rule, RuleList, column


def make(seed: int) -> RuleList:
    """The first rule that holds decides."""
    return RuleList(
        [
            Rule(
                "failing",
                column("change") < -0.3,
                because="a healthy pump ends two days with the pressure it began with",
            ),
        ],
        otherwise="healthy",
    )
