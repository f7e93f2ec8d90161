"""Answers about one company: does it make money, with what assumption, should one buy it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from kuroji.agent.asked import Asked
from kuroji.agent.brief import BriefEntry
from kuroji.agent.offline.asking import Wanted
from kuroji.agent.offline.steps import Seen, Step, call
from kuroji.agent.offline.wording import Told
from kuroji.memo.wording import VERDICTS, listed, metric_name, said

_OPENINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"R0": "unsure", "R1": "losing", "R2": "yes", "R3": "funded", "R4": "capital"}
)
_FEW: Final = 3
_BUYING: Final[Mapping[str, str]] = MappingProxyType(
    {"R0": "no_unsure", "R1": "no_losing", "R2": "ok", "R3": "no_funded", "R4": "no_capital"}
)


def profit(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """Does it make money: verdict, three figures, the rule, the nearest flip, what is missing."""
    ask = call("dossier", company=want.companies[0], fiscal_year=want.period)
    if lacking := seen.lacking(ask):
        return lacking
    made = seen[ask]
    if "refused" in made:
        return _refused(asked)
    told = told_of(asked, made)
    opening = "circular" if told.rule == "R4.circular" else _OPENINGS[told.code]
    if told.code == "R0":
        return _unsure(asked, told, seen, want)
    part = (_part(told),) if want.part else ()
    rest = part or (*_after(told), "profit.absent")
    return told.say(f"profit.{opening}", *_middle(told), *rest)


def _part(told: Told) -> str:
    known = told.has("segment_revenue", "segment_share")
    return "profit.part" if known else "profit.part_unknown"


def _refused(asked: Asked) -> str:
    return Told(asked.language, asked.question, names={"wanted": ""}).say("none.open", "none.try")


def _middle(told: Told) -> tuple[str, ...]:
    """Figures, verdict, why it is provisional, and the line of the rule that fired."""
    figures = "profit.figures" if told.has("revenue", "operating_income", "fcf") else "profit.half"
    reason = {"R4.runway": ("profit.runway",), "R4.funding_need": ("profit.need",)}
    provisional = ("profit.provisional",) if "provisional" in told.flags else ()
    return (figures, "profit.verdict", *provisional, *reason.get(told.rule, ()))


def _after(told: Told) -> tuple[str, ...]:
    """What would change it, and what is known of the time after the year judged."""
    life = ("profit.life",) if "depends_on_gpu_life" in told.flags else ()
    later = "profit.other" if told.has("other_verdict") else "profit.later"
    flip = "profit.flip" if told.has("flip_nearest") else "profit.noflip"
    return (flip, *life, later)


def _unsure(asked: Asked, told: Told, seen: Seen, want: Wanted) -> Step:
    """Not determinable: what is missing, where it was looked for, what would settle it."""
    search = call("search_evidence", query=asked.question, company=want.companies[0])
    if lacking := seen.lacking(search):
        return lacking
    rows = [
        row
        for row in seen[search].get("facts", ())
        if row["entity"] == told.company and row["grade"] < "E"
    ]
    distinct = list({row["metric"]: row for row in reversed(rows)}.values())[::-1]
    known = tuple(_known(told, distinct[:3]))
    half = "profit.half" if told.has("revenue", "operating_income") else "profit.some"
    text = told.say("profit.unsure", "profit.looked")
    spoken = told.say(half) if told.has("revenue") else ""
    more = [] if spoken else list(known)
    older = told.say("profit.older")
    return _joined(told, text, spoken, *more, older, told.say("profit.settle"))


def _known(told: Told, rows: list[dict[str, Any]]) -> list[str]:
    said_of = []
    for row in rows:
        line = Told(told.language, told.salt, told.company)
        line.put("known", row["ref"], row["view"], row["sign"])
        line.names |= {
            "entity": row["entity"],
            "known_name": row["name"],
            "known_when": row["when"],
        }
        said_of.append(line.say("none.known" if row["when"] else "none.known_undated"))
    return said_of


def _joined(told: Told, *texts: str) -> str:
    return ("" if told.language == "ja" else " ").join(text for text in texts if text)


def told_of(asked: Asked, made: Mapping[str, Any]) -> Told:
    """Return what a dossier lets an answer say."""
    entries = {e["role"]: BriefEntry.model_validate(e) for e in made["entries"]}
    told = Told(asked.language, asked.question, made["company"], entries)
    told.code, told.rule = made["verdict"], made["rule"]
    told.flags = {*made["flags"], *(("provisional",) if made["provisional"] else ())}
    told.tests = set(made["tests"])
    told.names = {
        **made["names"],
        "code": told.code,
        "code_words": _within(said(VERDICTS[told.code], asked.language), asked.language),
        "rule": told.rule,
        "grade": made["grade"],
        "fy": _year(made, asked),
        "missing": _metrics(made["missing"], asked) or said(("figures", "数字"), asked.language),
        "weak": _weak(made["weak"], asked),
        "sources": _sources(made["sources"], asked),
    }
    if absent := made["absent"][:2]:
        told.names["absence"] = _metrics(absent, asked)
    return told


def _year(made: Mapping[str, Any], asked: Asked) -> str:
    """The year judged; of a half that stands for a year it is said that it does."""
    doubled = said((" (doubled to a year)", "・年換算"), asked.language)
    return str(made["fiscal_year"]) + (doubled if "annualised" in made["flags"] else "")


def _within(words: str, language: str) -> str:
    return words if language == "ja" else words[0].lower() + words[1:]


def _metrics(metrics: list[str], asked: Asked) -> str:
    return listed(tuple(metric_name(m, asked.language) for m in metrics), asked.language)


def _weak(metrics: list[str], asked: Asked) -> str:
    """Which figures make a verdict provisional: named while they are few."""
    most = said(("most of its figures", "多くの数字"), asked.language)
    return most if len(metrics) > _FEW else _metrics(metrics, asked)


def _sources(count: int, asked: Asked) -> str:
    """How many documents were looked through, in words up to twelve, else "the documents"."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if asked.language == "ja":
        return "関係する文書"
    if count == 1:
        return "the one document"
    return f"the {small[count]} documents" if count < len(small) else "the documents"


def buy(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """Should one buy it: no advice, what the evidence supports, and the missing price."""
    ask = call("dossier", company=want.companies[0], fiscal_year=want.period)
    if lacking := seen.lacking(ask):
        return lacking
    made = seen[ask]
    if "refused" in made:
        return _refused(asked)
    told = told_of(asked, made)
    priced = "buy.valued" if told.has("valuation", "implied_revenue") else "buy.price"
    later = ("profit.other",) if told.has("other_verdict") else ()
    middle = ("profit.older",) if told.code == "R0" else (*_middle(told), *later)
    return told.say("buy.advice", f"buy.{_BUYING[told.code]}", *middle, priced)


def changed(asked: Asked, want: Wanted, seen: Seen) -> Step:
    """With another life of the machines, or another return: new, old, what is held, the verdict."""
    company = want.companies[0]
    asks = [
        call("assume", name=name, value=value, why="typed in the question")
        for value, names in ((want.life, _LIVES), (want.rate, ("required_return",)))
        if value is not None
        for name in names
    ]
    before = call("dossier", company=company)
    if lacking := seen.lacking(*asks, before):
        return lacking
    refs = [str(seen[one]["ref"]) for one in asks if "ref" in seen[one]]
    after = call("dossier", company=company, assumptions=refs)
    if lacking := seen.lacking(after):
        return lacking
    if "refused" in seen[after] or "refused" in seen[before]:
        return _refused(asked)
    told = _compared(asked, seen[before], seen[after])
    for one in asks:
        name = str(one.arguments["name"])
        role = {"required_return": "rate_asked"}.get(name, "life_asked")
        told.put(role, str(seen[one].get("ref", "")), "pct" if role == "rate_asked" else "yr")
    return _of_life(told) if want.rate is None else _of_gap(told)


_LIVES: Final = ("stress_gpu_life_years", "equipment_life_years")


def _compared(asked: Asked, before: Mapping[str, Any], after: Mapping[str, Any]) -> Told:
    told = told_of(asked, after)
    old = told_of(asked, before)
    for role, name in (
        ("was_required", "gap_base_required"), ("was_gap", "gap_base_gap"),
        ("was_life", "gap_life"), ("was_return", "gap_return"),
    ):  # fmt: skip
        if (entry := old.entries.get(name)) is not None:
            told.entries[role] = entry.model_copy(update={"role": role})
    told.names["code_before"] = old.code
    return told


def _of_life(told: Told) -> str:
    if not told.has("life_oi_4", "operating_income"):
        if told.has("gap_base_required", "was_required"):
            return told.say("change.life_none", "change.gap_life", "change.gap_gap", *_moved(told))
        return told.say("change.life_none", *_moved(told))
    booked, stressed = told.entries["operating_income"].sign, told.entries["life_oi_4"].sign
    kept = "life_yes" if told.code == "R2" else "life_kept"
    opening = "life_loss" if booked <= 0 else "life_no" if stressed <= 0 else kept
    turn = ("change.life_turn",) if told.has("life_be") else ()
    cash = "change.after_loss" if told.has("runway") else "change.after"
    return told.say(
        f"change.{opening}", *turn, "change.life_held", *_moved(told), cash, "profit.other",
    )  # fmt: skip


def _of_gap(told: Told) -> str:
    if not told.has("gap_base_required", "was_required", "gap_base_gap", "was_gap"):
        return told.say("change.gap_none", *_moved(told))
    told.entries.setdefault("life_asked", told.entries["gap_life"])
    short = told.entries["gap_base_gap"].sign > 0 or told.entries["was_gap"].sign > 0
    gap = "change.gap_gap" if short else "change.gap_covered"
    return told.say("change.gap", gap, "change.gap_held", *_moved(told))


def _moved(told: Told) -> tuple[str, ...]:
    same = told.names["code_before"] == told.code
    return ("change.same",) if same else ("change.moved",)
