"""Figures that a company tagged itself → its statements as tables that need no guessing.

Every figure stands in full under the period that its tag gives, in the row of the metric that its
tag names; the tag stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from kuroji.knowledge.readers.concepts import ORDER, WIDEST, concept_of
from kuroji.tools.calendar_days import MONTHS
from kuroji.tools.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from kuroji.knowledge.readers.draft import Draft

Length = Literal["year", "half", "nine months", "quarter", "instant"]
_LENGTHS: tuple[tuple[Length, int, int], ...] = (
    ("year", 345, 380),
    ("half", 165, 200),
    ("nine months", 255, 290),
    ("quarter", 75, 105),
)
_MOST: dict[Length, int] = {"year": 12, "half": 4, "nine months": 4, "quarter": 8, "instant": 16}
_ACROSS = 4  # periods of one table
_DOWN = 9  # rows of one table, so that none is cut
COMPANY_FACTS = "company_facts"
TAGGED_KINDS = (COMPANY_FACTS, "inline_xbrl")
_TITLE = {"en": "figures as tagged in its filings", "ja": "提出書類にタグ付けされた数値"}
_FIRST = {
    "en": "figures as first reported, since restated",
    "ja": "当初に報告され、後に修正された数値",
}
_NAMES: dict[Length, tuple[str, str]] = {
    "year": ("years", "年度"),
    "half": ("half-years", "半期"),
    "nine months": ("nine months", "9か月"),
    "quarter": ("quarters", "四半期"),
    "instant": ("balances", "残高"),
}
_HEADS: dict[Length, str] = {
    "year": "Year ended {}",
    "half": "Six months ended {}",
    "nine months": "Nine months ended {}",
    "quarter": "Three months ended {}",
    "instant": "{}",
}
_FRAMEWORKS = {
    "us-gaap": "US GAAP",
    "ifrs-full": "IFRS",
    "jpigp_cor": "IFRS",
    "jppfs_cor": "日本基準",
}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A figure of the whole company under a tag; `start` is None at an instant."""

    tag: str
    start: date | None
    end: date
    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class _Said:
    place: int
    fact: Tagged


def is_statement(heading: str) -> bool:
    """Say whether a passage under `heading` is one of the tables made here."""
    return any(title in heading for title in (*_TITLE.values(), *_FIRST.values()))


def is_restated(heading: str) -> bool:
    """Say whether a passage under `heading` has figures that a later filing changed."""
    return any(title in heading for title in _FIRST.values())


def add_statements(
    draft: Draft,
    company: str,
    facts: Iterable[Tagged],
    language: str,
    *,
    restated: Iterable[Tagged] = (),
    year_end: tuple[int, int] | None = None,
) -> None:
    """Add the statements; of facts of one tag and period the last that is given counts.

    `restated` are whole years' figures of tags above as they were first reported. `year_end` is the
    month and day that close the fiscal year, where the filing says so; its parts are told by it.
    """
    rows: dict[Length, dict[tuple[str, date], _Said]] = defaultdict(dict)
    taxonomies: dict[str, None] = {}
    for fact in facts:
        known, length = concept_of(fact.tag), _length(fact)
        if known is None or length is None:
            continue
        metric, place = known
        taxonomies.setdefault(fact.tag.partition(":")[0])
        there = rows[length].get((metric, fact.end))
        if there is None or _better(metric, _Said(place, fact), there):
            rows[length][metric, fact.end] = _Said(place, fact)
    framework = next((name for t, name in _FRAMEWORKS.items() if t in taxonomies), "")
    framework = ", ".join(w for w in (framework, _last_year(rows, year_end, language)) if w)
    for length in (*(name for name, _, _ in _LENGTHS), "instant"):
        if rows[length]:
            _add(draft, (company, framework, language), length, rows[length])
    old: dict[tuple[str, date], _Said] = {}
    for fact in restated:
        metric, place = concept_of(fact.tag) or ("", 0)
        now = rows["year"].get((metric, fact.end))
        if now is not None and now.fact.tag == fact.tag and _length(fact) == "year":
            old[metric, fact.end] = _Said(place, fact)
    if old:
        _add(draft, (company, framework, language), "year", old, titles=_FIRST)


def _last_year(
    rows: Mapping[Length, Mapping[tuple[str, date], _Said]],
    year_end: tuple[int, int] | None,
    language: str,
) -> str:
    """Say when the last whole year ended; without it no quarter has a place in its year."""
    ends = [end for _, end in rows.get("year", {})]
    if not ends and year_end is not None:
        newest = max(end for said in rows.values() for _, end in said)
        month, day = year_end
        last = date(newest.year, month, min(day, 28))
        ends = [last if last <= newest else date(newest.year - 1, month, min(day, 28))]
    if not ends:
        return ""
    said = _head(max(ends), "year", ja=language == "ja")
    return f"直近の通期は{said}" if language == "ja" else f"last {said[0].lower()}{said[1:]}"


def _better(metric: str, one: _Said, there: _Said) -> bool:
    """Tell whether `one` says more of the metric than what is there.

    Of depreciation and amortisation a note tags a part as the cash flow statement does the whole.
    """
    if metric in WIDEST and one.place != there.place:
        return abs(one.fact.value) > abs(there.fact.value)
    return one.place <= there.place


def _length(fact: Tagged) -> Length | None:
    if fact.start is None:
        return "instant"
    days = (fact.end - fact.start).days
    return next((name for name, low, high in _LENGTHS if low <= days <= high), None)


def _add(
    draft: Draft,
    about: tuple[str, str, str],
    length: Length,
    said: dict[tuple[str, date], _Said],
    titles: Mapping[str, str] = _TITLE,
) -> None:
    company, framework, language = about
    ja = language == "ja"
    words = [titles["ja" if ja else "en"], _NAMES[length][ja], framework]
    draft.heading(1, f"{company}: " + ", ".join(word for word in words if word))
    ends = sorted({end for _, end in said}, reverse=True)[: _MOST[length]]
    for first in range(0, len(ends), _ACROSS):
        across = ends[first : first + _ACROSS]
        down = [metric for metric in ORDER if any((metric, end) in said for end in across)]
        for top in range(0, len(down), _DOWN):
            part = down[top : top + _DOWN]
            draft.block("\n".join(_table(part, across, said, (length, ja))))


def _table(
    metrics: Sequence[str],
    ends: Sequence[date],
    said: dict[tuple[str, date], _Said],
    shape: tuple[Length, bool],
) -> Iterator[str]:
    length, ja = shape
    heads = [_head(end, length, ja=ja) for end in ends]
    yield "| | " + " | ".join([*heads, "タグ" if ja else "Tag"]) + " |"
    yield "|" + " --- |" * (len(heads) + 2)
    for metric in metrics:
        found = [said.get((metric, end)) for end in ends]
        cells = [figure(one.fact.value, one.fact.currency) if one else "" for one in found]
        tags = dict.fromkeys(one.fact.tag for one in found if one)
        name = METRICS[metric].ja if ja else METRICS[metric].en
        yield f"| {name} | " + " | ".join([*cells, ", ".join(tags)]) + " |"


def _head(end: date, length: Length, *, ja: bool) -> str:
    if not ja:
        return _HEADS[length].format(f"{MONTHS[end.month - 1]} {end.day}, {end.year}")
    if length == "year":
        return f"{end.year}年{end.month}月期"
    words = {"half": "までの6か月", "nine months": "までの9か月", "quarter": "までの3か月"}
    return f"{end.year}年{end.month}月{end.day}日{words.get(length, '')}"


def figure(value: Decimal, currency: str) -> str:
    """Write an amount in full.

    >>> from decimal import Decimal
    >>> figure(Decimal("-4217000000"), "USD")
    'USD -4,217,000,000'
    """
    return f"{currency} {value:,f}"
