"""Answers about two figures: side by side where their labels agree, refused where they do not."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from kuroji.agent.asked import Asked
from kuroji.agent.offline.about_figures import open_question
from kuroji.agent.offline.asking import Wanted
from kuroji.agent.offline.steps import Seen, Step, call
from kuroji.agent.offline.wording import Told
from kuroji.knowledge.entities import Companies
from kuroji.memo.wording import listed, metric_name, said

_RECURRING, _PACE = "annual_recurring_revenue", "run_rate_revenue"


def compare(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """Two companies by one metric of equal label; where labels differ the ratio is refused."""
    one, two = want.companies[:2]
    metric = want.metrics[0] if want.metrics else "revenue"
    asks = [call("look_up", metric=metric, company=c, period=want.period) for c in (one, two)]
    if lacking := seen.lacking(*asks):
        return lacking
    told = Told(asked.language, asked.question, one)
    told.names |= {"one": one, "two": two, "metric": metric_name(metric, asked.language)}
    rows = [next(iter(seen[ask].get("facts", ())), None) for ask in asks]
    if rows[0] is None or rows[1] is None:
        return _one_side(told, rows)
    left, right = _same_time(seen[asks[0]]["facts"], seen[asks[1]]["facts"])
    for role, row in (("one", left), ("two", right)):
        told.put(role, row["ref"], row["view"], row["sign"])
        told.names[f"{role}_when"] = row["when"]
    ratio = _ratio(left, right)
    if lacking := seen.lacking(ratio):
        return lacking
    apart = ("compare.apart",) if left["period"] != right["period"] else ()
    if "refused" in seen[ratio]:
        told.names["refusal"] = str(seen[ratio].get("code", ""))
        refused = ("compare.refused",) if told.names["refusal"] else ()
        return told.say("compare.equal", *refused, *apart)
    out = next(o for o in seen[ratio]["outputs"] if o["output"] == "ratio")
    told.put("ratio", out["ref"], out["view"], out["sign"])
    ratio_said = "compare.ratio_x" if out["view"] == "x" else "compare.ratio"
    return told.say("compare.equal", ratio_said, *apart)


def _same_time(
    left: list[dict[str, Any]], right: list[dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The first pair of one period and basis, else the first of each."""
    for one in left:
        for two in right:
            if one["when"] == two["when"] and one["basis"] == two["basis"]:
                return one, two
    return left[0], right[0]


def _ratio(left: Mapping[str, Any], right: Mapping[str, Any]) -> Any:
    inputs = {
        "numerator": left["ref"], "denominator": right["ref"],
        "waive": ["'perimeter", *(("'period",) if left["period"] != right["period"] else ())],
    }  # fmt: skip
    return call("run_calculator", name="quantity_ratio", inputs=inputs)


def _one_side(told: Told, rows: list[dict[str, Any] | None]) -> str:
    there = next((n for n, row in enumerate(rows) if row is not None), None)
    if there is None:
        return told.say("compare.none")
    if there == 1:
        told.names["one"], told.names["two"] = told.names["two"], told.names["one"]
    row = rows[there] or {}
    told.put("one", row["ref"], row["view"])
    told.names["one_when"] = row["when"]
    return told.say("compare.one_only")


def bases(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """ARR beside run-rate: the calculator's refusal first, then what can be said."""
    if len(want.companies) < 2:
        return _one_company(asked, want, seen)
    one, two = want.companies[:2]
    left = call("look_up", metric=_metric_of(one, asked), company=one)
    right = call("look_up", metric=_metric_of(two, asked), company=two)
    plain = [call("look_up", metric="revenue", company=c) for c in (one, two)]
    if lacking := seen.lacking(left, right, *plain):
        return lacking
    told = Told(asked.language, asked.question, one)
    told.names |= {"one": one, "two": two}
    rows = [next(iter(seen[ask].get("facts", ())), None) for ask in (left, right)]
    return _refused(told, asked, seen, [r for r in rows if r], plain)


def _metric_of(company: str, asked: Asked) -> str:
    """Which of the two measures the question gives to this company: the next one named after it."""
    named = [one.start for one in _names().find(asked.question) if one.name == company]
    after = asked.question.lower()[named[0] if named else 0 :]
    places = {
        metric: min((after.find(word) for word in words if word in after), default=len(after))
        for metric, words in _MEASURES.items()
    }
    return min(places, key=lambda metric: places[metric])


@lru_cache
def _names() -> Companies:
    return Companies()


_MEASURES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        _RECURRING: ("arr", "recurring", "経常収益"),
        _PACE: ("run-rate", "run rate", "annualised", "annualized", "ランレート", "年換算"),
    }
)


def _refused(
    told: Told, asked: Asked, seen: Seen, rows: list[dict[str, Any]], plain: list[Any]
) -> Step:
    if len(rows) < 2:
        told.names |= {
            "refusal": "BasisMismatch",
            "absence": listed(
                tuple(metric_name(m, asked.language) for m in (_RECURRING, _PACE)), asked.language
            ),
        }
        return told.say("bases.absent", *_recognised(told, seen, plain))
    inputs = {"quantities": [row["ref"] for row in rows[:2]]}
    tried = call("run_calculator", name="quantity_sum", inputs=inputs)
    if lacking := seen.lacking(tried):
        return lacking
    for role, row in zip(("one", "two"), rows, strict=False):
        told.put(role, row["ref"], row["view"])
        told.names |= {f"{role}_name": row["name"], f"{role}_when": _at(row, asked)}
    told.names["refusal"] = str(seen[tried].get("code") or "BasisMismatch")
    return told.say("bases.refuse", *_recognised(told, seen, plain), "bases.profit")


def _at(row: Mapping[str, Any], asked: Asked) -> str:
    """Say when, as after a figure: on 31 December 2025, 「2025年12月31日時点」."""
    if not row["when"]:
        return said(("without a date", "日付なし"), asked.language)
    dated = row["when"][:1].isdigit() and " " in row["when"]
    before = "on" if dated else "for" if row["when"].startswith("FY") else "in"
    return f"{row['when']}時点" if asked.language == "ja" else f"{before} {row['when']}"


def _recognised(told: Told, seen: Seen, plain: list[Any]) -> tuple[str, ...]:
    for role, ask in zip(("one", "two"), plain, strict=True):
        row = next(iter(seen[ask].get("facts", ())), None)
        if row is not None and row["when"]:
            told.put(f"{role}_revenue", row["ref"], row["view"])
            told.names[f"{role}_revenue_when"] = row["when"]
    return tuple(
        part
        for role, part in (("one", "bases.recognised"), ("two", "bases.recognised_two"))
        if told.has(f"{role}_revenue")
    )


def _one_company(asked: Asked, want: Wanted, seen: Seen) -> Step:
    if not want.companies:
        return open_question(asked, want, seen)
    company = want.companies[0]
    asks = [call("look_up", metric=m, company=company) for m in (_RECURRING, _PACE, "revenue")]
    if lacking := seen.lacking(*asks):
        return lacking
    told = Told(asked.language, asked.question, company)
    told.names |= {"one": company, "two": company}
    rows = [row for ask in asks[:2] if (row := next(iter(seen[ask].get("facts", ())), None))]
    return _refused(told, asked, seen, rows, [asks[2], asks[2]])
