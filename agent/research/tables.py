"""Rows that code prepares for a section's tables and lists; words around them are the author's."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from zlib import crc32

from kuroji.agent.research.cells import driver_view, short, slot
from kuroji.agent.research.choosing import Conflict
from kuroji.agent.research.claims import claim_rows
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.lists import Row, kills, requests
from kuroji.agent.research.volume import CASES
from kuroji.agent.research.words import CRITERIA, FOUND, NOT_FOUND
from kuroji.knowledge.passage import Language
from kuroji.memo.model import SectionId
from kuroji.memo.outline import NO_EFFECT, WANTED, Wanted
from kuroji.memo.wording import metric_name, said, word

Rows = Callable[[Dossier, Language], Iterable[Row]]
_FEWEST_BELIEFS = 3


def rows_of(dossier: Dossier, section: SectionId, language: Language) -> tuple[Row, ...]:
    """Return (table, cells) for every row of the section."""
    return tuple(row for maker in _MAKERS.get(section, ()) for row in maker(dossier, language))


def _believe(dossier: Dossier, _: Language) -> Iterable[Row]:
    """Key of the belief, needed, today, the verdict that it would bring, whether it is met."""
    for flip in dossier.verdict.nearest_flip:
        view = driver_view(flip)
        calc = f"calc:{flip.calculation}"
        cells = (slot(f"{calc}.at", view), slot(f"{calc}.now", view), f"{calc}.becomes", "")
        yield "believe", (f"believe_{short(flip.driver)}", *cells)
    roles = dossier.desk.roles
    for key, needed, today, view in (
        ("believe_self_funding", "self_funding", "revenue", "money"),
        ("believe_gap", "gap_base_required", "revenue", "money"),
        ("believe_gpu_life", "life_be", "useful_life", "yr"),
        ("believe_exit_value", "exit_value", "valuation", "money"),
        ("believe_implied_revenue", "implied_revenue", "revenue", "money"),
    ):
        if needed in roles and today in roles and not _told(dossier, key):
            met = _met(dossier, today, dossier.desk.number(needed))
            answer = "booked" if today == "useful_life" else met  # a booked life is no lived one
            yield "believe", (key, slot(roles[needed], view), slot(roles[today], view), "", answer)


def _met(dossier: Dossier, today: str, needed: Decimal | None) -> str:
    """Tell whether today's figure reaches what is needed; "unknown" where one is not there."""
    now = dossier.desk.number(today)
    if now is None or needed is None:
        return "unknown"
    return "yes" if now >= needed else "no"


def _believe_rules(dossier: Dossier, language: Language) -> Iterable[Row]:
    """What the rubric asks where nothing can be inverted, because the figures are missing."""
    if len(tuple(_believe(dossier, language))) >= _FEWEST_BELIEFS:
        return
    absent = said(("Missing (section 12)", "欠測（12節）"), language)
    months = said(("{{rule:runway}} months", "{{rule:runway}}カ月"), language)
    years = said(("{{rule:break_even}} years", "{{rule:break_even}}年"), language)
    roles, desk = dossier.desk.roles, dossier.desk
    for key, needed, role, rule, view in (
        ("believe_rule_runway", months, "runway", "rule_runway", "mo"),
        ("believe_rule_supplier", "{{rule:supplier}}", "", "", ""),
        ("believe_rule_break_even", years, "", "", ""),
        ("believe_rule_thin", "{{rule:thin}}", "opm", "rule_thin", "pct"),
    ):
        today = slot(roles[role], view) if role in roles else absent
        yield "believe", (key, needed, today, "", _met(dossier, role, desk.number(rule)))


def _told(dossier: Dossier, key: str) -> bool:
    return any(f"believe_{short(f.driver)}" == key for f in dossier.verdict.nearest_flip)


def _criteria(dossier: Dossier, language: Language) -> Iterable[Row]:
    """What the project's first article tells investors to look for: found, or not found."""
    for key, names in CRITERIA.items():
        answers = FOUND if f"criterion_{key}" in dossier.desk.flags else NOT_FOUND
        turn = crc32(f"{dossier.pool.company} {key}".encode())
        name, answer = names[turn % len(names)], answers[turn // len(names) % len(answers)]
        yield "criteria", (said(name, language), said(answer, language))


def _volumes(dossier: Dossier, language: Language) -> Iterable[Row]:
    """Case; change of sales and of the margin; operating income; break-even; odds."""
    roles = dossier.desk.roles
    if "sales_bear_income" not in roles:
        return
    for name in ("bear", "base", "bull"):
        volume, margin = (slot(f"assume:{made}", "pct0") for made in CASES[name])
        even = roles.get(f"sales_{name}_even")
        yield (
            "volumes",
            (
                word(name, language),
                said((f"{volume}, {margin}", f"{volume}、{margin}"), language),
                slot(roles[f"sales_{name}_income"], "money"),
                slot(even, "money") if even else "–",
                slot(f"assume:probability_{name}", "pct0"),
            ),
        )


def _scenarios(dossier: Dossier, language: Language) -> Iterable[Row]:
    roles = dossier.desk.roles
    lives = {"bear": "equipment_life_short", "base": "equipment_life_years",
             "bull": "equipment_life_long"}  # fmt: skip
    rates = {"bear": "required_return_high", "base": "required_return",
             "bull": "required_return_low"}  # fmt: skip
    for name in ("bear", "base", "bull"):
        if f"gap_{name}_required" not in roles:
            return
        life, rate = slot(f"assume:{lives[name]}", "yr"), slot(f"assume:{rates[name]}", "pct0")
        yield (
            "scenarios",
            (
                word(name, language),
                said((f"{life}, {rate}", f"{life}、{rate}"), language),
                slot(roles[f"gap_{name}_required"], "money"),
                slot(roles[f"gap_{name}_gap"], "money"),
                slot(f"assume:probability_{name}", "pct0"),
            ),
        )
    if "gap_expected" in roles:
        expected = slot(roles["gap_expected"], "money")
        yield "scenarios", (word("weighted", language), "–", "–", expected, "–")


def _contradictions(dossier: Dossier, language: Language) -> Iterable[Row]:
    for conflict in dossier.conflicts:
        name = metric_name(conflict.metric, language)
        label = said(
            (f"{name}, {conflict.when.name('en')}", f"{name}（{conflict.when.name('ja')}）"),
            language,
        )
        one, other = conflict.used, conflict.other
        sides = (_graded(f.id, f.grade, conflict.view, language) for f in (one, other))
        figures = " / ".join(sides)
        yield (
            "contradictions",
            (
                label,
                figures,
                _because(conflict, language),
            ),
        )


def _graded(id: str, grade: str, view: str, language: Language) -> str:
    shown = slot(f"fact:{id}", view)
    if grade in ("D", "E"):  # the renderer says these itself
        return shown
    return shown + said((f" (grade {grade})", f"（等級{grade}）"), language)


def _because(conflict: Conflict, language: Language) -> str:
    if conflict.restated:
        return said(
            ("the first: a later filing restated the second", "前者。後の提出書類が後者を修正した"),
            language,
        )
    if conflict.used.grade < conflict.other.grade:
        return said(
            ("the first: its origin is of the better grade", "前者。出所の等級が上である"), language
        )
    return said(("the first: newer or more exact", "前者。新しいか、より精密である"), language)


def _weight(wanted: Wanted, company: str) -> tuple[bool, int]:
    """Put first what bears on the verdict, in its order; the rest has no order of its own."""
    bears = wanted.effect != NO_EFFECT
    place = WANTED.index(wanted) if bears else crc32(f"{wanted.metric} {company}".encode())
    return not bears, place


def _absences(dossier: Dossier, language: Language) -> Iterable[Row]:
    why = {wanted.metric: wanted for wanted in WANTED}
    order = sorted(dossier.missing, key=lambda m: _weight(why[m.metric], dossier.pool.company))
    for entry in order:
        wanted = why[entry.metric]
        yield (
            "absences",
            (
                metric_name(entry.metric, language),
                said(wanted.why(dossier.pool.company), language),
                said(wanted.effect, language),
            ),
        )


_MAKERS: Final[Mapping[SectionId, tuple[Rows, ...]]] = MappingProxyType(
    {
        "what_must_be_true": (_believe, _believe_rules),
        "revenue_quality": (_criteria,),
        "scenarios": (_scenarios, _volumes),
        "claims_ledger": (claim_rows,),
        "contradictions_and_absences": (_contradictions, _absences),
        "kill_criteria": (kills,),
        "requests_to_management": (requests,),
    }
)
