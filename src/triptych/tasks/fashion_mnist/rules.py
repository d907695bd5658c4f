"""How clothes are cut, told to somebody who has never seen any.

Written in November 2026 from knowledge of clothes alone: the pictures were not at hand, so no
threshold has been tried on one. Pictures are cut so that the piece fills the frame; shoes lie on
their side with the toe to the left.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column

HEIGHT, WIDTH = column("height"), column("width")
CHEST, WAIST, HIP = column("chest width"), column("waist width"), column("hip width")
TOP, HEM = column("top width"), column("hem width")
TOP_GAP, CHEST_GAP = column("top gap"), column("chest gap")
HIP_GAP, KNEE_GAP, HEM_GAP = column("hip gap"), column("knee gap"), column("hem gap")
SYMMETRY, TEXTURE, COVER = column("left-right symmetry"), column("texture"), column("cover")
SOLE, HIGHER_RIGHT = column("sole"), column("toe and heel")

RULES: Final = (
    Rule(
        "trousers",
        (HEIGHT >= 26) & (WIDTH <= 18) & (HEM_GAP >= 2),
        because="trousers are tall and narrow, and end in two legs with a gap between them",
    ),
    Rule(
        "sandal",
        (HEIGHT <= 20) & (WIDTH >= 26) & (COVER < 0.28),
        because="a sandal lies low and broad, and is more straps than leather",
    ),
    Rule(
        "sneaker",
        (HEIGHT <= 16) & (WIDTH >= 26) & (SOLE >= 0.7),
        because="a sneaker lies low and broad on a sole that is as long as the shoe",
    ),
    Rule(
        "ankle boot",
        (HEIGHT >= 17) & (WIDTH >= 25) & (HIGHER_RIGHT >= 6) & (SYMMETRY < 0.85),
        because="an ankle boot has its shaft above the heel, so one side is much the higher",
    ),
    Rule(
        "bag",
        (WIDTH >= 24) & (TOP_GAP + CHEST_GAP >= 8) & (HEM >= 18),
        because="a bag is a broad body under a handle with nothing inside it",
    ),
    Rule(
        "bag",
        (WIDTH >= 25) & (HEIGHT <= 22) & (SYMMETRY >= 0.9),
        because="what is broader than high and the same on both sides is a bag, not a garment",
    ),
    Rule(
        "dress",
        (HEIGHT >= 26) & (WIDTH <= 19) & (HIP_GAP < 2),
        because="a dress is as tall and narrow as trousers, but one piece down to its hem",
    ),
    Rule(
        "dress",
        (HEIGHT >= 26) & (WAIST < CHEST) & (HEM > WAIST + 2) & (HIP_GAP < 2),
        because="a dress is taken in at the waist and widens down to its hem",
    ),
    Rule(
        "T-shirt",
        (CHEST >= HIP + 6) & (HIP_GAP < 3) & (KNEE_GAP < 2),
        because="short sleeves end at the chest, below them a T-shirt is as narrow as the body",
    ),
    Rule(
        "shirt",
        (HIP_GAP >= 2) & (TEXTURE >= 0.18),
        because="sleeves hang beside a shirt, whose buttons and print make it uneven",
    ),
    Rule(
        "coat",
        (HEM >= 14) & (HEIGHT >= 27) & (HIP_GAP >= 1),
        because="a coat hangs down as far as its sleeves do",
    ),
    Rule(
        "pullover",
        (WIDTH >= 22) & (TOP < CHEST),
        because="a pullover is plain and broad with long sleeves",
    ),
)


def make(seed: int) -> RuleList:
    """Clothes in words; what fits none is a shirt, which looks most like all others."""
    return RuleList(RULES, otherwise="shirt")
