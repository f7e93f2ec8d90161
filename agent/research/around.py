"""What stands beside the year judged: other lines, the time after it, forecasts, rivals, price."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from kuroji.agent.research.balances import place_debt
from kuroji.agent.research.choosing import FORECASTS, Pool, best, newest
from kuroji.agent.research.desk import Desk
from kuroji.agent.research.inputs import before, found, place_yearly
from kuroji.agent.research.naming import day
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact

# Lines of the same year, by the role that they have under their own name.
_SAME_YEAR = (
    "net_income", "interest_expense", "debt", "stock_based_compensation", "depreciation",
    "research_and_development", "largest_customer_share", "purchase_obligations", "goodwill",
    "inventory", "net_revenue_retention", "annual_recurring_revenue", "adjusted_operating_income",
    "customers",
)  # fmt: skip
# Lines of which the newest statement serves, whatever its date.
_LATEST = (
    "run_rate_revenue", "annual_recurring_revenue", "equity_raised", "valuation",
    "compute_commitment", "purchase_obligations", "backlog", "customers",
    "remaining_performance_obligations",
    "net_revenue_retention", "gpu_hour_price", "token_price",
)  # fmt: skip
_OLDEST = 24  # months before the year's end; what is older says nothing of today
_PACES = ("run_rate_revenue", "annual_recurring_revenue")
# Names of a business that sells AI or the computing for it; other parts say nothing of AI.
_OF_AI = re.compile(
    r"\bA\.?I\b|intelligen|machine learning|\bGPU|accelerat|cloud|\bAWS\b|web services|azure"
    r"|data ?cent(?:er|re)|comput|inference|人工知能|生成|クラウド|データセンター|計算|知能",
    re.IGNORECASE,
)
_PRIOR = (
    "operating_income", "operating_cash_flow", "capital_expenditure", "gross_profit",
    "largest_customer_share",
)  # fmt: skip


def place_lines(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put the other lines of the year, of the year before, and the newest of what is not yearly."""
    for metric in _SAME_YEAR:
        place_yearly(desk, pool, metric, _any_basis(pool, metric, when), when)
    place_debt(desk, pool, when)
    if "cash_burn" not in desk.roles and "stand_in_operating_cash_flow" in desk.flags:
        place_yearly(desk, pool, "cash_burn", best(pool, "cash_burn", when), when)
    prior = before(pool, when)
    for metric in _PRIOR:
        if f"stand_in_{metric}" in desk.flags:  # another measure than the year before would have
            continue
        got = found(pool, metric, prior)
        if got is not None and got.by is None:
            place_yearly(desk, pool, f"prior_{metric}", got.fact, prior)
    if desk.has("prior_revenue"):
        earlier = best(pool, "revenue", prior.prior)
        place_yearly(desk, pool, "revenue_before", earlier, prior.prior)
    for metric in _LATEST:
        if metric not in desk.roles:
            _latest(desk, pool, metric, when)


def _any_basis(pool: Pool, metric: str, when: Fiscal) -> Fact | None:
    """Lines whose own basis is no accounting basis (backlog, ARR, shares) are taken as they are."""
    own = [
        f for f in pool.of(metric) if pool.when(f) == when and _within(pool, f) and f.grade != "E"
    ]
    actual = [f for f in own if f.basis not in ("guidance", "projected")]
    return newest(pool, [f for f in actual if f.value_high is None])


def _within(pool: Pool, fact: Fact, *wider: str) -> bool:
    """Tell whether a figure is of what is judged; a part's memo takes none of the whole."""
    if pool.perimeter.startswith("segment:"):
        return fact.perimeter == pool.perimeter
    return fact.perimeter.startswith(("company", *wider))


def _latest(desk: Desk, pool: Pool, metric: str, when: Fiscal) -> None:
    own = [f for f in pool.of(metric) if _within(pool, f, "product:")]
    dated = [f for f in own if f.grade != "E" and f.basis not in ("guidance", "projected")]
    dated = [f for f in dated if _is_current(pool, f, when)]
    if metric in _PACES:  # an old pace says nothing beside the year's revenue
        dated = [f for f in dated if (f.period_end or pool.published(f)).year >= when.year]
    newest_end = max((f.period_end or pool.published(f) for f in dated), default=None)
    at_end = [f for f in dated if (f.period_end or pool.published(f)) == newest_end]
    fact = newest(pool, at_end)
    if fact is None:
        return
    known = pool.when(fact)
    desk.fact(metric, fact, later=known is None or known != when)
    if known is not None and metric == "backlog":
        desk.fact("prior_backlog", _any_basis(pool, metric, known.prior))


def _is_current(pool: Pool, fact: Fact, when: Fiscal) -> bool:
    """Tell whether a statement serves beside the year: not years older, and of no day to come."""
    end = fact.period_end or pool.published(fact)
    known = pool.published(fact)
    ahead = (end.year, end.month) > (known.year, known.month)  # a month ends after its news
    if fact.kind == "stock" and ahead and known > date.min:
        return False
    return end == date.min or end.year * 12 + end.month > when.year * 12 + when.month - _OLDEST


def place_signed(desk: Desk, pool: Pool) -> None:
    """Put the revenue of the year that ends nearest to the obligations still to be performed."""
    fact = desk.ledger.fact(desk.roles.get("remaining_performance_obligations", "")[5:])
    if fact is None or fact.period_end is None:
        return
    end = fact.period_end
    apart: Callable[[Fiscal], int] = lambda y: abs(  # noqa: E731 - a sort key
        (end.year - y.year) * 12 + end.month - y.month
    )
    years = (Fiscal(end.year + n, "Y", pool.month) for n in (-1, 0, 1))
    for year in sorted(years, key=apart):
        revenue = best(pool, "revenue", year)
        if revenue is not None and revenue.basis not in FORECASTS:
            later = "remaining_performance_obligations" in desk.later
            desk.fact("signed_revenue", revenue, later=later)
            if later:
                desk.names["rpo_day"] = day(end, "en"), day(end, "ja")
            desk.names["rpo_year"] = (year.name("en"), year.name("ja"))
            return


def place_guidance(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put management's newest forecast for a year after the one judged."""
    for role, metric in (
        ("guidance_revenue", "revenue"),
        ("guidance_capex", "capital_expenditure"),
    ):
        ahead = [
            f
            for f in pool.of(metric)
            if f.basis in ("guidance", "projected")
            and (period := pool.when(f)) is not None
            and period.whole
            and period.year > when.year
            and _within(pool, f)
            and f.grade != "E"
        ]
        rank: Callable[[Fact], tuple[object, ...]] = lambda f: (  # noqa: E731 - a sort key
            pool.published(f),
            f.grade < "D",
            f.id,
        )
        fact = max(ahead, key=rank, default=None)
        if fact is not None and (period := pool.when(fact)) is not None:
            desk.fact(role, fact, later=True)
            desk.names["guidance_period"] = (period.name("en"), period.name("ja"))


def place_segment(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """Put the revenue of the AI or GPU business alone, where the company gives it."""
    parts = [
        f
        for f in pool.of("revenue")
        if f.perimeter.startswith(("segment:", "product:"))
        and _OF_AI.search(f.perimeter.partition("/")[2])
        and f.grade != "E"
        and pool.when(f) == when
        and f.basis not in ("guidance", "projected", "run_rate", "arr")
    ]
    whole = best(pool, "revenue", when)
    fact = max(parts, key=lambda f: (f.value, f.id), default=None)
    if fact is not None and whole is not None and fact.value < whole.value:
        place_yearly(desk, pool, "segment_revenue", fact, when)
        name = fact.perimeter.rpartition("/")[2]
        desk.names["segment"] = (name, name)


def place_rivals(desk: Desk, others: Iterable[Pool], when: Fiscal) -> None:
    """Put the operating margin of the company nearest in size, in its own newest whole year."""
    mine = desk.number("revenue")
    if mine is None or mine <= 0:
        return
    seen: list[tuple[object, Pool, Fact, Fact, Fiscal]] = []
    for pool in others:
        for year in (when.year, when.year - 1, when.year + 1):
            period = Fiscal(year, "Y", pool.month)
            revenue, income = best(pool, "revenue", period), best(pool, "operating_income", period)
            if revenue and income and revenue.currency == desk.currency and revenue.value > 0:
                if revenue.basis == income.basis and max(revenue.grade, income.grade) < "D":
                    apart = max(revenue.value / mine, mine / revenue.value)
                    seen.append(((apart, pool.company), pool, revenue, income, period))
                break
    if not seen:
        return
    _, pool, revenue, income, period = min(seen, key=lambda row: row[0])  # type: ignore[arg-type, return-value]  # pairs of number and name
    for fact in (revenue, income):
        desk.ledger.append(fact)
    desk.calculate(
        "peer-margin",
        "quantity_ratio",
        {
            "numerator": f"typed:fact:{income.id}",
            "denominator": f"typed:fact:{revenue.id}",
            "waive": [],
        },
        peer_opm="ratio",
    )
    desk.names["peer"] = (pool.company, pool.company)
    desk.names["peer_period"] = (period.name("en"), period.name("ja"))


def place_rival_life(desk: Desk, facts: Iterable[Fact]) -> None:
    """Put the longest server life that another company books, beside the company's own."""
    if not desk.has("useful_life"):
        return
    lives = [
        f
        for f in facts
        if f.metric == "useful_life"
        and f.entity != desk.company
        and f.figure_kind == "duration"
        and f.grade in ("A", "B", "C")
        and f.value_high is None
    ]
    fact = max(lives, key=lambda f: (f.value, f.grade < "C", f.id), default=None)
    if fact is not None:
        desk.fact("rival_life", fact)
        desk.names["rival"] = (fact.entity, fact.entity)


def place_price(desk: Desk, when: Fiscal) -> None:
    """Invert the price: what revenue it implies, or what a unit of value would ask for."""
    asked = {
        "required_return": desk.point("val_return", desk.assume("investor_return")),
        "years": desk.point("val_years", desk.assume("holding_years")),
        "exit_revenue_multiple": desk.point(
            "val_multiple", desk.assume("exit_revenue_multiple"), view="n0"
        ),
    }
    tag = when.label.lower()
    if desk.has("valuation"):
        inputs = {"valuation": desk.roles["valuation"], **asked}
        if desk.has("revenue") and (desk.number("revenue") or 0) > 0:
            inputs["current_revenue"] = desk.roles["revenue"]
        desk.calculate(
            f"price-{tag}",
            "valuation_implied_revenue",
            inputs,
            implied_revenue="implied_revenue",
            implied_growth="implied_growth",
            exit_value="exit_value",
        )
        return
    unit = desk.point("val_unit", desk.assume("unit_of_value", currency=desk.currency))
    desk.calculate(
        f"unit-price-{tag}",
        "valuation_implied_revenue",
        {"valuation": unit, **asked},
        val_unit_revenue="implied_revenue",
    )
