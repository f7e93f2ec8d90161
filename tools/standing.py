"""Two calculators of the memo: a figure that stands in for another, and the flips of a verdict."""

from decimal import localcontext
from typing import Final

from kuroji.tools.calculator import WORKING, Given, Outputs, calculator
from kuroji.tools.flips import flips
from kuroji.tools.refusal import Refusal
from kuroji.tools.roles import number
from kuroji.tools.verdict import verdict

_FLIP_DIGITS: Final = 28


@calculator(
    "figure that stands in for another",
    "代用の数字",
    roles={"amount": number(), "weight": number(default=1)},
    outputs=("value",),
    formula="amount × weight; the weight is an assumption (2 for a half-year taken as half a year)",
)
def substitute(given: Given) -> Outputs | Refusal:
    return {"value": given["amount"] * given["weight"]}


@calculator(
    "nearest flips of the verdict",
    "判定が変わる最も近い値",
    roles=verdict.roles,
    outputs=("flips",),
    formula="for each driver the value nearest to today at which the verdict changes, others held,"
    " by bisection on the rubric; real flips first, the least relative change first",
)
def verdict_flips(given: Given) -> Outputs | Refusal:
    with localcontext(WORKING, prec=_FLIP_DIGITS):
        found = flips(given)
    rows = [
        {
            "driver": flip.driver,
            "now": flip.now,
            "at": flip.at,
            "becomes": flip.verdict,
            "rule": flip.rule,
            "relative_change": flip.relative_change,
            "real": flip.real,
        }
        for flip in found
    ]
    return {"flips": rows}
