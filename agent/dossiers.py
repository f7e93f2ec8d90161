"""A company's dossier as a tool's answer: roles with slots, verdict, tests that hold, names."""

from decimal import Decimal
from typing import Any

from kuroji.agent.brief import BriefEntry
from kuroji.agent.inquiry import Inquiry, tag_of
from kuroji.agent.merging import merged, moved
from kuroji.agent.offline.wording import asked_tests
from kuroji.agent.research.briefs import entry_of, with_refs
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Unknown
from kuroji.agent.research.words import names_of
from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.predicates import truth


def dossier(
    inquiry: Inquiry, company: str, fiscal_year: str | None, assumed: tuple[str, ...]
) -> dict[str, Any]:
    """Gather, calculate and judge one company; `assumed` are ids of assumptions to go by."""
    target = inquiry.office.target(company)
    if isinstance(target, Unknown):
        return {"refused": target.reason, "near": list(target.near)}
    changed = _changed(inquiry.ledger, assumed)
    made = inquiry.office.dossier(target, fiscal_year=fiscal_year, changed=changed)
    if isinstance(made, Unknown):
        return {"refused": made.reason}
    also = [fiscal_year or "", *(f"{name}={value}" for name, value in sorted(changed.items()))]
    tag = tag_of(company, also if any(also) else ())
    renamed = merged(inquiry.ledger, made.desk.ledger, tag)
    inquiry.sources.update(made.pool.sources)
    return _told(inquiry, made, renamed)


def _changed(ledger: Ledger, assumed: tuple[str, ...]) -> dict[str, Decimal]:
    found = (ledger.assumption(id.removeprefix("assume:")) for id in assumed)
    return {entry.name: entry.value for entry in found if entry is not None}


def _told(inquiry: Inquiry, made: Dossier, renamed: dict[str, str]) -> dict[str, Any]:
    verdict, language = made.verdict, inquiry.asked.language
    names = names_of(made, language)
    inquiry.names |= set(names.values())
    entries = tuple(
        told.model_copy(update={"ref": moved(ref, renamed)})
        for role, ref in made.desk.roles.items()
        if (told := entry_of(made, role, ref, language)) is not None
    )
    judged = made.desk.ledger.calculation(verdict.calculation)
    return {
        "company": made.pool.company,
        "fiscal_year": made.when.name(language),
        "verdict": verdict.code,
        "rule": verdict.rule,
        "provisional": verdict.provisional,
        "grade": verdict.evidence_grade,
        "stale": verdict.stale,
        "flags": sorted(made.desk.flags),
        "missing": list(verdict.missing),
        "weak": list(verdict.provisional_because),
        "absent": [entry.metric for entry in made.missing],
        "verdict_inputs": moved(judged.inputs, renamed) if judged else {},
        "entries": [entry.model_dump() for entry in entries],
        "tests": _tests(inquiry.ledger, entries),
        "names": names,
        "sources": len(made.pool.sources),
    }


def _tests(ledger: Ledger, entries: tuple[BriefEntry, ...]) -> list[str]:
    """The comparisons of roles that hold, of those that an answer may rest on."""
    refs = {entry.role: entry.ref for entry in entries}
    asked = ((test, with_refs(test, refs)) for test in asked_tests())
    return [test for test, held in asked if held is not None and truth(ledger, held) is True]
