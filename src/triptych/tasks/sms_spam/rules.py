"""A score card of what spam cannot do without, and of what only friends write.

Written in November 2026 from how premium-rate services of about 2004 earned their money, from
what their code of practice made them print, and from the author's part alone (1,000 messages).
Who sells must say how to pay, and by law what it costs and how to stop it; who writes to a
friend speaks of himself. Signs are defined once, in `signs`, and shared with the table. Lines of a
single point for spam (shouting, holidays, `just text`) were taken out again: together they changed
no score on the author's part, and whoever lets that part choose further lines to leave out, 24 of
them, loses two to three points of F1 on what it was not chosen by.
"""

from typing import Final

from triptych.paradigms.rules import Condition, Points, ScoreCard, matches
from triptych.tasks.sms_spam.signs import SIGNS

CODE_OF_PRACTICE: Final = (
    "ICSTIS, Code of Practice for premium rate services: prices, the provider's name and address, "
    "the age limit and how to stop a service must be stated"
)


def _found(sign: str) -> Condition:
    return matches(SIGNS[sign].pattern)


LINES: Final = (
    Points(
        4,
        _found("premium numbers"),
        because="calls to 09 numbers cost up to £1.50 a minute and pay whoever sent the message",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        3,
        _found("special numbers"),
        because="0800 and 0870 numbers belong to firms; nobody is phoned at home on one",
    ),
    Points(
        3,
        _found("short codes"),
        because="five-digit numbers are rented by services that charge for each text",
    ),
    Points(
        3,
        _found("prices of a call"),
        because="a service must say what a call or a message costs; friends do not charge",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        2,
        _found("calls to a number"),
        because="an order to call or text a number printed in the message is how spam earns",
    ),
    Points(
        2,
        _found("keywords to send"),
        because="a keyword in capitals to send back is the order form of a text service",
    ),
    Points(
        2,
        _found("sums of money"),
        because="sums in pounds are what is promised, or what it costs",
    ),
    Points(
        2,
        _found("web addresses"),
        because="an address on the web or on WAP leads to the shop",
    ),
    Points(
        3,
        _found("terms"),
        because="only who sells has terms and conditions",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        4,
        _found("ways out"),
        because="a service must say how to stop it",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        2,
        _found("age limits"),
        because="services for adults must give their age limit",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        2,
        _found("post boxes") | _found("postcodes"),
        because="a service must give an address, and gives the shortest there is",
        source=CODE_OF_PRACTICE,
    ),
    Points(
        2,
        _found("deadlines"),
        because="an offer that ends soon leaves no time to think",
    ),
    Points(
        2,
        _found("free"),
        because="free is the oldest word in advertising; friends use it of an evening",
    ),
    Points(
        2,
        _found("winnings") | _found("prizes"),
        because="who has won or been awarded something must call to get it",
    ),
    Points(
        2,
        _found("guarantees"),
        because="guaranteed and specially selected flatter somebody who is one of thousands",
    ),
    Points(
        2,
        _found("claims"),
        because="prizes are claimed, collected and redeemed, which costs a call",
    ),
    Points(
        2,
        _found("competitions"),
        because="competitions and quizzes are played by text at a price",
    ),
    Points(
        2,
        _found("bargains"),
        because="offers, discounts and half prices are words of shops",
    ),
    Points(
        3,
        _found("ring tones"),
        because="ring tones and logos were the first things sold to phones",
    ),
    Points(
        2,
        _found("phones"),
        because="resellers name handsets and networks to look like the network itself",
    ),
    Points(
        2,
        _found("tariffs"),
        because="minutes, texts and line rental are what a contract is sold by",
    ),
    Points(
        2,
        _found("adult"),
        because="adult services name what they sell; couples write so too, hence no more points",
    ),
    Points(
        3,
        _found("dating"),
        because="chat lines live of admirers who cannot be named until one calls",
    ),
    Points(
        2,
        _found("urgency"),
        because="second attempts and urgent notices come from nobody one knows",
    ),
    Points(
        2,
        _found("customers"),
        because="customers, accounts, members and subscriptions belong to a firm",
    ),
    Points(
        2,
        _found("new messages"),
        because="messages and matches that wait elsewhere are bait for a call",
    ),
    Points(
        2,
        _found("regularity"),
        because="a subscription is weekly or monthly",
    ),
    Points(
        -2,
        _found("Singlish") | _found("smileys"),
        because="nobody advertises in the slang of Singapore or with a smiley",
    ),
    Points(
        -1,
        _found("I and my"),
        because="who writes to a friend speaks of himself",
    ),
    Points(
        -1,
        _found("chatter"),
        because="yeah, sorry and later answer somebody; spam answers nobody",
    ),
    Points(
        -1,
        _found("dots"),
        because="thoughts that trail off in dots are typed by hand, not printed",
    ),
)


def make(seed: int) -> ScoreCard:
    """Spam from four points on: one certain sign, or two that might each have another reason."""
    return ScoreCard(("ham", "spam"), LINES, threshold=4)
