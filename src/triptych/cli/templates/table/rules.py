"""The rules: written from what you know, and from the author's part alone (`triptych show`)."""

from triptych.paradigms.rules import Rule, RuleList, column


def make(seed: int) -> RuleList:
    """The first rule that holds decides."""
    return RuleList(
        [
            Rule(
                "free",
                ~column("hour").between(8, 18),
                because="outside office hours hardly anybody is here",
            ),
            Rule(
                "free",
                column("distance") > 140,
                because="nobody parks far away while there is room near the entrance",
            ),
        ],
        otherwise="taken",
    )
