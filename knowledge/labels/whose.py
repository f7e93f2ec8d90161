"""Whose figure it is: the company, and the segment or product where the words narrow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kuroji.knowledge.aliases import is_company
from kuroji.knowledge.common_words import LOANWORDS
from kuroji.knowledge.labels.frames import words
from kuroji.knowledge.labels.segments import DIVISIBLE, PLAIN, PROPER, segment_of
from kuroji.knowledge.labels.sentences import COMPANY as C
from kuroji.knowledge.labels.sentences import FIGURE as F
from kuroji.knowledge.labels.setting import RESEARCHERS

if TYPE_CHECKING:
    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.attaching import Claim
    from kuroji.knowledge.labels.sentences import Sentence
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.tools.metrics import Metric

INDUSTRY = words(
    """required_revenue revenue_gap ai_spending genai_spending ai_model_spending economic_effect
    ai_infrastructure_spending value_potential public_support public_private_investment
    ai_use_share ai_policy_share zero_return_share pilot_success_share abandoned_share
    scrapped_share interviews cancelled_share above_expectation_share ebit_effect_share
    productivity_gain gdp_gain respondents present_value_of_gains understated_depreciation
    digital_services_balance"""
)
_SHARED = words(
    """capital_expenditure depreciation price_change power_capacity equity_raised
    stock_based_compensation debt_raised research_and_development"""
)
_OF_OTHERS = words("""largest_customer_share two_largest_customers_share revenue_share_paid""")
_OWNED = re.compile(rf"({C}+)(?:[’']s?)?\s+(?:own\s+)?(?:[\w%.’'&-]+\s+){{0,4}}$")
_OWNED_AFTER = re.compile(rf"^\s+(?:of|at|for)\s+({C}+)")
_STRANGER = re.compile(
    r"\b((?:[A-Z][\w&.-]*\s+){0,3}[A-Z][\w&.-]*)(?:[’']s|[’'](?=\s))\s+(?:own\s+)"
    r"?(?:[\w%.’'-]+\s+){0,3}$"
)
_STRANGER_JA = re.compile(
    r"((?:株式会社)?[一-鿿ァ-ヺーA-Za-z]{1,20}社)の[^、。は]{0,12}$|"
    r"(株式会社[一-鿿ァ-ヺーA-Za-z]{2,20})の[^、。は]{0,12}$"
)
_ASIDE = re.compile(
    r"\b(?:on|in|with|from|to|by|of|against|between|for|into|over|including|via|at|than|like|and|"
    r"paid|pays) (?:the )?$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:同|当|会|各|両|子会|他|一|親会|数|全|自|本)社$|会社$"
    r"|^(?:(?:The|A|An|Its|In|It)\b|(?:Company|Group|Management)$)"
)
_TOPIC_JA = re.compile(r"^(?:また|一方|なお)?、?([ァ-ヺー・]{2,14})(?:の|は|が|も)")
_ASIDE_JA = re.compile(r"^(?:へ|向け|との|と(?!は)|に|を|から|関連|製|分)")
_OURS = words("""it we they he she the its our their this that management company group and""")
_NOUNS = words("""Hyperscalers Companies Investors Customers Guidance Sales Revenue Management""")
_ASIDE_CLAUSE = re.compile(rf"(?<!{F}), (?:which|whose|who) [^,;]*$")
_DOES = re.compile(
    rf"^(?:(?:In|For|By|At|During|As of|On)\s+[^,]{{0,30}},?\s+)?(?:{C}+[’']s\s+)"
    rf"?(?P<who>(?:[A-Z][\w.+-]*\s){{1,3}})"
    r"(?:passed|had|has|reached|earned|generated|posted|reported|recorded|booked|lost|made|brought|"
    r"achieved|exceeded|surpassed|delivered|contributed|topped|hit|grew)\b",
)


def whose(
    sentence: Sentence, claim: Claim, setting: Setting, subject: str | None, companies: Companies
) -> tuple[str, str] | None:
    """Return entity and perimeter of a figure, or nothing where no company is known.

    A company that owns the metric ("Oracle’s revenue") comes before the one that the sentence
    starts with, that before the heading's and the document's.
    """
    if claim.metric.id.removesuffix("_growth") in INDUSTRY:
        return market(setting, companies)
    if _is_aside(sentence, claim):
        return None
    entity = _owner(sentence, claim) or _stranger(sentence, claim, companies)
    if entity is None:
        if claim.metric.id in _OF_OTHERS:
            entity = setting.entity
        entity = entity or _subject(sentence, claim, companies)
        if claim.metric.kind != "price":
            entity = entity or subject
        entity = entity or setting.entity
    if entity is None:
        return None
    parent = companies.accounts(entity).parent
    if parent:
        return parent, f"segment:{parent}/{entity}"
    if not is_one(entity, companies):
        return (entity, f"industry:{entity}") if of_market(claim.metric) else None
    part = segment_of(sentence, claim) or _doer(sentence, claim)
    if part == "":
        return None
    return entity, f"segment:{entity}/{part}" if part else f"company:{entity}"


def market(setting: Setting, companies: Companies) -> tuple[str, str]:
    """The market or group that a figure of the industry is about."""
    entity = setting.entity or "AI market"
    if is_one(entity, companies):
        entity = "AI market"
    return entity, f"industry:{entity}"


def is_one(entity: str, companies: Companies) -> bool:
    """Tell whether `entity` is one company, not a market, a country or a group of them."""
    return companies.known(entity) or is_company(entity)


def of_market(metric: Metric) -> bool:
    """Tell whether a market or a group of companies can have the metric as one figure."""
    stem = metric.id.removesuffix("_growth")
    return stem in INDUSTRY or stem in _SHARED or metric.kind in ("price", "count", "duration")


def _is_aside(sentence: Sentence, claim: Claim) -> bool:
    """A relative clause speaks of what stands before it: Ask Sage, which has revenue of."""
    if claim.mention is None or sentence.japanese:
        return False
    return bool(_ASIDE_CLAUSE.search(sentence.masked[: claim.mention.start]))


def _doer(sentence: Sentence, claim: Claim) -> str | None:
    """A subject that is no known company: its proper name is a product or segment of the company.

    A common noun ("the offering", "hyperscalers") gives "": then nobody is known to have done it.
    """
    first = sentence.at(claim.figure)[0]
    if claim.mention is not None:
        first = min(first, claim.mention.start)
    found = None if sentence.japanese else _DOES.match(sentence.masked[:first])
    if found is None:
        return None
    words = [w for w in found["who"].split() if w.strip(C) not in ("", "’s", "'s")]
    if not words or words[0].lower() in _OURS or (C in found["who"] and not words[0][0].isupper()):
        return None
    if all(PROPER.fullmatch(w) for w in words) and (len(words) > 1 or words[0] not in _NOUNS):
        return " ".join(words)
    return "" if claim.metric.id in DIVISIBLE else None


def _owner(sentence: Sentence, claim: Claim) -> str | None:
    """The company right before the metric's name, or after it with of."""
    mention = claim.mention
    if mention is None:
        return None
    before = _OWNED.search(sentence.masked[: mention.start])
    after = _OWNED_AFTER.match(sentence.masked[mention.end :])
    for company in sentence.companies:
        if before and company.start <= before.start(1) < company.end:
            return company.name
        if after and company.start <= mention.end + after.start(1) < company.end:
            return company.name
    return None


def _stranger(sentence: Sentence, claim: Claim, companies: Companies) -> str | None:
    """A company that the table does not know, but the grammar shows: Borealis’s revenue."""
    if claim.mention is None:
        return None
    left = sentence.masked[: claim.mention.start]
    found = (_STRANGER_JA if sentence.japanese else _STRANGER).search(left)
    name = next((group for group in found.groups() if group), "") if found else ""
    if not name or _NOBODY.search(name) or name.lower() in PLAIN:
        return None
    return companies.canonical(name)


def _katakana_name(written: str, companies: Companies) -> str | None:
    """A katakana word that opens a sentence as its topic, where it is no loanword."""
    if written in LOANWORDS:
        return None
    return companies.called(written) or written


def _subject(sentence: Sentence, claim: Claim, companies: Companies) -> str | None:
    """The first company before the figure that the sentence speaks of, not to or about."""
    known = next(iter(subjects(sentence, sentence.at(claim.figure)[0])), None)
    if known is None and sentence.japanese:
        found = _TOPIC_JA.match(sentence.masked)
        return _katakana_name(found[1], companies) if found else None
    return known


def speaker(sentence: Sentence) -> str | None:
    """Return the company that a sentence is about, for the sentence after it."""
    for company in sentence.companies:
        if company.name in subjects(sentence, len(sentence.text)):
            after = sentence.text[company.end :]
            if not sentence.japanese or re.match("[はがもで、]|では", after):
                return company.name
    return None


def subjects(sentence: Sentence, before: int) -> list[str]:
    """Return the companies before a place that can be the subject: none after a preposition."""
    kept = []
    for company in sentence.companies:
        left, right = sentence.text[: company.start], sentence.text[company.end :]
        if company.end > before or company.name in RESEARCHERS:
            continue
        aside = _ASIDE_JA.match(right) if sentence.japanese else _ASIDE.search(left)
        if not aside:
            kept.append(company.name)
    return kept
