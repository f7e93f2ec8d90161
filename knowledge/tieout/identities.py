"""Figures that follow from others by what they are: gross profit is revenue less its cost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kuroji.knowledge.tieout.amounts import Amount
from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import meet
from kuroji.knowledge.tieout.restoring import Worked, exact
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.timing import disagree
from kuroji.knowledge.tieout.wording import words_of

_DIFFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "gross_profit": (("revenue", "cost_of_revenue"),),
    "net_debt": (("debt", "cash"), ("long_term_debt", "cash")),
    "free_cash_flow": (
        ("operating_cash_flow", "capital_expenditure"),
        ("operating_cash_flow", "investing_cash_flow"),
    ),
    "cost_of_revenue": (("revenue", "gross_profit"),),
    "equity": (("total_assets", "total_liabilities"),),
}


def _made_up(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """A metric that is the sum of two others: EBITDA."""
    for metric in {said.metric, *said.metrics} & _SUMS.keys():
        for one in _of(_SUMS[metric][0], scene, family):
            for other in _of(_SUMS[metric][1], scene, family):
                if _together(one, other):
                    yield one.amount.low + other.amount.size, (one, other)


_EXCLUDED = re.compile(
    r"\b(?:excluding|without|stripping out|but for|before) "
    r"(?:an? |the |its )?(?P<en>(?:[a-z-]+ ?){1,4})"
    r"|(?P<ja>[一-鿿ァ-ヺー]{2,12})を除",
    re.IGNORECASE,
)


def excluded_item(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what was left out: profit of 840, 610 without a one-off gain."""
    for without in scene.claims:
        match = _EXCLUDED.search(without.whole) if without.amount.family == family else None
        if match is None or not said.words & words_of(match["en"] or match["ja"]):
            continue
        plain = without.metric.removeprefix("adjusted_")
        for whole in (c for c in scene.claims if c.metric == plain or (not plain and c.signed)):
            if whole.amount.family != family or whole.change:
                continue
            beside = whole.place == without.place and whole is not without
            if beside and "adjusted" not in whole.traits and _together(whole, without):
                value = abs(whole.amount.low - without.amount.low)
                yield value, (replace(whole, words=said.words, metrics=frozenset()),)


_SUMS = {"ebitda": ("operating_income", "depreciation")}


def by_identity(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield what the metric spoken of is, worked out from the metrics that make it up."""
    yield from _made_up(said, scene, family)
    if said.metric == "operating_income":
        gross = [*_of("gross_profit", scene, family), *implied(scene)]
        for profit in (
            c for c in gross if c.metric == "gross_profit" and c.amount.family == family
        ):
            for part in _of("operating_expenses", scene, family):
                if _together(profit, part):
                    yield profit.amount.low - part.amount.size, (profit, part)
    for first, second in _DIFFERENCES.get(said.metric, ()):
        for whole in _of(first, scene, family):
            for part in _of(second, scene, family):
                if _together(whole, part):
                    yield whole.amount.low - part.amount.size, (whole, part)


def implied(scene: Scene) -> list[Claim]:
    """The metrics that are not stated, but follow: net debt from debt and cash of one time."""
    found: list[Claim] = []
    for metric, pairs in _DIFFERENCES.items():
        if metric in ("cost_of_revenue", "equity") or any(c.metric == metric for c in scene.claims):
            continue
        for first, second in pairs:
            for whole in scene.claims:
                if whole.metric == first and not whole.change and not whole.amount.high:
                    for part in _of(second, scene, whole.amount.family):
                        if _together(whole, part):
                            found.append(_as(metric, whole, part))
    return [*found, *_operating(scene, found)]


def _operating(scene: Scene, implied_ones: list[Claim]) -> list[Claim]:
    if any(c.metric == "operating_income" for c in scene.claims):
        return []
    return [
        _as("operating_income", profit, part)
        for profit in (*scene.claims, *implied_ones)
        if profit.metric == "gross_profit" and not profit.change
        for part in _of("operating_expenses", scene, profit.amount.family)
        if _together(profit, part)
    ]


def _as(metric: str, whole: Claim, part: Claim) -> Claim:
    words = whole.words | part.words | {f"#{metric}"}
    left = exact(whole.amount.family, whole.amount.low - part.amount.size)
    return replace(whole, metric=metric, metrics=frozenset({metric}), words=words, amount=left)


def after_the_money(said: Claim, scene: Scene, family: str) -> Iterator[Worked]:
    """Yield the valuation with the money raised from the one before it, or the other way round."""
    asked = said.words & {"pre-money", "post-money"}
    for valuation in _of("valuation", scene, family):
        known = valuation.words & {"pre-money", "post-money"}
        if not asked or not known or asked == known:
            continue
        for raised in _of("equity_raised", scene, family):
            much = raised.amount.size * 100 > valuation.amount.size
            if much and raised.place[0] == valuation.place[0] and _together(valuation, raised):
                sign = 1 if "post-money" in asked else -1
                words = valuation.words - known | asked
                value = valuation.amount.low + sign * raised.amount.low
                yield value, (replace(valuation, words=words), raised)


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
    r"\bannuali[sz]|\b(?:over )?a year\b|\bper (?:year|annum)\b|\byearly\b|\bannual\b|"
    r"年換算|年率|年間|年額",
    re.IGNORECASE,
)
_TIMES = {"month": Decimal(12), "quarter": Decimal(4)}


def over_a_year(said: Claim, scene: Scene, family: str) -> Iterator[tuple[Amount, Claim]]:
    """Yield twelve months of what is so much a month, where the sentence speaks of a year."""
    yield from _a_twelfth(said, scene, family)
    half = bool(_HALF_YEAR.search(said.whole))
    if not half and not _ANNUALISED.search(said.whole):
        return
    yield from _difference_over_a_year(said, scene, family)
    for claim in scene.claims:
        pace = pace_of(claim)
        if claim.amount.family == family and pace in _TIMES and _shared(said, claim):
            yield exact(family, claim.amount.low * _TIMES[pace] / (2 if half else 1)), claim


def _a_twelfth(said: Claim, scene: Scene, family: str) -> Iterator[tuple[Amount, Claim]]:
    """Yield a month or a quarter of what is so much a year, where the sentence gives that."""
    pace = pace_of(said)
    if pace not in _TIMES:
        return
    for claim in scene.claims:
        if claim.amount.family == family and pace_of(claim) == "year" and _shared(said, claim):
            yield exact(family, claim.amount.low / _TIMES[pace]), claim


_HALF_YEAR = re.compile(r"\bhalf-year\b|\b(?:over|in) six months\b|半年")


def _difference_over_a_year(
    said: Claim, scene: Scene, family: str
) -> Iterator[tuple[Amount, Claim]]:
    """Yield twelve months of what is saved a month: 84,000 before, 61,500 after."""
    if not _SAVED.search(said.whole):
        return
    flows = [c for c in scene.claims if c.amount.family == family and not c.change]
    for then in flows:
        pace = pace_of(then)
        for now in flows:
            paired = then.prior and not now.prior and now.place == then.place
            if paired and pace in _TIMES and pace_of(now) in ("", pace) and then.words & now.words:
                saved = abs(then.amount.low - now.amount.low)
                yield exact(family, saved * _TIMES[pace]), replace(now, words=said.words)


_SAVED = re.compile(r"\bsav(?:es?|ed|ings?)\b|節約|削減|浮く|浮き", re.IGNORECASE)


def months_covered(scene: Scene) -> Iterator[Worked]:
    """Yield how long a stock lasts at what is spent a month or a year: cash over burn."""
    for spent in scene.claims:
        pace = pace_of(spent)
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


def pace_of(claim: Claim) -> str:
    """The stretch of time that the figure is for, where its words say so."""
    if claim.amount.pace:
        return claim.amount.pace
    return next((p for p in ("month", "quarter", "year") if p in claim.traits), "")


def _shared(said: Claim, claim: Claim) -> bool:
    return bool(said.words & claim.words) or bool(said.metrics & claim.metrics)
