"""Ledger entries for tests: built by hand with few words, or drawn at random."""

import string
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kuroji.knowledge.ledger import Assumption, Calculation, Entry, Fact, Ledger, Missing

_WORDS = st.text(alphabet=string.ascii_letters + "売上高 ,;§\"'\\\n", min_size=1, max_size=12)
_IDS = st.text(alphabet=string.ascii_lowercase + string.digits + "-", min_size=1, max_size=6)
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)


def money(id: str = "revenue", value: str = "100", **changed: Any) -> Fact:
    """An amount of revenue of FY2024 in dollars, GAAP, grade A, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": id,
        "entity": "Halden",
        "metric": "revenue",
        "value": Decimal(value),
        "value_high": None,
        "unit": "USD",
        "figure_kind": "money",
        "kind": "flow",
        "basis": "gaap",
        "currency": "USD",
        "scale": "1",
        "approx": "exact",
        "period": "FY2024",
        "period_end": date(2024, 12, 31),
        "perimeter": "company:Halden",
        "source_id": "s1",
        "passage_id": "p1",
        "start": 0,
        "end": len(value),
        "quote": value,
        "grade": "A",
    }
    return Fact(**fields | changed)


def share(id: str, percent: str, **changed: Any) -> Fact:
    """A percentage."""
    given: dict[str, Any] = {"figure_kind": "percent", "unit": "percent", "currency": None}
    return money(id, percent, **given | {"kind": "ratio"} | changed)


def span_of_time(id: str, value: str, unit: str) -> Fact:
    given: dict[str, Any] = {"figure_kind": "duration", "unit": unit, "currency": None}
    return money(id, value, **given | {"kind": "duration", "metric": "useful_life"})


def assumed(id: str = "equipment_life_years", value: str = "5", **changed: Any) -> Assumption:
    fields: dict[str, Any] = {
        "id": id,
        "label": "A1",
        "name": id,
        "value": Decimal(value),
        "unit": "years",
        "currency": None,
        "why_en": "published",
        "why_ja": "公表値",
        "by": "default",
    }
    return Assumption(**fields | changed)


def _facts() -> st.SearchStrategy[Entry]:
    return st.builds(
        lambda name, value, high, quote, grade: money(
            name, value_high=high, quote=quote, end=len(quote), grade=grade
        ).model_copy(update={"value": value}),
        _IDS, _NUMBERS, st.none() | _NUMBERS, _WORDS, st.sampled_from("ABCDE"),
    )  # fmt: skip


def _others() -> st.SearchStrategy[Entry]:
    assumptions = st.builds(
        lambda name, value, why: assumed(name, why_en=why).model_copy(update={"value": value}),
        _IDS, _NUMBERS, _WORDS,
    )  # fmt: skip
    calculations = st.builds(
        lambda name, ref, value: Calculation(
            id=name, calculator="npv", version="1", inputs={"rate": ref, "flows": ["=1", ref]},
            outputs={"npv": value, "funded": True, "roots": [value]}, refusal=None, reason=None,
        ),
        _IDS, _WORDS, _NUMBERS,
    )  # fmt: skip
    absences = st.builds(
        lambda name, why: Missing(
            id=name, entity="Halden", metric="debt", period=None, why_en=why, why_ja=why,
            looked_in=(why,), queries=(),
        ),
        _IDS, _WORDS,
    )  # fmt: skip
    return st.one_of(assumptions, calculations, absences)


def ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers of up to a dozen entries, all of different ids."""
    entries = st.lists(st.one_of(_facts(), _others()), max_size=12, unique_by=lambda e: e.id)
    return entries.map(Ledger)
