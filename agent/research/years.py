"""Which fiscal year is judged, and which other one is judged beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kuroji.agent.research.choosing import Pool
from kuroji.agent.research.inputs import DECIDING, complete, found
from kuroji.agent.research.judging import months_old
from kuroji.knowledge.fiscal import Fiscal, fiscal_of
from kuroji.knowledge.passage import Grade, worst
from kuroji.tools.period import read_periods


@dataclass(frozen=True, slots=True)
class Years:
    """The period that leads, and others that are judged too (newer and weaker, or a half-year)."""

    leading: Fiscal
    beside: tuple[Fiscal, ...]


def asked_for(text: str, month: int) -> Fiscal | None:
    """Read what the user typed for a fiscal year: FY2024, 2024, 2025年3月期, 2025-H1."""
    typed = text.strip().upper()
    for label in (typed, f"FY{typed}"):
        if (direct := fiscal_of(label, month, "flow")) is not None:
            return direct
    for _, _, period in read_periods(text):
        if (when := fiscal_of(period.label, month, "flow")) is not None:
            return when
    return None


def chosen(pool: Pool, as_of: date) -> Years:
    """Choose the newest complete year; an older one of grade A or B leads over a weaker one."""
    there = sorted(_candidates(pool), key=_end, reverse=True)
    whole = [when for when in there if len(complete(pool, when)) == len(DECIDING)]
    years = [when for when in whole if when.whole] or whole
    if not years:
        return Years(_fullest(pool, there, as_of), ())
    newest = years[0]
    firm = [when for when in years if grade(pool, when) in ("A", "B")]
    leading = firm[0] if firm and grade(pool, newest) not in ("A", "B") else newest
    beside = [when for when in whole if _end(when) > _end(leading)][:1]
    fresh = [w for w in there if w.whole and w.year > leading.year + 1 and _half_known(pool, w)]
    if fresh and not beside:  # years newer than the last complete one: say what is missing
        return Years(fresh[0], (leading,))
    return Years(leading, tuple(beside))


def _half_known(pool: Pool, when: Fiscal) -> bool:
    return {"revenue", "operating_income"} <= complete(pool, when)


def grade(pool: Pool, when: Fiscal) -> Grade:
    """Return the worst grade among the deciding figures of `when`."""
    got = (found(pool, metric, when) for metric in DECIDING)
    return worst(tuple(one.fact.grade for one in got if one is not None))


def _candidates(pool: Pool) -> Iterable[Fiscal]:
    return {
        when
        for metric in DECIDING
        for fact in pool.of(metric)
        if (when := pool.when(fact)) is not None and when.part in ("Y", "H1")
    }


def _end(when: Fiscal) -> tuple[int, int]:
    behind = {"H1": 6}.get(when.part, 0)
    months = when.year * 12 + when.month - behind
    return months // 12, months % 12


def _fullest(pool: Pool, there: list[Fiscal], as_of: date) -> Fiscal:
    """Return the past period with most deciding figures, the newest among equals."""
    past = [when for when in there if months_old(when, as_of) >= 0] or there
    if not past:
        return Fiscal(as_of.year if as_of.month > pool.month else as_of.year - 1, "Y", pool.month)
    return max(past, key=lambda when: (len(complete(pool, when)), when.whole, _end(when)))
