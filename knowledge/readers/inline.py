"""What a page says about itself: title, dates, and the tags of inline XBRL."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.tagged import Tagged, add_statements
from kuroji.knowledge.readers.text import day
from kuroji.tools.calendar_days import MONTHS
from kuroji.tools.period import read_periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.readers.draft import Draft

_COVER = {
    "dei:EntityRegistrantName": "company",
    "dei:DocumentType": "form",
    "dei:DocumentPeriodEndDate": "period_end",
    "dei:CurrentFiscalYearEndDate": "fiscal_year_end",
    "dei:EntityCentralIndexKey": "cik",
    "dei:TradingSymbol": "ticker",
    "dei:DocumentFiscalYearFocus": "fiscal_year",
    "dei:DocumentFiscalPeriodFocus": "fiscal_period",
    "jpdei_cor:FilerNameInJapaneseDEI": "company",
    "jpdei_cor:DocumentTypeDEI": "form",
    "jpdei_cor:CurrentPeriodEndDateDEI": "period_end",
    "jpdei_cor:EDINETCodeDEI": "edinet_code",
    "jpdei_cor:SecurityCodeDEI": "security_code",
}
_PUBLISHED = frozenset(
    {
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "pubdate",
        "publish-date",
        "citation_publication_date",
        "og:published_time",
        "dcterms.date",
    }
)
_SITE = {
    "og:site_name": "publisher",
    "author": "author",
    "og:title": "title",
    "publisher": "publisher",
}
_WEB = re.compile(r"\.(?:htm|html|xhtml)$|^\S{1,40}-\d{8}$", re.I)


def described(tree: Any, draft: Draft) -> None:
    """Fill title, date and `meta` of `draft` from the tags that say so."""
    title = tree.find(".//title")
    words = " ".join("".join(title.itertext()).split()) if title is not None else ""
    draft.title = draft.title or (words if words and not _WEB.search(words) else None)
    language = (tree.get("lang") or tree.get("xml:lang") or "")[:2].lower()
    draft.language = language if language == "ja" else draft.language
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = tag.get("content", "")
        if name in _PUBLISHED:
            draft.published = draft.published or day(content)
        elif name in _SITE:
            draft.describe(_SITE[name], content)
    if tree.find(".//{*}ix:header") is not None or next(_tags(tree), None) is not None:
        _cover(tree, draft)


def _tags(tree: Any) -> Any:
    return tree.iter("ix:nonnumeric", "ix:nonfraction", "ix:header")


def _cover(tree: Any, draft: Draft) -> None:
    """Read the cover page of a filing, where every line is tagged."""
    draft.kind = "inline_xbrl"
    for tag in tree.iter("ix:nonnumeric"):
        name = _COVER.get(tag.get("name", ""))
        if name and name not in draft.meta:
            draft.describe(name, "".join(tag.itertext()))
    draft.published = draft.published or _signed(" ".join(" ".join(tree.itertext()).split()), draft)
    company, form = draft.meta.get("company"), draft.meta.get("form")
    if company and "publisher" not in draft.meta:
        draft.describe("publisher", company)  # a filing is its company's own word
    if company and form:
        draft.title = f"{company}, {form}, {draft.meta.get('period_end', '')}".rstrip(", ")


_SIGNED = re.compile(
    r"(?:\bDated?\s?:?|\bduly authorized,? (?:as of|on)(?: this)?)"
    r"\s{0,5}([A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4})|"
    r"【提出日】\s{0,5}((?:\d{4}|令和\s?\d{1,2})年\s?\d{1,2}月\s?\d{1,2}日)"
)


def _signed(text: str, draft: Draft) -> str | None:
    """Return the day on which a filing was signed, which is not before its period's end."""
    days = [
        period.end
        for found in _SIGNED.finditer(unicodedata.normalize("NFKC", text))
        for _, _, period in read_periods(found[1] or found[2])[:1]
        if period.kind == "day" and period.end is not None
    ]
    ends = [p.end for _, _, p in read_periods(draft.meta.get("period_end", "")) if p.end]
    later = [day for day in days if not ends or day > max(ends)]
    return max(later).isoformat() if later else None


_DIGITS = re.compile(r"\d{1,30}(?:\.\d{1,30})?")
_CURRENCY = re.compile(r"iso4217:([A-Z]{3})", re.I)
_ALONE = "nonconsolidatedmember"


@dataclass(frozen=True, slots=True)
class _Context:
    """Of which period a tag speaks; `alone` where it is the company without its subsidiaries."""

    start: date | None
    end: date
    alone: bool


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    context: str
    unit: str
    value: Decimal


@dataclass(slots=True)
class Tags:
    """The tagged figures of a filing, whose pages share the contexts that one of them holds."""

    _contexts: dict[str, _Context] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)
    _found: list[_Tag] = field(default_factory=list)

    def gather(self, tree: Any) -> None:
        """Take the tags and contexts of a page."""
        for element in tree.iter():
            if not isinstance(element.tag, str) or ":" not in element.tag:
                continue
            match element.tag.rpartition(":")[2]:
                case "context":
                    self._context(element)
                case "unit":
                    measure = next(_named(element, "measure"), None)
                    found = _CURRENCY.search(measure.text or "") if measure is not None else None
                    if found:
                        self._units[element.get("id", "")] = found[1].upper()
                case "nonfraction":
                    self._tag(element)

    def write(self, draft: Draft) -> None:
        """Add the statements of the whole company, or of it alone if it has no subsidiaries."""
        facts = list(self._facts(alone=False)) or list(self._facts(alone=True))
        company = draft.meta.get("company", "") or draft.title or ""
        language = "ja" if _is_japanese(facts) else "en"
        year_end = _month_and_day(draft.meta.get("fiscal_year_end", ""))
        add_statements(draft, company, facts, language, year_end=year_end)

    def _facts(self, *, alone: bool) -> Iterator[Tagged]:
        # Of one figure, tagged twice, the one that is rounded less comes last and counts.
        for tag in sorted(self._found, key=lambda tag: len(f"{tag.value:f}".strip("-0."))):
            context, currency = self._contexts.get(tag.context), self._units.get(tag.unit)
            if context is not None and currency and context.alone == alone:
                yield Tagged(tag.name, context.start, context.end, tag.value, currency)

    def _context(self, element: Any) -> None:
        members = [(m.text or "").rpartition(":")[2].lower() for m in _named(element, "member")]
        dates = {n: next(_named(element, n), None) for n in ("startdate", "enddate", "instant")}
        start, end, instant = (_date(dates[n]) for n in ("startdate", "enddate", "instant"))
        last = end or instant
        if last is not None and all(member == _ALONE for member in members):
            self._contexts[element.get("id", "")] = _Context(
                start if end else None, last, bool(members)
            )

    def _tag(self, element: Any) -> None:
        if element.get("nil", element.get("xsi:nil", "")) == "true":
            return
        value = _value(element)
        if value is not None:
            self._found.append(
                _Tag(
                    element.get("name", ""),
                    element.get("contextref", ""),
                    element.get("unitref", ""),
                    value,
                )
            )


def _named(element: Any, ending: str) -> Iterator[Any]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag.endswith(ending):
            yield one


def _date(element: Any) -> date | None:
    text = "" if element is None else (element.text or "").strip()
    try:
        # A time of midnight belongs to the day before.
        late = timedelta(days=1) if text.endswith("T00:00:00") else timedelta()
        return date.fromisoformat(text[:10]) - late
    except (ValueError, OverflowError):
        return None


def _value(element: Any) -> Decimal | None:
    """Return the figure under a tag with its scale and sign; None where it is no plain number."""
    scale, form = element.get("scale", "0"), element.get("format", "").lower()
    if re.fullmatch(r"-?\d{1,2}", scale) is None or not -12 <= int(scale) <= 15:
        return None
    text = unicodedata.normalize("NFKC", "".join(element.itertext())[:100])
    text = "".join(text.split())
    if "comma" in form and "decimal" in form:
        text = text.replace(".", "").replace(",", ".")
    text = text.replace(",", "")
    if "zero" in form or text in ("-", "—", "–"):
        text = "0"
    if _DIGITS.fullmatch(text) is None:
        return None
    value = Decimal(text).scaleb(int(scale))
    return -value if element.get("sign") == "-" else value


_MONTH_DAY = re.compile(r"(?:--)?(\d{1,2})[-/](\d{1,2})|([A-Z][a-z]+) (\d{1,2})")


def _month_and_day(text: str) -> tuple[int, int] | None:
    """Read the end of a fiscal year as covers write it.

    >>> _month_and_day("--05-31"), _month_and_day("1/25"), _month_and_day("December 31")
    ((5, 31), (1, 25), (12, 31))
    """
    found = _MONTH_DAY.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    month, day = found[1] or found[3], int(found[2] or found[4])
    number = int(month) if month.isdigit() else (*MONTHS, month).index(month) + 1
    return (number, day) if 1 <= number <= 12 and 1 <= day <= 31 else None


def _is_japanese(facts: list[Tagged]) -> bool:
    return any(fact.tag.startswith(("jppfs", "jpigp", "jpcrp")) for fact in facts)
