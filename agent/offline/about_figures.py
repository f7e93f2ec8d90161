"""Answers about single figures: one metric of a company, none, or whatever a search brings."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from kuroji.agent.asked import LATEST_QUARTER, Asked
from kuroji.agent.offline.about_company import told_of
from kuroji.agent.offline.asking import Wanted
from kuroji.agent.offline.steps import Call, Seen, Step, call
from kuroji.agent.offline.wording import Told
from kuroji.memo.wording import BASES, listed, metric_name, said

# Metrics that are calculated from a company's accounts, by the role that they have in a dossier.
_ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gross_margin": "gm", "operating_margin": "opm", "free_cash_flow": "fcf",
        "revenue_growth": "growth", "runway": "runway", "rule_of_40": "r40", "net_debt": "net_debt",
        "gross_profit": "gross_profit", "interest_coverage": "interest_cover",
        "liquidity": "liquidity",
    }
)  # fmt: skip
_SHARES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stock_based_compensation": "sbc_share", "research_and_development": "rd_share",
        "operating_income": "opm", "operating_cash_flow": "ocf_margin", "gross_profit": "gm",
        "free_cash_flow": "fcf_margin", "capital_expenditure": "capint",
    }
)  # fmt: skip
# The same measure of the year before, which an answer sets beside it.
_EARLIER: Final[Mapping[str, str]] = MappingProxyType(
    {"gm": "prior_gm", "opm": "prior_opm", "fcf": "prior_fcf", "growth": "prior_growth"}
)
_DAY_PARTS: Final = 3


def figure(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """What is one metric: the figure, its basis and grade, the year before, the verdict."""
    company = want.companies[0]
    if want.of_revenue and want.metrics[0] != "revenue":
        return _of_revenue(asked, want, seen)
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
    opening = _opening(first)
    if not first["asked_for"] and want.period is not None:
        told.names["asked_period"] = _period_words(asked, want.period)
        opening = "figure.other_time"
    after = "figure.growth" if told.has("growth") else "figure.earlier"
    weak = first["grade"] >= "D"  # then the figure itself carries its grade
    basis = "figure.basis" if "basis" in told.names else "figure.grade"
    text = told.say(opening, *(() if weak else (basis,)), after)
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
    part = row["perimeter"].rpartition("/")[2] if "/" in row["perimeter"] else ""
    of = said((f" ({part})", f"（{part}）"), asked.language) if part else ""
    told.put("figure", row["ref"], row["view"], row["sign"], row["grade"])
    told.names |= {
        "entity": row["entity"] + of,
        "metric": row["name"],
        "metric_cap": _capital(row["name"]),
        "when": row["when"],
        "grade": row["grade"],
        "publisher": row["publisher"],
    }
    if row["basis"] in BASES and row["basis"] not in ("projected", "guidance"):
        told.names["basis"] = said(BASES[row["basis"]], asked.language)
    return told


def _opening(row: Mapping[str, Any]) -> str:
    if not row["when"]:
        return "figure.undated"
    if row["basis"] in ("projected", "guidance"):
        return "figure.forecast"
    if row["grade"] >= "C":
        return "figure.reported"
    dated = (row["period"] or "").count("-") == _DAY_PARTS - 1
    return "figure.dated" if dated else "figure.plain"


def _before(told: Told, rows: list[dict[str, Any]]) -> None:
    """Put the newest figure of an earlier period that is like the first."""
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
    year = None if want.period == LATEST_QUARTER else want.period
    ask = call("dossier", company=company, fiscal_year=year)
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
                "when": told.names["fy"],
                "grade": told.entries[role].grade or told.names["grade"],
            }  # fmt: skip
            earlier = _EARLIER.get(role, "")
            if told.has(earlier):
                told.entries["prior"] = told.entries[earlier].model_copy(update={"role": "prior"})
                told.names["prior_when"] = told.names["prior_fy"]
            after = ("figure.earlier",) if told.has("prior") else ()
            parts = ("figure.calculated", "figure.why", "figure.grade_of", *after)
            return told.say(*parts, "figure.company")
    return _none(asked, want, made)


def _of_revenue(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """A metric in proportion to the year's revenue, from the company's own lines."""
    company, metric = want.companies[0], want.metrics[0]
    year = None if want.period == LATEST_QUARTER else want.period
    ask = call("dossier", company=company, fiscal_year=year)
    if lacking := seen.lacking(ask):
        return lacking
    if "refused" in (made := seen[ask]):
        return _none(asked, want, made)
    told = told_of(asked, made)
    role = next((r for r in (f"of_revenue_{metric}", _SHARES.get(metric, "")) if told.has(r)), None)
    if role is None:
        return figure(asked, replace(want, of_revenue=False), seen)
    name = metric_name(metric, asked.language)
    told.entries["figure"] = told.entries[role].model_copy(update={"role": "figure"})
    told.names |= {
        "entity": company, "when": told.names["fy"],
        "grade": told.entries[role].grade or told.names["grade"],
        "metric": said((f"{name} as a share of revenue", f"売上高に対する{name}"), asked.language),
    }  # fmt: skip
    return told.say("figure.calculated", "figure.why", "figure.grade_of", "figure.company")


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
    return told.say(_opening(row), *(() if row["grade"] >= "D" else ("figure.grade",)))
