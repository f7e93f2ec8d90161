"""Answers about single figures: one metric, two side by side, two that must not be compared."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kuroji.agent.asked import Asked
from kuroji.agent.offline.about_company import told_of
from kuroji.agent.offline.asking import Wanted
from kuroji.agent.offline.steps import Call, Seen, Step, call
from kuroji.agent.offline.wording import Told
from kuroji.memo.wording import BASES, listed, metric_name, said

_RECURRING, _PACE = "annual_recurring_revenue", "run_rate_revenue"
# Metrics that are calculated from a company's accounts, by the role that they have in a dossier.
_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gross_margin": "gm", "operating_margin": "opm", "free_cash_flow": "fcf",
        "revenue_growth": "growth", "runway": "runway", "rule_of_40": "r40", "net_debt": "net_debt",
        "gross_profit": "gross_profit", "interest_coverage": "interest_cover",
        "liquidity": "liquidity",
    }
)  # fmt: skip
_DAY_PARTS: Final = 3


def figure(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """What is one metric: the figure, its basis and grade, the year before, the company's verdict."""
    company = want.companies[0]
    asks = [
        call("look_up", metric=m, company=company, period=want.period) for m in want.metrics[:2]
    ]
    if lacking := seen.lacking(*asks):
        return lacking
    rows = [found for one in asks if (found := list(seen[one].get("facts", ())))]
    if not rows:
        return _calculated(asked, want, seen)
    first = rows[0][0]
    told = _of_row(asked, first)
    _before(told, rows[0])
    growth, whole = _growth(told, first), call("dossier", company=company)
    if lacking := seen.lacking(*growth, whole):
        return lacking
    for done in growth:
        for out in seen[done].get("outputs", ()):
            told.put("growth", out["ref"], "pct", out["sign"])
    opening = _opening(told, first)
    if not first["asked_for"] and want.period is not None:
        told.names["asked_period"] = _period_words(asked, want.period)
        opening = "figure.other_time"
    after = "figure.growth" if told.has("growth") else "figure.earlier"
    basis = ("figure.basis",) if "basis" in told.names else ()
    text = told.say(opening, *basis, "figure.grade", after)
    others = [_also(asked, more[0]) for more in rows[1:]]
    return _spaced(asked, text, *others, _verdict_of(asked, seen[whole]))


def _period_words(asked: Asked, label: str) -> str:
    year = label.removeprefix("FY")
    return f"{year}年" if asked.language == "ja" and year.isdigit() else year


def _growth(told: Told, first: Mapping[str, Any]) -> tuple[Call, ...]:
    """The change on the year before, of flows on one basis."""
    if not told.has("prior") or first["kind"] != "flow" or first["sign"] <= 0:
        return ()
    inputs = {"current": told.entries["figure"].ref, "prior": told.entries["prior"].ref}
    return (call("run_calculator", name="growth_rate", inputs=inputs),)


def _verdict_of(asked: Asked, made: Mapping[str, Any]) -> str:
    if "refused" in made or made["verdict"] == "R0":
        return ""
    return told_of(asked, made).say("figure.company")


def _of_row(asked: Asked, row: Mapping[str, Any]) -> Told:
    told = Told(asked.language, asked.question, row["entity"])
    told.put("figure", row["ref"], row["view"], row["sign"], row["grade"])
    told.names |= {
        "entity": row["entity"],
        "metric": row["name"],
        "metric_cap": _capital(row["name"]),
        "when": row["when"],
        "grade": row["grade"],
        "publisher": row["publisher"],
    }
    if row["basis"] in BASES and row["basis"] not in ("projected", "guidance"):
        told.names["basis"] = said(BASES[row["basis"]], asked.language)
    return told


def _opening(told: Told, row: Mapping[str, Any]) -> str:
    if not row["when"]:
        return "figure.undated"
    if row["basis"] in ("projected", "guidance"):
        return "figure.forecast"
    if row["grade"] >= "C":
        return "figure.reported"
    dated = (row["period"] or "").count("-") == _DAY_PARTS - 1
    return "figure.dated" if dated else "figure.plain"


def _before(told: Told, rows: list[dict[str, Any]]) -> None:
    """Put the newest figure of an earlier period that is like the first: basis, perimeter, length."""
    first = rows[0]
    for one in rows[1:]:
        alike = all(one[key] == first[key] for key in ("basis", "perimeter", "view"))
        same_length = len(one["period"] or "") == len(first["period"] or "")
        earlier = (one["period"] or "~") < (first["period"] or "")
        if alike and same_length and earlier and one["when"]:
            told.put("prior", one["ref"], one["view"], one["sign"])
            told.names["prior_when"] = one["when"]
            return


def _also(asked: Asked, row: Mapping[str, Any]) -> str:
    told = Told(asked.language, asked.question, row["entity"])
    told.put("also", row["ref"], row["view"], row["sign"])
    told.names |= {"also_cap": _capital(row["name"]), "also_when": row["when"]}
    return told.say("figure.also" if row["when"] else "figure.also_undated")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _spaced(asked: Asked, *texts: str) -> str:
    return ("" if asked.language == "ja" else " ").join(text for text in texts if text)


def _calculated(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """The metric from the company's accounts, where it is one that is calculated; else missing."""
    company, metric = want.companies[0], want.metrics[0]
    ask = call("dossier", company=company, fiscal_year=want.period)
    if lacking := seen.lacking(ask):
        return lacking
    made = seen[ask]
    if "refused" not in made:
        told = told_of(asked, made)
        role = _ROLES.get(metric, metric)
        if told.has(role):
            told.entries["figure"] = told.entries[role].model_copy(update={"role": "figure"})
            told.names |= {
                "entity": company, "metric": metric_name(metric, asked.language),
                "when": made["fiscal_year"],
            }  # fmt: skip
            return told.say("figure.calculated", "figure.why", "figure.grade_of", "figure.company")
    return _none(asked, want, made)


def _none(asked: Asked, want: Wanted, made: Mapping[str, Any]) -> str:
    company, metric = want.companies[0], want.metrics[0]
    told = told_of(asked, made) if "refused" not in made else Told(asked.language, asked.question)
    told.names |= {
        "entity": company,
        "metric": metric_name(metric, asked.language),
        "metric_cap": _capital(metric_name(metric, asked.language)),
        "wanted": metric_name(metric, asked.language),
    }
    told.names.setdefault("sources", said(("the documents", "関係する文書"), asked.language))
    if told.has("revenue"):
        told.entries["known"] = told.entries["revenue"].model_copy(update={"role": "known"})
        told.names |= {
            "known_name": metric_name("revenue", asked.language), "known_when": told.names["fy"],
        }  # fmt: skip
    return told.say("none.figure", "none.infer", "none.known", "none.settle")


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
    told.put("ratio", out["ref"], "pct", out["sign"])
    return told.say("compare.equal", "compare.ratio", *apart)


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
    if len(want.companies) < 2:  # noqa: PLR2004 - a comparison has two sides
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
    text = asked.question.lower()
    at = text.find(company.lower().split()[0])
    after = text[at:] if at >= 0 else text
    places = {
        metric: min((after.find(word) for word in words if word in after), default=len(after))
        for metric, words in _MEASURES.items()
    }
    return min(places, key=lambda metric: places[metric])


_MEASURES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        _RECURRING: ("arr", "recurring", "経常収益"),
        _PACE: ("run-rate", "run rate", "annualised", "annualized", "ランレート", "年換算"),
    }
)


def _refused(
    told: Told, asked: Asked, seen: Seen, rows: list[dict[str, Any]], plain: list[Any]
) -> Step:
    if len(rows) < 2:  # noqa: PLR2004 - one of the sides is not there
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
    """ "in December 2025", 「2025年12月時点」; nothing where no time is given."""
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


def unknown(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """A company that the store does not have: what is unknown, where was looked, what settles."""
    search = call("search_evidence", query=asked.question)
    if lacking := seen.lacking(search):
        return lacking
    told = Told(asked.language, asked.question)
    names = tuple(metric_name(m, asked.language) for m in want.metrics)
    usual = tuple(metric_name(m, asked.language) for m in ("revenue", "operating_income"))
    told.names |= {
        "absent": listed(asked.absent, asked.language),
        "wanted": listed(names or usual, asked.language),
    }
    if asked.near:
        told.names["near"] = listed(asked.near, asked.language)
    near = ("none.near",) if asked.near else ()
    return told.say("none.unknown", *near, "none.infer", "none.settle")


def open_question(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """Anything else: the best figures that a search brings, each with source and grade."""
    company = want.companies[0] if want.companies else None
    search = call("search_evidence", query=asked.question, company=company)
    if lacking := seen.lacking(search):
        return lacking
    found = seen[search]
    rows = [row for row in found.get("facts", ()) if row["grade"] < "E"]
    meant = [row for row in rows if row["metric"] in want.metrics] or _of_first(rows)
    told = Told(asked.language, asked.question)
    if not found.get("answerable") or not meant:
        return told.say("none.open", "none.try")
    lines = [_line(asked, row) for row in meant[:3]]
    return _spaced(asked, told.say("open.first"), *lines)


def _of_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The figures that measure what the best one measures, one for each company and time."""
    alike = [row for row in rows if row["metric"] == rows[0]["metric"]]
    return list({(row["entity"], row["when"]): row for row in reversed(alike)}.values())[::-1]


def _line(asked: Asked, row: Mapping[str, Any]) -> str:
    told = _of_row(asked, row)
    return told.say(_opening(told, row), "figure.grade")
