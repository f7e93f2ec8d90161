"""Ratios that go by a name, and the differences of ratios: leverage, a margin up 2 points."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.identities import implied
from kuroji.knowledge.tieout.lexicon import words_in
from kuroji.knowledge.tieout.restoring import Worked
from kuroji.knowledge.tieout.scene import Scene
from kuroji.knowledge.tieout.sequence import later, one_topic
from kuroji.knowledge.tieout.sums import mentions
from kuroji.knowledge.tieout.timing import disagree
from kuroji.knowledge.tieout.topics import any_alike
from kuroji.knowledge.tieout.wording import words_of

MARGINS = {
    "gross_margin": "gross_profit",
    "operating_margin": "operating_income",
    "net_margin": "net_income",
    "ordinary_margin": "ordinary_profit",
    "ebitda_margin": "ebitda",
    "free_cash_flow_margin": "free_cash_flow",
    "capital_intensity": "capital_expenditure",
}
_DEBTS = "net_debt debt long_term_debt debt_including_leases"
_EBITDA = "ebitda adjusted_ebitda"
_NAMED: tuple[tuple[re.Pattern[str], frozenset[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words_in(top), words_in(bottom))
    for pattern, top, bottom in (
        (r"\bnet (?:debt )?leverage|\bnet debt to\b|純有利子負債", "net_debt", _EBITDA),
        (r"\bleverag|有利子負債倍率|レバレッジ", _DEBTS, _EBITDA),
        (
            r"\binterest (?:cover|coverage)\b|\bcovers? (?:its )?interest\b|"
            r"インタレスト・?カバレッジ",
            f"operating_income {_EBITDA}",
            "interest_expense",
        ),
        (r"\binterest rate\b|\bcost of debt\b|平均金利", "interest_expense", _DEBTS),
        (r"\bbook-to-bill\b|\bBB ?レシオ", "bookings", "revenue"),
        (r"\bpay-?out ratio\b|配当性向", "dividends", "net_income"),
        (r"\breturn on equity\b|\bROE\b|自己資本利益率", "net_income", "equity"),
        (r"\breturn on assets\b|\bROA\b|総資産利益率", "net_income", "total_assets"),
        (r"\bequity ratio\b|自己資本比率", "equity", "total_assets"),
        (r"\bdebt[- ]to[- ]equity\b|\bgearing\b|D/Eレシオ", _DEBTS, "equity"),
        (r"\bcurrent ratio\b|流動比率", "current_assets", "current_liabilities"),
        (r"\btax rate\b|実効税率|税負担率", "income_tax", "pretax_income"),
        (r"\bcost ratio\b|原価率", "cost_of_revenue", "revenue"),
        (r"研究開発費(?:比)?率", "research_and_development", "revenue"),
        (r"販管費(?:比)?率", "selling_general_administrative", "revenue"),
    )
)  # fmt: skip


def named_ratio(said: Claim, top: Claim, bottom: Claim) -> bool | None:
    """Whether the two make the ratio that the sentence names; None where it names none."""
    profit = MARGINS.get(said.metric.removeprefix("adjusted_"))
    if profit is not None:
        loose = "adjusted" in said.traits or profit == "ebitda"
        plain = top.metric.removeprefix("adjusted_") if loose else top.metric
        return any_alike({top.metric, plain}, {profit}) and bottom.metric == "revenue"
    known = _ratio_named(said.whole)
    if known is None:
        return None
    fits = top.metric in known[0] and bottom.metric in known[1]
    return fits or (None if not (top.metric and bottom.metric) else False)


@lru_cache(maxsize=256)
def _ratio_named(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    return next(((top, bottom) for pattern, top, bottom in _NAMED if pattern.search(text)), None)


def parts_of(said: Claim, scene: Scene, most: int) -> list[Claim]:
    """The figures that a ratio can be made of, with those that others imply."""
    known = [c for c in scene.claims[:most] if not c.change and c.amount.high is None]
    named = said.metric in MARGINS or _ratio_named(said.whole) is not None
    return [*known, *implied(scene)] if named else known


def changes(pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[tuple[Worked, int]]:
    """Yield by how many points a ratio moved between two times, and which way."""
    few = [(top, bottom) for top, bottom in pairs if _of_one_time(top, bottom)][:_MOST]
    for now in few:
        for then in few:
            if now is then or not (one_topic(now[0], then[0]) and one_topic(now[1], then[1])):
                continue
            if later(now[0], then[0]) and later(now[1], then[1]):
                moved = _percent(now) - _percent(then)
                yield (abs(moved), (*now, *then)), (moved > 0) - (moved < 0)


def growth_changes(scene: Scene) -> Iterator[tuple[Worked, int]]:
    """Yield by how many points growth quickened or slowed: up 3.4 %, then up 1.1 %."""
    rates = [
        replace(c, change=False, amount=replace(c.amount, low=c.amount.low * (c.direction or 1)))
        for c in scene.claims
        if c.change and c.amount.family == "percent" and c.amount.high is None
    ][:_MOST]
    for now in rates:
        for then in rates:
            if now is not then and one_topic(now, then) and later(now, then):
                moved = now.amount.low - then.amount.low
                yield (abs(moved), (now, then)), (moved > 0) - (moved < 0)


_MOST = 40


def _percent(pair: tuple[Claim, Claim]) -> Decimal:
    return pair[0].amount.low / pair[1].amount.low * 100


def _of_one_time(left: Claim, right: Claim) -> bool:
    if left.prior != right.prior:
        return False
    return not (left.time and right.time and disagree(left.time, right.time))


_COST = re.compile(r"\bcosts?\b|\bexpenses?\b|原価|費用|コスト", re.IGNORECASE)
_UNIT_MARGIN = re.compile(
    r"\b(?:contribution|gross|unit)\b[^.]{0,20}\bmargin\b|限界利益率|粗利率|貢献利益率",
    re.IGNORECASE,
)


def unit_margin(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield what of a price is left after its cost, in percent: 30 % of 3.80 at a cost of 2.66."""
    if not _UNIT_MARGIN.search(said.whole):
        return
    money = [c for c in scene.claims if not c.change and c.amount.high is None and c.amount.low > 0]
    for cost in money:
        if not any(_COST.fullmatch(w) or w == "原価" for w in cost.words):
            continue
        for price in money:
            alike = price.amount.family == cost.amount.family and price.place == cost.place
            if (
                alike
                and not cost.words & price.words & {"cost"}
                and price.amount.low > cost.amount.low
            ):
                value = (price.amount.low - cost.amount.low) / price.amount.low * 100
                told = said.words | cost.words | price.words
                yield value, (replace(price, words=told, metric=""), cost)


_SHARE = re.compile(
    r"\b(?:account(?:s|ed)? for|made up|makes? up|represent\w*|share|proportion|of)\b|"
    r"占め|割合|比率|構成比|のうち|相当|当た",
    re.IGNORECASE,
)


def share_of_all(said: Claim, scene: Scene) -> Iterator[Worked]:
    """Yield the share of one in all that its sentence lists: mortgages in a loan book."""
    if not _SHARE.search(said.whole):
        return
    of_it = words_of(said.whole.partition(said.text)[2])  # the name of the whole
    for part in scene.claims:
        if part.row or not mentions(said, part) or not _is_level(part):
            continue
        listed = [c for c in scene.claims if _is_level(c) and _beside(c, part)]
        others = [c for c in listed if c is not part]
        own = said.words & part.words
        if not others or any((said.words & c.words) - part.words - of_it for c in others):
            continue
        if any(own and own <= c.words for c in others) or _sums_up(listed):
            continue
        total = sum((c.amount.low for c in listed), Decimal(0))
        yield part.amount.low / total * 100, (part, *others)


def _is_level(claim: Claim) -> bool:
    money_or_count = claim.amount.family not in ("percent", "point", "multiple", "month", "day")
    return (
        money_or_count and not claim.change and claim.amount.high is None and claim.amount.low > 0
    )


def _beside(claim: Claim, part: Claim) -> bool:
    if claim.place != part.place or claim.amount.family != part.amount.family:
        return False
    return claim.prior == part.prior and _of_one_time(claim, part)


def _sums_up(listed: list[Claim]) -> bool:
    """Whether the list holds its own total."""
    top = max(c.amount.low for c in listed)
    return len(listed) > 2 and top * 2 == sum((c.amount.low for c in listed), Decimal(0))
