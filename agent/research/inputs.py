"""The inputs of the rubric, each a fact or a named stand-in, put on the desk under their roles."""

from dataclasses import dataclass
from datetime import date, timedelta

from kuroji.agent.research.balances import liquid_parts, place_sum
from kuroji.agent.research.choosing import Pool, best, newest, usable
from kuroji.agent.research.desk import Desk
from kuroji.knowledge.fiscal import Fiscal
from kuroji.knowledge.ledger import Fact

DECIDING = ("revenue", "operating_income", "operating_cash_flow", "capital_expenditure")
_PLAN_WINDOW = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A metric that may take another's place, by which named assumption, and with which sign."""

    metric: str
    assumption: str
    turned: bool


# A segment discloses no revenue of a year more often than a pace (SPEC's case of an AI business).
_PACE = StandIn("run_rate_revenue", "run_rate_as_revenue", turned=False)

STAND_INS: dict[str, tuple[StandIn, ...]] = {
    "operating_income": (
        StandIn("business_profit", "business_profit_as_operating_income", turned=False),
        StandIn("ordinary_profit", "ordinary_profit_as_operating_income", turned=False),
        StandIn("ebitda", "ebitda_as_operating_income", turned=False),
    ),
    "capital_expenditure": (
        StandIn("investing_cash_flow", "investing_outflow_as_capital_expenditure", turned=True),
    ),
    "operating_cash_flow": (StandIn("cash_burn", "burn_as_operating_cash_flow", turned=True),),
    "liquidity": (
        StandIn("cash", "cash_as_liquidity", turned=False),
        StandIn("equity_raised", "capital_raised_as_liquidity", turned=False),
    ),
    "gpu_depreciation": (StandIn("depreciation", "depreciation_all_gpu", turned=False),),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A fact for an input, and the stand-in by which it serves, if it is not the thing itself."""

    fact: Fact
    by: StandIn | None


def found(pool: Pool, metric: str, when: Fiscal) -> Found | None:
    """Return the best figure for an input in `when`, the thing itself before a stand-in."""
    own = best(pool, metric, when)
    if own is not None:
        return Found(own, None)
    for stand_in in STAND_INS.get(metric, ()):
        if (fact := best(pool, stand_in.metric, when)) is not None:
            return Found(fact, stand_in)
        if stand_in.metric == "equity_raised" and (round_ := _raised(pool, when)) is not None:
            return Found(round_, stand_in)
    return None


def _raised(pool: Pool, when: Fiscal) -> Fact | None:
    """The largest round of the year; rounds are dated by month, not by fiscal year."""
    rounds = [
        f
        for f in pool.of("equity_raised")
        if usable(f, pool.perimeter) and f.period_end is not None and f.period_end.year == when.year
    ]
    return max(rounds, key=lambda f: (f.value, f.id), default=None)


def usable_pace(fact: Fact, pool: Pool) -> bool:
    """Tell whether a run-rate may stand for a segment's revenue."""
    return (
        pool.perimeter.startswith("segment:")
        and fact.perimeter == pool.perimeter
        and fact.basis == "run_rate"
        and fact.grade != "E"
    )


def before(pool: Pool, when: Fiscal) -> Fiscal:
    """Return the period that `when` is set beside: the same half a year before, else the year."""
    same = when.prior
    if same.whole or found(pool, "revenue", same) is not None:
        return same
    return Fiscal(same.year, "Y", same.month)


def complete(pool: Pool, when: Fiscal) -> frozenset[str]:
    """Return which of the four deciding figures are there for `when`."""
    there = {metric for metric in DECIDING if found(pool, metric, when) is not None}
    if _burn(pool, when):
        there.add("capital_expenditure")
    return frozenset(there)


def _burn(pool: Pool, when: Fiscal) -> bool:
    """Tell whether cash flow is known as reported burn, which holds capital expenditure."""
    flow = found(pool, "operating_cash_flow", when)
    return flow is not None and flow.by is not None and flow.by.metric == "cash_burn"


def place_yearly(
    desk: Desk, pool: Pool, role: str, fact: Fact | None, when: Fiscal, *, later: bool = False
) -> None:
    """Put a line of `when` on the desk; a half-year's flow is doubled like those beside it."""
    if fact is None:
        return
    desk.ledger.append(fact)
    ref = f"fact:{fact.id}"
    if fact.kind == "flow" and not when.whole and fact.figure_kind == "money":
        ref = _Placing(desk, pool, when, "", later).doubled(role, ref)
    desk.point(role, ref, later=later)


def place(desk: Desk, pool: Pool, when: Fiscal, *, prefix: str = "", later: bool = False) -> None:
    """Put every input of the rubric for `when` on the desk; a half-year's flows are doubled."""
    put = _Placing(desk, pool, when, prefix, later)
    for metric in (*DECIDING, "gross_profit", "gpu_depreciation", "supplier_financed_revenue"):
        put.flow(metric, when)
    put.pace()
    put.prior()
    put.liquidity()
    if not desk.has(prefix + "capital_expenditure") and _burn(pool, when):
        ref = desk.assume("capital_expenditure_in_burn", currency=desk.currency)
        if not prefix:
            desk.flags.add("burn_unsplit")
        desk.point(prefix + "capital_expenditure", ref, later=later)
    if not prefix:
        _place_life(desk, pool, when)
    _place_plan(desk, pool, when, prefix)


@dataclass(frozen=True, slots=True)
class _Placing:
    desk: Desk
    pool: Pool
    when: Fiscal
    prefix: str
    later: bool

    def flow(self, metric: str, when: Fiscal, role: str = "") -> bool:
        if metric == "gpu_depreciation" and not self.pool.of("useful_life"):
            return False
        got = found(self.pool, metric, when)
        if got is None and metric == "gross_profit":
            return self._gross_profit(when)
        if got is None:
            return False
        role = self.prefix + (role or metric)
        ref = self._stood_in(got, role)
        if not self.when.whole and not when.whole:
            self.desk.flags.add("annualised")
            if metric == "revenue":
                self.desk.point("half_" + role, ref, later=self.later)
            ref = self.doubled(role, ref)
        self.desk.point(role, ref, later=self.later)
        return True

    def pace(self) -> None:
        """The newest run-rate in place of revenue, for a part of a company that gives no other."""
        role = self.prefix + "revenue"
        paces = [f for f in self.pool.of(_PACE.metric) if usable_pace(f, self.pool)]
        fact = max(
            paces, key=lambda f: (f.period_end or date.min, f.grade < "D", f.id), default=None
        )
        if role in self.desk.roles or fact is None:
            return
        self.desk.point(role, self._stood_in(Found(fact, _PACE), role), later=self.later)

    def liquidity(self) -> None:
        """Cash and securities: their sum where they stand apart, else the best that there is."""
        role = self.prefix + "liquidity"
        if parts := liquid_parts(self.pool, self.when):
            place_sum(self.desk, role, parts, self.when, later=self.later)
        elif (got := found(self.pool, "liquidity", self.when)) is not None:
            self.desk.point(role, self._stood_in(got, role), later=self.later)

    def prior(self) -> None:
        """Revenue of the year before: of the same half, else of the whole year."""
        self.flow("revenue", before(self.pool, self.when), "prior_revenue")

    def doubled(self, role: str, ref: str) -> str:
        """Take a half-year's flow for half of a year's, as a named assumption."""
        return self._weighed(role + "-doubled", ref, "half_year_doubled")

    def _stood_in(self, got: Found, role: str) -> str:
        self.desk.ledger.append(got.fact)
        ref = f"fact:{got.fact.id}"
        if got.by is None:
            return ref
        self.desk.flags.add(f"stand_in_{role}")
        turned = got.by.turned and (got.fact.value < 0) == (got.by.metric != "cash_burn")
        return self._weighed(role, ("-" if turned else "") + ref, got.by.assumption)

    def _weighed(self, id: str, ref: str, assumption: str) -> str:
        inputs = {"amount": ref, "weight": self.desk.assume(assumption)}
        name = f"{id.replace('_', '-')}-{self.when.label.lower()}"
        self.desk.calculate(name, "substitute", inputs)
        return f"calc:{name}.value"

    def _gross_profit(self, when: Fiscal) -> bool:
        """Revenue less cost of revenue, where only these two are given."""
        revenue = best(self.pool, "revenue", when)
        cost = best(self.pool, "cost_of_revenue", when)
        if revenue is None or cost is None:
            return False
        for fact in (revenue, cost):
            self.desk.ledger.append(fact)
        role = self.prefix + "gross_profit"
        name = f"{role.replace('_', '-')}-{when.label.lower()}"
        sides = {"minuend": f"typed:fact:{revenue.id}", "subtrahend": f"typed:fact:{cost.id}"}
        self.desk.calculate(name, "quantity_difference", sides, **{role: "value"})
        return self.desk.has(role)


def _place_life(desk: Desk, pool: Pool, when: Fiscal) -> None:
    """The booked life of servers: of the year, else the last one stated; it changes rarely."""
    lives = [f for f in pool.of("useful_life") if f.figure_kind == "duration" and f.grade != "E"]
    own = [f for f in lives if f.entity == pool.company and f.value_high is None]
    same = [f for f in own if pool.when(f) == when]
    chosen = newest(pool, same or own)
    end = chosen.period_end if chosen else None
    after = end is not None and (end.year, end.month) > (when.year, when.month)
    desk.fact("useful_life", chosen, later=after and chosen not in same)


def _stated(pool: Pool, fact: Fact) -> date:
    """When a plan was stated: its publication, else the date that it carries."""
    published = pool.published(fact)
    return published if published > date.min else fact.period_end or date.min


def _place_plan(desk: Desk, pool: Pool, when: Fiscal, prefix: str) -> None:
    """The company's own projected burn, if it was published within a year of the period's end."""
    end = date(when.year, when.month if when.whole else 6, 28)
    plans = [
        f
        for metric in ("committed_need", "cumulative_cash_burn")
        for f in pool.of(metric)
        if f.grade != "E" and abs(_stated(pool, f) - end) <= _PLAN_WINDOW
    ]
    desk.fact(prefix + "committed_need", newest(pool, plans))
