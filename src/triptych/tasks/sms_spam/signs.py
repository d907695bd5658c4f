"""Signs of spam and of ham that a reader can point at: known to the rules and to the table.

Written in November 2026 from what is known of the trade (British premium-rate services of
about 2004 and the code of practice they advertised under) and from the author's part alone.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern worth counting, and what it means where it is found."""

    says: str
    pattern: str


_KEYWORD_VERB: Final = r"(?:[Tt]e?xt|TE?XT|[Rr]e?ply|REPLY|[Ss]end|SEND)"

SIGNS: Final[dict[str, Sign]] = {
    # Ways to pay or to answer
    "premium numbers": Sign(
        "Numbers that begin with 09: premium rate in Britain.", r"(?<!\d)09[\d -]{7,}\d"
    ),
    "special numbers": Sign(
        "Numbers that begin with 08 (free, local or shared-cost), the 0 perhaps lost.",
        r"(?<!\d)(?:0[ -]?8[\d -]{7,}\d|8[07]\d{8}(?!\d))",
    ),
    "other long numbers": Sign(
        "Numbers of ten digits or more that begin otherwise.", r"(?<!\d)(?!0[89]|8[07])\+?\d{10,}"
    ),
    "short codes": Sign(
        "Five-digit numbers that begin with 6, 7 or 8, the short codes of British networks.",
        r"(?<![\d£.,/])[678]\d{4}(?!\d)",
    ),
    "prices of a call": Sign(
        "Prices in pence or pounds by message, minute or week (150p/msg, 10ppm, £1.50/wk).",
        r"(?i)\d ?p(?:pm|pw|/|er| per| ?a msg)|\d{2,3}p\b|calls? ?£\d|£\d[\d.]*/|cost ?\d",
    ),
    "sums of money": Sign(
        "Sums in pounds: £ and a digit, or a number and a word for pounds.",
        r"(?i)£ ?\d|\d ?(?:pounds|gbp|quid)\b",
    ),
    "calls to a number": Sign(
        "Call, ring, text or reply, with a number of four digits or more close behind.",
        r"(?i)\b(?:call|ring|dial|phone|telephone|te?xt|send|reply)\w*\b[^?\n]{0,40}?\d{4}",
    ),
    "keywords to send": Sign(
        "Text, reply or send, and a keyword in capitals (Reply YES, Txt CHAT).",
        rf"\b{_KEYWORD_VERB}\b:? (?:the (?:key)?word:? |back |with |word:? ?)?\"?[A-Z][A-Z\d]+\b",
    ),
    "reply orders": Sign(
        "Reply or text used as an order with an object (reply with, text back, just txt).",
        r"(?i)\b(?:just|simply|please|now) (?:call|reply|te?xt|send)\b|\breply (?:or|to|with|2)\b",
    ),
    "landlines": Sign(
        "Speaks of a landline or a national rate.",
        r"(?i)land ?line|nat(?:ional|l)?\.? ?rate|fixed ?line",
    ),
    "web addresses": Sign(
        "Web and WAP addresses.", r"(?i)\bwww\b|https?:|\bwap\b|\.co\.? ?uk|\.(?:com|net|tv)\b"
    ),
    # Small print
    "terms": Sign(
        "Terms and conditions, in words or as T&Cs.",
        r"(?i)\bt'?s?[ &+]*c'?s?(?![a-z])(?<!tc)|t&c|\bterms",
    ),
    "ways out": Sign(
        "How to be left alone: opt out, unsubscribe, send STOP.",
        r"(?i)unsub|opt ?-?out|stop ?sms|stop2|\b(?:2|to) (?:stop|cancel) (?:te?xts?|msgs?)"
        r"|\b(?:reply|send|te?xt|with|or|2) ?\"?stop\b|\bstop (?:to|2)\b",
    ),
    "age limits": Sign(
        "An age limit of 16 or 18.",
        r"(?i)\b1[68] ?(?:\+|yrs|plus\b|only\b)|(?:over|age) ?-?1[68]"
        r"|\b16 ?\.? ?(?:$|reply|remove)",
    ),
    "post boxes": Sign("A post office box.", r"(?i)p\.? ?o\.? ?box|\bbox ?\d|\bBOX\w"),
    "postcodes": Sign("A British postcode.", r"\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}(?![a-z])"),
    "deadlines": Sign(
        "Until when an offer holds.",
        r"(?i)\bvalid\b|\bexpires?\b|offer ends|\bends? \d|hrs only|last chance|today only"
        r"|\bb4 \d|before \d|lines close|limited",
    ),
    "dates in figures": Sign("A date such as 02/09/03.", r"\b\d{1,2}/\d{1,2}/\d{2}"),
    "codes": Sign(
        "Speaks of a code, a password, a claim or a match number.",
        r"(?i)\bcode\b|password|claim (?:no|code|number|\d|[A-Z]\d)|\bpin\b|\bref\b",
    ),
    # What is offered
    "free": Sign("The word free, or something made free.", r"(?i)\bfree(?!d|\w*dom)"),
    "winnings": Sign("Win, won, winner, winning.", r"(?i)\b(?:wins?|won|winner|winning)\b"),
    "prizes": Sign(
        "Prizes, awards, bonuses, rewards, vouchers, prize draws.",
        r"(?i)\b(?:prizes?|award(?:ed)?|bonus|reward|jackpot|vouchers?|draw|lottery|gift)\b",
    ),
    "guarantees": Sign(
        "Guaranteed, or specially chosen.", r"(?i)guarant|specially|selected|chosen"
    ),
    "claims": Sign(
        "Claim, collect, redeem, entitled.",
        r"(?i)\bclaim|\bcollect(?:ion)?\b|redeem|entitled|un-?claimed",
    ),
    "competitions": Sign(
        "Competitions, quizzes, entries, auctions, questions to answer.",
        r"(?i)\bcomp\b|competition|\bquiz|\bentry\b|\bauction|\btrivia|\btickets?\b|tkts|chance to",
    ),
    "bargains": Sign(
        "Offers, discounts, half prices, savings.",
        r"(?i)\boffers?\b|half ?price|discount|\bsave?\b.{0,15}[£%]|% off|\bsale\b|no extra",
    ),
    "ring tones": Sign(
        "Ring tones, logos, games and the like to download.",
        r"(?i)ring ?tone|\b\w*tones?\b|\bpoly|\blogos?\b|wallpaper|\bjava\b|download|dload"
        r"|\bgames?\b.{0,30}\bfree|jamster|\bmp3",
    ),
    "phones": Sign(
        "Handsets, makers and networks.",
        r"(?i)nokia|motorola|samsung|sony|bluetooth|cam(?:era|corder)|handset|video ?phone"
        r"|vodafone|t-?mobile|\borange\b|\bo2\b|upgrade|colour (?:phone|mobile)|\bsim card",
    ),
    "tariffs": Sign(
        "Minutes, texts, networks, rentals, contracts and credits.",
        r"(?i)\b\d+ ?(?:free |anytime |cross )?(?:min(?:ute)?s|te?xts)\b|any ?net|rental|contract"
        r"|\bcredits?\b|\bxchat|any mobile",
    ),
    "holidays": Sign("Holidays, cash and what else may be won.", r"(?i)\bholiday|\bhols?\b|\bcash"),
    "adult": Sign(
        "Adult entertainment and the words that sell it.",
        r"(?i)\bsex|(?<!x)xxx(?=[a-wyz\d])|horny|naughty|randy|\badult|\bgay\b|lesb|\bstrip|filth|babes\b"
        r"|\bpics\b|\bdogg|shag|naked|\bsingles?\b|18\+",
    ),
    "dating": Sign(
        "Chat lines and dating.",
        r"(?i)\bdating|chat ?(?:now|line|to|with|service|\d)|\bflirt|admirer|fancy (?:you|u|a)\b"
        r"|find out who|\blonely|meet .{0,20}singles",
    ),
    # How it speaks
    "urgency": Sign(
        "Urgent, private, a second attempt, important information.",
        r"(?i)\burgent|\bprivate!|(?:2nd|second|last|final) attempt|attempt to|\bimportant\b"
        r"|trying to contact|tried to (?:contact|call)",
    ),
    "customers": Sign(
        "Customers, accounts, subscriptions, services, members.",
        r"(?i)customer|cust ?care|\baccount s|statement|subscri|\bmember|\bservices?\b"
        r"|\bregistered|\boperator|freemsg|\boptin|help ?(?:line|desk)",
    ),
    "your mobile": Sign(
        "Your mobile, your number, your phone.",
        r"(?i)\b(?:your|ur|yr) (?:\w+ )?(?:mob(?:ile)?|phone|number|handset|no\b)",
    ),
    "new messages": Sign(
        "Messages, matches or voicemail that wait.",
        r"(?i)\b(?:new|unread|\d+) (?:voice ?)?(?:message|matche?s|mail|msg)|voicemail|retrieve",
    ),
    "regularity": Sign(
        "Weekly, daily, each month.",
        r"(?i)\bwe?e?kly|\bdaily\b|(?:per|every|each|a) ?(?:week|wk|month)\b|/w(?:ee)?k\b",
    ),
    "shouted orders": Sign(
        "NOW, FREE, CALL, TXT, WIN and STOP in capitals.",
        r"\b(?:NOW|FREE|CALL|TE?XT|WIN|WON|STOP|NEW|REPLY|CASH|GET)\b",
    ),
    # What a person writes
    "I and my": Sign(
        "The writer speaks of himself: I, I'm, I'll, me, my.",
        r"\b(?:[Ii]|[Ii]'?(?:m|ll|ve|d)|[Mm]e|[Mm]y)\b",
    ),
    "chatter": Sign(
        "Words of talk between people who know each other.",
        r"(?i)\b(?:ok|okay|k|yeah|yup|yep|yes|no|hey|lol|haha|hmm|oh|sorry|thanks|thanx|thk|home"
        r"|dinner|lunch|sleep|later|tmr|tomorrow|morning|work|going|coming|gonna|wanna|dont|don't"
        r"|can't|he|she|him|her|they|we|da|dear|pls|miss|love|luv|babe)\b",
    ),
    "Singlish": Sign(
        "Words of Singapore's English.",
        r"(?i)\b(?:lor|lah|lar|leh|liao|oso|noe|dun|den|wat|haf|juz|jus|cos|tot|wif|ah|dat)\b|ü",
    ),
    "smileys": Sign("Smileys.", r"[:;]-?[()DPp]|\*\w+\*"),
    "dots": Sign("Two dots or more in a row.", r"\.{2,}|\. \."),
}
"""Every sign, by the name of its column."""
