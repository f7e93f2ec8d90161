"""What a page says about itself: title, dates, and the cover tags of inline XBRL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.text import day

if TYPE_CHECKING:
    from kuroji.knowledge.readers.draft import Draft

_COVER = {
    "dei:EntityRegistrantName": "company",
    "dei:DocumentType": "form",
    "dei:DocumentPeriodEndDate": "period_end",
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
    company, form = draft.meta.get("company"), draft.meta.get("form")
    if company and form:
        draft.title = f"{company}, {form}, {draft.meta.get('period_end', '')}".rstrip(", ")
