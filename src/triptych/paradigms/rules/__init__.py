"""The rule language: conditions over columns or text, and estimators made of them."""

from triptych.paradigms.rules.language.column import column
from triptych.paradigms.rules.language.condition import Condition, all_of, any_of
from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.rule import Points, Rule
from triptych.paradigms.rules.language.text import count, length, matches, share
from triptych.paradigms.rules.systems.edited_rules import EditedRules
from triptych.paradigms.rules.systems.procedure import Procedure
from triptych.paradigms.rules.systems.rule_list import RuleList
from triptych.paradigms.rules.systems.score_card import ScoreCard
from triptych.paradigms.rules.systems.score_card_regressor import ScoreCardRegressor

__all__ = [
    "Condition",
    "EditedRules",
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
