"""Which of several figures of one label is used, and which contradict it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kuroji.knowledge.fiscal import Fiscal, fiscal_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Source

# Earlier is better. What is not here (ARR, run rate, bookings, survey) is never taken for a result.
_BASES = ("gaap", "ifrs", "jgaap", "press_reported", "estimate", "guidance", "projected")
# The last scale word of a mixed figure is its smallest; of 41億4,558万円 it is 万.
_SMALL_SCALES = (("千円", 3), ("百万", 6), ("万", 4), ("億", 8), ("兆", 12))
_PRINTED_ALIKE = 100
_HALF = Decimal("0.5")
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
FORECASTS = ("guidance", "projected")


@dataclass(frozen=True, slots=True)
class Pool:
    """What search and reader brought for one company: facts, their sources, where was looked."""

    company: str
    perimeter: str
    month: int
    facts: tuple[Fact, ...]
    sources: Mapping[str, Source]
    queries: Mapping[str, tuple[str, ...]]
    changed: tuple[Fact, ...] = ()  # as first reported, of what a later filing restated

    def up_to(self, day: date) -> "Pool":
        """Return what had been published by `day`."""
        known = tuple(f for f in self.facts if self.published(f) <= day)
        changed = tuple(f for f in self.changed if self.published(f) <= day)
        return replace(self, facts=known, changed=changed)

    def of(self, metric: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.metric == metric)

    def when(self, fact: Fact) -> Fiscal | None:
        return fiscal_of(fact.period, self.month, fact.kind)

    def published(self, fact: Fact) -> date:
        source = self.sources.get(fact.source_id)
        return source.published or date.min if source else date.min

    def is_witness(self, fact: Fact) -> bool:
        """Tell whether a source of its own stands behind a figure; our notes only retell."""
        source = self.sources.get(fact.source_id)
        return source is not None and source.kind not in ("note", "estimate", "article_audit")

    def origin(self, fact: Fact) -> str:
        source = self.sources.get(fact.source_id)
        return source.origin if source else fact.source_id


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of one label that differ beyond rounding: the one used, and the other."""

    metric: str
    when: Fiscal
    used: Fact
    other: Fact
    restated: bool = False

    @property
    def view(self) -> str:
        """The view of both sides: more digits where the usual ones would print them alike."""
        near = abs(self.used.value - self.other.value) < abs(self.used.value) / _PRINTED_ALIKE
        return "money6" if near and self.used.currency else ""


def best(pool: Pool, metric: str, when: Fiscal, *, forecast: bool = False) -> Fact | None:
    """Return the figure to use for `metric` in `when`: best grade, basis, precision, newest."""
    candidates = [f for f in pool.of(metric) if pool.when(f) == when and usable(f, pool.perimeter)]
    if not forecast:
        actual = [f for f in candidates if f.basis not in FORECASTS]
        candidates = actual or candidates
    else:
        candidates = [f for f in candidates if f.basis in FORECASTS]
    return min(candidates, key=lambda f: _rank(pool, f), default=None)


def newest(pool: Pool, facts: Iterable[Fact]) -> Fact | None:
    """Return the best graded of `facts`, the newest among equals."""
    return min(facts, key=lambda f: (f.grade, -pool.published(f).toordinal(), f.id), default=None)


def usable(fact: Fact, perimeter: str) -> bool:
    """Tell whether a figure may carry a result: the company's own, traceable, of a fit basis."""
    return fact.perimeter == perimeter and fact.grade != "E" and fact.basis in _BASES


def _rank(pool: Pool, fact: Fact) -> tuple[object, ...]:
    return (
        fact.grade,
        _BASES.index(fact.basis) if fact.basis in _BASES else len(_BASES),
        fact.approx != "exact",
        _last_place(fact.value),
        not pool.is_witness(fact),
        -pool.published(fact).toordinal(),
        fact.id,
    )


def conflicts(pool: Pool, used: Iterable[Fact]) -> tuple[Conflict, ...]:
    """Return, for each figure used, the others of equal label that differ beyond rounding."""
    found: list[Conflict] = []
    for fact in used:
        when = pool.when(fact)
        if when is None:
            continue
        rivals: dict[Decimal, Fact] = {}
        for other in sorted(pool.of(fact.metric), key=lambda f: _rank(pool, f)):
            own = not pool.is_witness(other)  # a note that retells is no second side
            if not own and pool.when(other) == when and _contradicts(fact, other):
                rivals.setdefault(other.value, other)
        found += [Conflict(fact.metric, when, fact, other) for other in rivals.values()]
        found += [
            Conflict(fact.metric, when, fact, first, restated=True)
            for first in pool.changed
            if (first.metric, first.source_id) == (fact.metric, fact.source_id)
            and pool.when(first) == when
            and fact.perimeter == pool.perimeter
        ]
    return tuple(found)


def _contradicts(used: Fact, other: Fact) -> bool:
    alike = (
        other.perimeter == used.perimeter
        and other.currency == used.currency
        and (other.basis in _BASES)
        and (other.basis in FORECASTS) == (used.basis in FORECASTS)
    )
    return alike and other.value_high is None and not same(used, other)


def same(one: Fact, other: Fact) -> bool:
    """Tell whether two facts give one figure at the digits of the coarser.

    Half of its last digit is rounding; Japanese accounts cut what is below their unit.
    """
    coarser = max(one, other, key=_step)
    cut = any(word in coarser.quote for word, _ in _SMALL_SCALES)
    return same_figure(one.value, other.value, _step(coarser) * (1 if cut else _HALF))


def same_figure(one: Decimal, other: Decimal, apart: Decimal) -> bool:
    """Tell whether two figures are one: no farther `apart` than rounding, or cutting, can put them.

    >>> same_figure(Decimal(324358000), Decimal(324400000), Decimal(50000))
    True
    >>> same_figure(Decimal(1000000000), Decimal(1350000000), Decimal(500000))
    False
    """
    return one == other or (one != 0 and other != 0 and abs(one - other) <= apart)


def _step(fact: Fact) -> Decimal:
    """What one of the last written digit is worth: a million in 31,412 million, or 31,412百万円."""
    if fact.figure_kind != "money":
        return _last_place(fact.value)
    written = re.findall(r"\d[\d,，]*(?:[.．](\d+))?", fact.quote)
    decimals = len(written[-1]) if written else 0
    return max(_last_place(fact.value), Decimal(1).scaleb(_exponent(fact) - decimals))


def _exponent(fact: Fact) -> int:
    """The power of ten of the smallest scale word in the figure's words."""
    small = [power for word, power in _SMALL_SCALES if word in fact.quote]
    return small[0] if small else _SCALES.get(fact.scale, 0)


def _last_place(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))
