"""Figures that follow from others by what they are: gross profit is revenue less its cost."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kuroji.knowledge.tieout.amounts import Amount
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import meet
from kuroji.knowledge.tieout.restoring import Worked, exact
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.timing import disagree

_DIFFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "gross_profit": (("revenue", "cost_of_revenue"),),
    "net_debt": (("debt", "cash"), ("long_term_debt", "cash")),
    "free_cash_flow": (("operating_cash_flow", "capital_expenditure"),),
    "cost_of_revenue": (("revenue", "gross_profit"),),
    "equity": (("total_assets", "total_liabilities"),),
}
_SUMS = {"ebitda": ("operating_income", "depreciation")}


def by_identity(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what the metric spoken of is, worked out from the metrics that make it up."""
    spoken = {said.metric, *said.metrics}
    for metric in spoken & _SUMS.keys():
        for one in _of(_SUMS[metric][0], scene, family):
            for other in _of(_SUMS[metric][1], scene, family):
                if _together(one, other):
                    yield one.amount.low + other.amount.size, (one, other)
    for first, second in _DIFFERENCES.get(said.metric, ()):
        for whole in _of(first, scene, family):
            for part in _of(second, scene, family):
                if _together(whole, part):
                    yield whole.amount.low - part.amount.size, (whole, part)


def _of(metric: str, scene: Scene, family: str) -> list[Claim]:
    return [
        c
        for c in scene.claims
        if c.metric == metric and c.amount.family == family and not c.change and not c.amount.high
    ]


def _together(left: Claim, right: Claim) -> bool:
    if left.names and right.names and not meet(left.names, right.names):
        return False
    if left.prior != right.prior:
        return False
    return not (left.time and right.time and disagree(left.time, right.time))


_ANNUALISED = re.compile(
    r"\bannuali[sz]|\ba year\b|\bper (?:year|annum)\b|\byearly\b|\bannual\b|年換算|年率|年間|年額",
    re.IGNORECASE,
)
_TIMES = {"month": Decimal(12), "quarter": Decimal(4)}


def over_a_year(said: Claim, scene: Scene, family: str) -> Iterator[tuple[Amount, Claim]]:
    """Yield twelve months of what is so much a month, where the sentence speaks of a year."""
    if not _ANNUALISED.search(said.whole):
        return
    for claim in scene.claims:
        pace = _pace(claim)
        if claim.amount.family == family and pace in _TIMES and _shared(said, claim):
            yield exact(family, claim.amount.low * _TIMES[pace]), claim


def months_covered(scene: Scene) -> Iterator[Worked]:
    """Yield how long a stock lasts at what is spent a month or a year: cash over burn."""
    for spent in scene.claims:
        pace = _pace(spent)
        if spent.metric not in _SPENDING or not spent.amount.low or pace not in _LASTS:
            continue
        for stock in scene.claims:
            if stock.metric not in _STOCKS or stock.amount.family != spent.amount.family:
                continue
            if not stock.prior and _together(stock, spent):
                yield stock.amount.size / spent.amount.size * _LASTS[pace], (stock, spent)


_SPENDING = frozenset({"cash_burn", "free_cash_flow", "operating_cash_flow"})
_STOCKS = frozenset({"cash", "liquidity"})
_LASTS = {"month": Decimal(1), "quarter": Decimal(3), "year": Decimal(12)}


def _pace(claim: Claim) -> str:
    if claim.amount.pace:
        return claim.amount.pace
    return next((p for p in ("month", "quarter", "year") if p in claim.traits), "")


def _shared(said: Claim, claim: Claim) -> bool:
    return bool(said.words & claim.words) or bool(said.metrics & claim.metrics)
