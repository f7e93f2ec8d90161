"""Rows that code prepares for a section's tables and lists; words around them are the author's."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from kuroji.agent.research.claims import claim_rows, publisher_of
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.words import CRITERIA, FOUND, NOT_FOUND, day, next_report
from kuroji.knowledge.dimensions import DRIVERS as MEASURES
from kuroji.knowledge.passage import Language
from kuroji.memo.figures import usual_view
from kuroji.memo.model import Flip, SectionId
from kuroji.memo.outline import WANTED
from kuroji.memo.wording import listed, metric_name, said, word

Row = tuple[str, tuple[str, ...]]
Rows = Callable[[Dossier, Language], Iterable[Row]]
_FEWEST_BELIEFS = 3
_NAMED = 3
_MOST_KILLS = 7
_MOST_REQUESTS = 9


def rows_of(dossier: Dossier, section: SectionId, language: Language) -> tuple[Row, ...]:
    """Return (table, cells) for every row of the section."""
    return tuple(row for maker in _MAKERS.get(section, ()) for row in maker(dossier, language))


def slot(ref: str, view: str = "") -> str:
    """Write a slot for a reference."""
    return f"{{{{{ref} {view}}}}}" if view else f"{{{{{ref}}}}}"


def _driver_view(flip: Flip) -> str:
    return usual_view(MEASURES.get(flip.driver, "number"))


def _believe(dossier: Dossier, _: Language) -> Iterable[Row]:
    """Key of the belief, needed, today, and the verdict that it would bring."""
    for flip in dossier.verdict.nearest_flip:
        view = _driver_view(flip)
        calc = f"calc:{flip.calculation}"
        cells = (slot(f"{calc}.at", view), slot(f"{calc}.now", view), f"{calc}.becomes")
        yield "believe", (f"believe_{_short(flip.driver)}", *cells)
    roles = dossier.desk.roles
    for key, needed, today in (
        ("believe_self_funding", "self_funding", "revenue"),
        ("believe_gap", "gap_base_required", "revenue"),
        ("believe_gpu_life", "life_be", "useful_life"),
        ("believe_exit_value", "exit_value", "valuation"),
        ("believe_implied_revenue", "implied_revenue", "revenue"),
    ):
        if needed in roles and today in roles and not _told(dossier, key):
            views = ("yr", "yr") if needed == "life_be" else ("money", "money")
            cells = (slot(roles[needed], views[0]), slot(roles[today], views[1]), "")
            yield "believe", (key, *cells)


def _believe_rules(dossier: Dossier, language: Language) -> Iterable[Row]:
    """What the rubric asks where nothing can be inverted, because the figures are missing."""
    if len(tuple(_believe(dossier, language))) >= _FEWEST_BELIEFS:
        return
    absent = said(("Missing (section 12)", "欠測（12節）"), language)
    months = said(("{{rule:runway}} months", "{{rule:runway}}カ月"), language)
    years = said(("{{rule:break_even}} years", "{{rule:break_even}}年"), language)
    for key, needed in (
        ("believe_rule_runway", months),
        ("believe_rule_supplier", "{{rule:supplier}}"),
        ("believe_rule_break_even", years),
        ("believe_rule_thin", "{{rule:thin}}"),
    ):
        today = absent
        roles = dossier.desk.roles
        if key == "believe_rule_thin" and "opm" in roles:
            today = slot(roles["opm"], "pct")
        if key == "believe_rule_runway" and "runway" in roles:
            today = slot(roles["runway"], "mo")
        yield "believe", (key, needed, today, "")


def _told(dossier: Dossier, key: str) -> bool:
    return any(f"believe_{_short(f.driver)}" == key for f in dossier.verdict.nearest_flip)


def _short(driver: str) -> str:
    return {
        "capital_expenditure": "capex",
        "gpu_life_years": "gpu_life",
        "supplier_financed_share": "supplier_financed_revenue",
    }.get(driver, driver)


def _criteria(dossier: Dossier, language: Language) -> Iterable[Row]:
    """What the project's first article tells investors to look for: found, or not found."""
    turn = sum(dossier.pool.company.encode())
    for key, names in CRITERIA.items():
        answers = FOUND if f"criterion_{key}" in dossier.desk.flags else NOT_FOUND
        turn += len(key)
        name, answer = names[turn % len(names)], answers[turn % len(answers)]
        yield "criteria", (said(name, language), said(answer, language))


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
        figures = (
            f"{_graded(one.id, one.grade, language)} / {_graded(other.id, other.grade, language)}"
        )
        yield (
            "contradictions",
            (
                label,
                figures,
                _because(conflict.used.grade < conflict.other.grade, language),
            ),
        )


def _graded(id: str, grade: str, language: Language) -> str:
    shown = slot(f"fact:{id}")
    if grade in ("D", "E"):  # the renderer says these itself
        return shown
    return shown + said((f" (grade {grade})", f"（等級{grade}）"), language)


def _because(better: bool, language: Language) -> str:
    if better:
        return said(
            ("the first: its origin is of the better grade", "前者。出所の等級が上である"), language
        )
    return said(("the first: newer or more exact", "前者。新しいか、より精密である"), language)


def _absences(dossier: Dossier, language: Language) -> Iterable[Row]:
    why = {wanted.metric: wanted for wanted in WANTED}
    looked = _places(dossier, language)
    for entry in dossier.missing:
        wanted = why[entry.metric]
        yield (
            "absences",
            (
                metric_name(entry.metric, language),
                said(wanted.why, language),
                looked,
                said(wanted.effect, language),
            ),
        )


def _places(dossier: Dossier, language: Language) -> str:
    """Name where it was looked: the publishers of the company's documents, the newest first."""
    newest = sorted(
        dossier.pool.sources.values(),
        key=lambda s: (s.published is not None, s.published, s.id),
        reverse=True,
    )
    others = (s for s in newest if s.kind not in ("note", "estimate", "article_audit"))
    names = tuple(dict.fromkeys(n for s in others if (n := publisher_of(s)) not in ("", "–")))
    if not names:
        return said(
            ("nothing on the company is in the store", "この会社の文書が蔵書にない"), language
        )
    few = listed(names[:3], language)
    if len(names) <= _NAMED:
        return few
    return f"{few} …"


def _kills(dossier: Dossier, language: Language) -> Iterable[Row]:
    """Key of the criterion, references of value and verdict, the calculation, the date."""
    due = day(next_report(dossier), language)
    flips = [f for f in dossier.verdict.nearest_flip if f.driver != "growth"][:4]
    rows: list[tuple[str, ...]] = [
        (
            f"kill_{_short(f.driver)}",
            f"calc:{f.calculation}.at {_driver_view(f)}",
            f"calc:{f.calculation}.becomes text",
            f.calculation.partition(".")[0],
            due,
        )
        for f in flips
    ]
    verdict = dossier.verdict.calculation
    if dossier.desk.has("interest_expense", "interest_cover"):
        cover = f"interest-cover-{dossier.when.label.lower()}"
        rows.append(("kill_interest", "", "", cover, due))
    rules = ("supplier_rule", "runway_rule", "break_even_rule", "thin_rule", "stress_rule")
    rows += [(f"kill_{rule}", "", "", verdict, due) for rule in rules]
    for row in rows[: max(5, min(_MOST_KILLS, len(flips) + 3))]:
        yield "kills", row


def _requests(dossier: Dossier, language: Language) -> Iterable[Row]:
    """Key of the request, metric, period, why, and the two figures of a conflict."""
    wanted = {w.metric: w for w in WANTED if w.asked}
    period = dossier.when.name(language)
    made: list[tuple[str, ...]] = []
    for entry in dossier.missing:
        if entry.metric in wanted and entry.metric not in _GENERAL:
            why = said(wanted[entry.metric].why, language)
            made.append(
                ("request_metric", metric_name(entry.metric, language), period, why, "", "")
            )
    for conflict in dossier.conflicts[:2]:
        name = metric_name(conflict.metric, language)
        a, b = f"fact:{conflict.used.id}", f"fact:{conflict.other.id}"
        made.append(("request_conflict", name, conflict.when.name(language), "", a, b))
    absent = {entry.metric for entry in dossier.missing}
    for metric, key in _GENERAL.items():
        if metric in absent:
            made.append((key, "", period, "", "", ""))
    made.append(("request_cost_of_inference", "", period, "", "", ""))
    if dossier.desk.has("goodwill"):
        made.append(("request_organic", "", period, "", "", ""))
    for row in made[:_MOST_REQUESTS]:
        yield "requests", row


# What is asked in words of its own rather than by the metric's name.
_GENERAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "supplier_financed_revenue": "request_backers",
        "undrawn_facilities": "request_facilities",
        "gpu_depreciation": "request_depreciation",
        "net_revenue_retention": "request_cohorts",
    }
)
_MAKERS: Final[Mapping[SectionId, tuple[Rows, ...]]] = MappingProxyType(
    {
        "what_must_be_true": (_believe, _believe_rules),
        "revenue_quality": (_criteria,),
        "scenarios": (_scenarios,),
        "claims_ledger": (claim_rows,),
        "contradictions_and_absences": (_contradictions, _absences),
        "kill_criteria": (_kills,),
        "requests_to_management": (_requests,),
    }
)
