"""The brief of each section: its entries without values, the tests that were asked, its names."""

import re
from collections.abc import Iterable, Mapping

from kuroji.agent.brief import Brief, BriefEntry, BriefRow
from kuroji.agent.offline.grammar import inventory, predicates
from kuroji.agent.offline.grammar_groups import GROUPS
from kuroji.agent.offline.paragraphs import applicable
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.judging import grade_of
from kuroji.agent.research.tables import rows_of
from kuroji.agent.research.words import names_of
from kuroji.knowledge.ledger import Fact
from kuroji.knowledge.passage import Grade, Language
from kuroji.knowledge.predicates import truth
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.knowledge.slots import parse_ref
from kuroji.memo.figures import usual_view
from kuroji.memo.model import SectionId
from kuroji.memo.outline import TITLES
from kuroji.memo.wording import RATIOS, metric_name, role_name, said

_MOST = 5
_ROLE = re.compile(r"[a-z][a-z_0-9]*")


def brief(dossier: Dossier, section: SectionId, language: Language) -> Brief:
    """Return what the author of `section` is told."""
    told = _brief(dossier, section, language)
    if section not in ("bear_case", "bull_case"):
        return told
    bear = len(applicable(_brief(dossier, "bear_case", language), "bear"))
    bull = len(applicable(_brief(dossier, "bull_case", language), "bull"))
    most = (f"bear:{max(3, min(_MOST, bull + 1))}", f"bull:{max(3, min(_MOST, bear))}")
    return told.model_copy(update={"flags": (*told.flags, *most)})


def _brief(dossier: Dossier, section: SectionId, language: Language) -> Brief:
    entries = tuple(_entries(dossier, section, language))
    return Brief(
        section=section,
        title=said(TITLES[section], language),
        language=language,
        company=dossier.pool.company,
        verdict_code=dossier.verdict.code,
        verdict_rule=dossier.verdict.rule,
        provisional=dossier.verdict.provisional,
        flags=tuple(sorted(dossier.desk.flags | _situation_flags(dossier))),
        missing=dossier.verdict.missing,
        entries=entries,
        tests=_tests(dossier, entries, section, language),
        names=names_of(dossier, language),
        rows=tuple(
            BriefRow(table=table, cells=cells)
            for table, cells in rows_of(dossier, section, language)
        ),
    )


def _situation_flags(dossier: Dossier) -> set[str]:
    flags = {"absences"} if dossier.missing else set()
    if dossier.verdict.provisional_because:
        flags.add("weak")
    if "stand_in_capital_expenditure" in dossier.desk.flags:
        flags.add("capex_proxy")
    return flags


def _entries(dossier: Dossier, section: SectionId, language: Language) -> Iterable[BriefEntry]:
    wanted = _roles(section)
    for role, ref in dossier.desk.roles.items():
        if role not in wanted:
            continue
        entry = entry_of(dossier, role, ref, language)
        weak = section == "verdict" and role != "missing_count"
        if entry is not None and not (weak and entry.grade in ("D", "E")):
            yield entry


def _roles(section: SectionId) -> frozenset[str]:
    """The roles that the section's situations can use: in a sentence, or to ask when they hold."""
    groups = GROUPS[section]
    named = frozenset(
        role
        for id, situation in inventory().items()
        if id.partition(".")[0] in groups
        for words in (*situation.parts.values(), situation.when)
        for word in words
        for role in _ROLE.findall(word)
    )
    beside = (f"{when}_{role}" for role in named for when in ("prior", "later", "of_revenue"))
    return named | frozenset(beside)


def entry_of(dossier: Dossier, role: str, ref: str, language: Language) -> BriefEntry | None:
    desk = dossier.desk
    found = resolve(desk.ledger, ref)
    if not isinstance(found, Resolved):
        return None
    fact = _fact(dossier, ref)
    number = found.number
    view = desk.views.get(role) or usual_view(found.dimension)
    return BriefEntry(
        role=role,
        ref=ref,
        view="" if ref.startswith("rule:") else view,
        en=_called(fact, role, "en"),
        ja=_called(fact, role, "ja"),
        period=fact.period if fact else None,
        when=_when(dossier, fact, language),
        basis=fact.basis if fact else None,
        grade=_grade(dossier, ref),
        sign=0 if not number else (1 if number > 0 else -1),
        later=role in desk.later,
    )


def _when(dossier: Dossier, fact: Fact | None, language: Language) -> str:
    """The fiscal period of a fact in words; empty where it has none, or stands on several."""
    found = dossier.pool.when(fact) if fact else None
    return found.name(language) if found else ""


def _called(fact: Fact | None, role: str, language: Language) -> str:
    if fact is None or role in RATIOS:
        return role_name(role, language)
    return metric_name(fact.metric, language)


def _grade(dossier: Dossier, ref: str) -> Grade | None:
    """The verdict's own outputs carry the grade of its deciding figures, not of every input."""
    head = ref.partition(".")[0].removeprefix("calc:")
    if head in (dossier.verdict.calculation, f"flips-{dossier.when.label.lower()}"):
        return dossier.verdict.evidence_grade
    return grade_of(dossier.desk, ref)


def _fact(dossier: Dossier, ref: str) -> Fact | None:
    pointer = parse_ref(ref)
    return dossier.desk.ledger.fact(pointer.id) if pointer and pointer.kind == "fact" else None


def _tests(
    dossier: Dossier, entries: tuple[BriefEntry, ...], section: SectionId, language: Language
) -> dict[str, bool]:
    """Ask every predicate of the section's situations whose roles are there."""
    refs = {entry.role: entry.ref for entry in entries}
    answers: dict[str, bool] = {}
    for predicate in predicates(GROUPS[section], language):
        asked = with_refs(predicate, refs)
        if asked is not None:
            answers[predicate] = truth(dossier.desk.ledger, asked) is True
    return answers


def with_refs(predicate: str, refs: Mapping[str, str]) -> str | None:
    name, _, arguments = predicate.partition("(")
    roles = _ROLE.findall(arguments)
    if not all(role in refs for role in roles):
        return None
    return f"{name}({_ROLE.sub(lambda m: refs[m.group()], arguments)}"
