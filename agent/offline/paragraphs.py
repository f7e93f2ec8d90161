"""From a brief to paragraphs: which situations are told, in which order, in which words."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from kuroji.agent.brief import Brief, BriefEntry
from kuroji.agent.offline.grammar import Situation, grammar, holds, inventory
from kuroji.memo.model import Paragraph

# Of each set only the first that applies is told: they say one thing of one figure.
_ONE_OF: Final = (
    frozenset({"bear.spends_more_than_it_earns", "bear.burns_on_both", "bear.burn_reported"}),
    frozenset({"bear.lenders_first", "bear.net_loss", "bear.net_loss_reported"}),
    frozenset({"bear.operating_loss", "bear.loss_grows", "bear.later_loss", "bear.later_worse"}),
    frozenset({"bear.gross_loss", "bear.gross_thin", "bear.thin_margin"}),
    frozenset({"bear.capex_outruns", "bear.wear_behind_spending", "bear.capex_guidance"}),
    frozenset({"bear.runway", "bear.funding_plan"}),
    frozenset({"bull.makes_money", "bull.operating_profit"}),
    frozenset({"bull.no_burn", "bull.time_in_hand"}),
    frozenset({"bull.demand_signed", "bull.backlog"}),
    frozenset({"bull.recurring", "bull.pace"}),
    frozenset({"bull.later_better", "bull.later_growth"}),
    frozenset({"bull.capital_found", "bull.valued"}),
    frozenset({"verdict.missing_but_revenue", "verdict.low_grade"}),
    frozenset({"verdict.low_grade", "verdict.provisional"}),
    frozenset({"capital.intensity", "capital.unknown"}),
    frozenset({"quality.backlog_is_not_revenue", "quality.obligations_cover"}),
    frozenset({"unit.gross_margin", "unit.gross_negative", "unit.no_gross_profit"}),
    frozenset({"believe.valuation_line", "believe.nothing_to_invert"}),
    frozenset({"believe.repays", "believe.covered"}),
    frozenset({"cash.burn_as_reported", "cash.free_cash_flow", "cash.unknown"}),
    frozenset({"bull.guidance", "bull.later_growth"}),
    frozenset({"cash.runway", "cash.no_burn", "cash.liquidity_unknown"}),
)
_MOST: Final[Mapping[str, int]] = MappingProxyType(
    {"bear": 5, "bull": 5, "quality": 5, "unit": 4, "capital": 5, "cash": 5, "believe": 2}
)
_ANONYMOUS: Final = {
    "en": re.compile(r"\b(?:[Tt]he|[Tt]his) (?:company|business|firm|enterprise)\b(?! model)"),
    "ja": re.compile(r"同社|この会社|当社"),
}
_MISSING: Final = re.compile(
    r"\b(?:undisclosed|not disclosed|missing|unknown|not (?:been )?(?:published|shown|found))\b"
)
_LONGEST: Final = 40
_BESIDE: Final = (
    ("prior", "beside.prior"), ("later", "beside.later"), ("of_revenue", "beside.share"),
)  # fmt: skip
# Ratios to revenue that situations tell themselves; the same share is not put beside once more.
_SHARES: Final = {
    "capint": "capital_expenditure", "sbc_share": "stock_based_compensation",
}  # fmt: skip
_ALWAYS_CONCLUDED: Final = ("verdict", "bear_case", "bull_case", "what_must_be_true")


def applicable(brief: Brief, group: str) -> tuple[Situation, ...]:
    """Return the situations of `group` that the brief bears out, by weight, one of each set."""
    there = {entry.role for entry in brief.entries}
    told: list[Situation] = []
    for id, situation in inventory().items():
        if id.partition(".")[0] != group or not situation.needs <= there:
            continue
        if all(holds(test, brief) for test in situation.when) and not _spoken_for(id, told):
            told.append(situation)
    return tuple(told)


def _spoken_for(id: str, told: Sequence[Situation]) -> bool:
    return any(id in group and any(other.id in group for other in told) for group in _ONE_OF)


def paragraph(
    brief: Brief, situation: Situation, *, bold: bool = True, shown: set[str] | None = None
) -> Paragraph | None:
    """Say one situation: its claim in bold, the sentences whose roles are there, what follows.

    Where `shown` is given, one more figure is put beside its rival before what follows, unless
    the section has shown it.
    """
    there = {entry.role: entry for entry in brief.entries}
    spoken: list[str] = []
    used: set[str] = set()
    for part, roles in situation.parts.items():
        if not set(roles) <= set(there):
            continue
        if part == "so" and shown is not None:
            more = _beside(brief, situation, shown)
            spoken += [text for _, text in more]
            used |= {role for role, _ in more}
        if part == "so" and _says_enough(brief, len(spoken)):
            continue
        if spoken and not roles and _is_absence(brief, situation):
            continue  # what is missing is said once; nothing follows from it but the request
        sentence = _said(brief, situation.id, part)
        if sentence is None:
            continue
        used |= set(roles)
        if part == "so" and _joins(brief, spoken, sentence):
            spoken[-1] = f"{spoken[-1].rstrip('.')}; {_lowered(sentence, brief.company)}"
            continue
        if part == "claim" and (_is_absence(brief, situation) or _lacks(sentence)):
            sentence = _referred(sentence, brief.language)
        spoken.append(f"**{sentence}**" if part == "claim" and bold else sentence)
    if not spoken or (bold and not spoken[0].startswith("**")):
        return None
    glue = "" if brief.language == "ja" else " "
    later = any(there[role].later for role in used if role in there)
    return Paragraph(text=_named(glue.join(spoken), brief), later=later)


def _named(text: str, brief: Brief) -> str:
    """Name the company once in a paragraph that only speaks of "the company"."""
    if brief.company in text:
        return text
    return _ANONYMOUS[brief.language].sub(lambda _: brief.company, text, count=1)


def _says_enough(brief: Brief, spoken: int) -> bool:
    """Let a paragraph of the middle sections end on its one figure."""
    return brief.section not in _ALWAYS_CONCLUDED and spoken <= 2


def _is_absence(brief: Brief, situation: Situation) -> bool:
    """Tell whether a paragraph of the middle sections speaks of what is missing."""
    stands_on = {role for roles in situation.parts.values() for role in roles}
    bare = all(role.startswith("rule_") for role in stands_on)
    return bare and brief.section not in _ALWAYS_CONCLUDED


def _lacks(sentence: str) -> bool:
    """Tell whether an English claim rests on something missing, and does not yet say where."""
    return bool(_MISSING.search(sentence)) and "(section" not in sentence


def _referred(sentence: str, language: str) -> str:
    """Point at the ledger of absences, where it is said what was looked for and where."""
    if language == "ja":
        return f"{sentence.rstrip('。')}（12節）。"
    return f"{sentence.rstrip('.')} (section 12)."


def _said(brief: Brief, situation: str, part: str) -> str | None:
    """Say a part, in English preferably not with a figure for its first word."""
    first = grammar(brief.language).sentence(situation, part, brief)
    if brief.language == "ja" or first is None or not first.startswith("{{"):
        return first
    others = (grammar("en").sentence(situation, part, brief, salt) for salt in "bcd")
    return next((o for o in others if o is not None and not o.startswith("{{")), first)


def _joins(brief: Brief, spoken: list[str], sentence: str) -> bool:
    """Tell whether what follows is drawn in the same breath as the evidence (English only)."""
    fits = brief.language == "en" and len(spoken) in (2, 3) and spoken[-1].endswith(".")
    return fits and len(f"{spoken[-1]} {sentence}".split()) <= _LONGEST


def _lowered(sentence: str, company: str) -> str:
    """Return a sentence as it stands after a semicolon; a name keeps its capital."""
    plain = (sentence[1:2].islower() or sentence[1:2] == " ") and not sentence.startswith(company)
    return sentence[0].lower() + sentence[1:] if plain else sentence


def _beside(brief: Brief, situation: Situation, shown: set[str]) -> list[tuple[str, str]]:
    """Return the figure of the year before, else of the time after, for a role just told."""
    told = [role for roles in situation.parts.values() for role in roles]
    shown.update(told)
    shown.update(f"of_revenue_{_SHARES[role]}" for role in told if role in _SHARES)
    entries = {entry.role: entry for entry in brief.entries}
    for when, key in _BESIDE:
        for role in told:
            rival = entries.get(f"{when}_{role}")
            if rival is None or rival.role in shown or role not in entries:
                continue
            shown.add(rival.role)
            name = entries[role].ja if brief.language == "ja" else entries[role].en
            names = {**brief.names, "metric": name}
            if rival.when:  # its own period, which need not be that of the year judged
                names |= {"prior_fy": rival.when, "later_period": rival.when}
            named = brief.model_copy(update={"names": names})
            text = line(named, key, {"rival": (rival.ref, rival.view)}, len(shown))
            return [(rival.role, text)]
    return []


def paragraphs(brief: Brief, group: str) -> list[Paragraph]:
    shown: set[str] | None = None if (group, brief.language) == ("bull", "en") else set()
    made = []
    for situation in applicable(brief, group):
        told = paragraph(brief, situation, shown=shown)
        if told is not None:
            made.append(told)
        if len(made) == _most(brief, group):
            break
    return made


def _most(brief: Brief, group: str) -> int:
    """How many paragraphs a group gets; bear and bull are kept in proportion to one another."""
    counted = [flag.partition(":")[2] for flag in brief.flags if flag.startswith(f"{group}:")]
    return int(counted[0]) if counted else _MOST.get(group, 9)


def line(brief: Brief, key: str, told: Mapping[str, tuple[str, str]], salt: int) -> str:
    """Say one line of a table or list, with figures that belong to this line alone."""
    extra = tuple(
        BriefEntry(
            role=role, ref=ref, view=view, en=role, ja=role, period=None, basis=None, grade=None,
            sign=0, later=False,
        )
        for role, (ref, view) in told.items()
    )  # fmt: skip
    kept = tuple(entry for entry in brief.entries if entry.role not in told)
    with_line = brief.model_copy(update={"entries": (*kept, *extra)})
    id = key if "." in key else f"line.{key}"
    return grammar(brief.language).sentence(id, "line", with_line, str(salt)) or ""
