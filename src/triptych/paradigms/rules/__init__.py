"""The rule language: conditions over columns or text, and estimators made of them."""

from triptych.paradigms.rules.column import column
from triptych.paradigms.rules.condition import Condition, all_of, any_of
from triptych.paradigms.rules.procedure import Procedure
from triptych.paradigms.rules.rule import Points, Rule
from triptych.paradigms.rules.rule_error import RuleError
from triptych.paradigms.rules.rule_list import RuleList
from triptych.paradigms.rules.score_card import ScoreCard
from triptych.paradigms.rules.score_card_regressor import ScoreCardRegressor
from triptych.paradigms.rules.text import count, length, matches, share

__all__ = [
    "Condition",
    "Points",
    "Procedure",
    "Rule",
    "RuleError",
    "RuleList",
    "ScoreCard",
    "ScoreCardRegressor",
    "all_of",
    "any_of",
    "column",
    "count",
    "length",
    "matches",
    "share",
]
