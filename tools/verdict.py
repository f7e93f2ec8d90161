"""Does it make money? One verdict of five, and the nearest change that would turn it."""

from decimal import localcontext
from typing import Final

from kuroji.tools.calculator import WORKING, Given, Outputs, calculator
from kuroji.tools.checking import check
from kuroji.tools.flips import Flip, flips
from kuroji.tools.judging import judge
from kuroji.tools.refusal import Refusal
from kuroji.tools.roles import GRADE, number, rows, text


@calculator(
    "source independence",
    "情報源の独立性",
    roles={"sources": rows(id=text(), origin=text(), grade=GRADE)},
    outputs=("documents", "independent", "best_grade"),
    formula="sources of one origin count once; the best grade of all",
)
def independent_sources(given: Given) -> Outputs | Refusal:
    sources = given.rows("sources")
    return {
        "documents": len(sources),
        "independent": len({source.text("origin") for source in sources}),
        "best_grade": min(source.text("grade") for source in sources),
    }


# Thousands of judgements are made on the way, and borders are given with twelve digits.
_FLIP_DIGITS: Final = 28
_AT_LEAST_0: Final = number(at_least=0, default=0)


@calculator(
    "verdict of the rubric",
    "評価基準による判定",
    roles={
        "revenue": number(at_least=0, default=None),
        "gross_profit": number(default=None),
        "operating_income": number(default=None),
        "operating_cash_flow": number(default=None),
        "capital_expenditure": number(at_least=0, default=None),
        "prior_revenue": number(at_least=0, default=None),
        "liquidity": number(at_least=0, default=None),
        "committed_need": _AT_LEAST_0,
        "supplier_financed_revenue": _AT_LEAST_0,
        "gpu_depreciation": _AT_LEAST_0,
        "gpu_life_years": number(above=0, default=None),
        "stress_gpu_life_years": number(above=0, default=4),
        "evidence_grade": GRADE,
    },
    outputs=(
        "verdict",
        "rule",
        "provisional",
        "missing",
        "flags",
        "free_cash_flow",
        "adjusted_operating_income",
        "years_to_break_even",
        "funding_need",
        "runway_months",
    ),
    formula="the first rule that fires: R0 evidence or figures missing, R2 profit and cash, "
    "R1 gross margin, no growth or too slow, R3 funded, else R4",
)
def verdict(given: Given) -> Outputs | Refusal:
    return judge(given)


def nearest_flips(inputs: object) -> tuple[Flip, ...]:
    """Return where each driver turns the verdict of these inputs, nearest first.

    Nothing comes back where there is no verdict to turn: R0, or inputs that are refused.
    """
    with localcontext(WORKING, prec=_FLIP_DIGITS):
        given = check(verdict.roles, inputs)
        return () if isinstance(given, Refusal) else flips(given)
