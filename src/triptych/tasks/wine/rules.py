"""What a wine merchant of Piedmont would say of the three, as two rules.

Written in November 2026. What tells the wines apart is common knowledge of the trade; the cuts
are from the author's part alone (59 bottles).
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column

FORINA: Final = "Forina, Armanino, Castino and Ubigli, Vitis 25, 1986"
REGULATION: Final = "Disciplinare di produzione del Barolo, DPR 23 April 1966"

RULES: Final = (
    Rule(
        "Barbera",
        (column("flavanoids") < 1.5) & (column("color intensity") > 3.8),
        because="Barbera is the grape with much colour and hardly any tannin",
        source=FORINA,
    ),
    Rule(
        "Barolo",
        (column("alcohol") > 12.8) & (column("proline") > 700),
        because="Barolo must have about 13 % of alcohol, from late grapes that are rich in proline",
        source=REGULATION,
    ),
)


def make(seed: int) -> RuleList:
    """Barbera by colour without tannin, Barolo by its strength; what is left is the light one."""
    return RuleList(RULES, otherwise="Grignolino")
