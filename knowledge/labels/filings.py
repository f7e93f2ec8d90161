"""What is certain in a filing that tags its figures: its tags, and words that cannot be misread.

A filing of hundreds of pages has every word of the business in some other sense: a valuation
allowance is no valuation, notes issued are no equity. There a label needs more than elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kuroji.knowledge.readers.concepts import ORDER
from kuroji.knowledge.readers.tagged import (
    COMPANY_FACTS,
    TAGGED_KINDS,
    is_restated,
    is_statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from kuroji.knowledge.labels.label import Label
    from kuroji.knowledge.passage import Passage, Source

# Ends the perimeter of a figure that a later filing of its company has changed.
FIRST_REPORTED = "/as first reported"
# What only others say of a company whose shares are listed, or what needs a definition of its own.
_NOT_ITS_OWN = frozenset(("valuation", "market_capitalization", "cash_burn", "bookings"))
_NEEDS = {
    "largest_customer_share": re.compile(
        r"\b(?i:an?|any|each|every|no|one|single|largest|biggest|top|major|(?:in)?direct|whose)"
        r" (?:[\w-]+ ){0,2}(?i:customer|client)s?\b|\b[Cc]ustomers? [A-Z]\b"
        r"|顧客|販売先|相手先|取引先"
    ),
    "useful_life": re.compile(
        r"server|network|gpu|data cent|comput|equipment|サーバ|設備|機器|機械", re.IGNORECASE
    ),
}
_FORBIDS = {
    "equity_raised": re.compile(r"\b(?:notes?|bonds?|debts?|borrowings?|loans?)\b|社債", re.I),
    "purchase_obligations": re.compile(
        r"\b(?:provisions?|write-?downs?|charges?|settle\w*|releases?|impair\w*)\b|引当", re.I
    ),
}
_ROW_FORBIDS = {
    "revenue": re.compile(
        r"\bsales? of (?:[\w-]+ ){0,3}"
        r"(?:investments?|securities|assets|property|equipment|business)",
        re.IGNORECASE,
    ),
    "eps": re.compile(r"\bshares used|weighted", re.IGNORECASE),
    "equity_investment": re.compile(
        r"\b(?:gains?|loss(?:es)?|income|adjustments?)\b", re.IGNORECASE
    ),
    "lease_commitments": re.compile(r"\b(?:interest|exchange|amortization|paid)\b", re.IGNORECASE),
}
_LONGEST_LIFE = 15  # years: what lasts longer is a building
_HYPOTHETICAL = re.compile(
    r"\bhypothetical|\bwould have (?:in|de)creased|constant[- ]currency|仮に|仮定した場合", re.I
)
_PAGE_NUMBER = re.compile(r"[ \t]*(?:F-)?\d{1,4}[ \t]*")
_UNSCALED = 1_000_000  # a statement in single dollars does not occur: its unit was lost
_STOP = re.compile(r"\.(?=\s|$)|。|\n")
_NEAR = 1000  # characters to look for the ends of a sentence


def is_silent(passage: Passage, source: Source) -> bool:
    """Tell whether a passage says nothing: a table of company facts under a tag that is unknown."""
    return source.kind == COMPANY_FACTS and not is_statement(passage.heading)


def certain(
    labels: Iterable[Label], passage: Passage, source: Source, tables: Sequence[tuple[int, int]]
) -> tuple[Label, ...]:
    """Return those of `labels` that hold for `source`; all of them where it tags nothing."""
    found = tuple(labels)
    if source.kind in TAGGED_KINDS and is_restated(passage.heading):
        return tuple(replace(one, perimeter=one.perimeter + FIRST_REPORTED) for one in found)
    if source.kind not in TAGGED_KINDS or is_statement(passage.heading):
        return found
    kept = [
        label
        for label in found
        if not _misread(label, passage.text, tables)
        and not _is_ahead(label, source)
        and not _is_past_forecast(label, source)
    ]
    return tuple(_without_rivals(kept))


def _is_ahead(label: Label, source: Source) -> bool:
    """Tell whether a balance is dated after its filing: it falls due, or is charged, then.

    A "balance" of a whole year is none either: it is what a year added, or one purchase brought.
    """
    if label.metric.kind != "stock" or label.period is None:
        return False
    end, made = label.period.end, _made(source)
    if end is None:
        return label.period.kind != "day"
    return (end.year, end.month) > (made.year, made.month)


def _is_past_forecast(label: Label, source: Source) -> bool:
    """Tell whether a "forecast" is of a time that was over when the filing was made."""
    end = label.period.end if label.period else None
    return label.basis in ("projected", "guidance") and end is not None and end <= _made(source)


def _made(source: Source) -> date:
    return source.published or source.read_at.date()


def _misread(label: Label, text: str, tables: Sequence[tuple[int, int]]) -> bool:
    metric, figure = label.metric.id, label.figure
    if metric in _NOT_ITS_OWN or (metric in ORDER and label.perimeter.startswith("company:")):
        return True
    if metric == "useful_life" and figure.value > _LONGEST_LIFE:
        return True
    if _PAGE_NUMBER.fullmatch(_line(text, figure.start, figure.end)):
        return True
    if any(start <= figure.start < end for start, end in tables):
        other = _ROW_FORBIDS.get(metric)
        if other and other.search(_line(text, figure.start, figure.end)):
            return True
        return figure.figure_kind == "money" and abs(figure.value) < _UNSCALED
    around = _sentence(text, figure.start, figure.end)
    needs, forbids = _NEEDS.get(metric), _FORBIDS.get(metric)
    return bool(
        (needs and not needs.search(around))
        or (forbids and forbids.search(around))
        or _HYPOTHETICAL.search(around)
    )


def _without_rivals(labels: Sequence[Label]) -> Iterator[Label]:
    """Leave out figures of one label that differ within one passage: they are its parts."""
    values: dict[tuple[object, ...], set[Decimal]] = defaultdict(set)
    for label in labels:
        values[_name(label)].add(label.figure.value)
    yield from (label for label in labels if len(values[_name(label)]) == 1)


def _name(label: Label) -> tuple[object, ...]:
    period = label.period.label if label.period else None
    return label.metric.id, label.perimeter, period, label.basis


def _sentence(text: str, start: int, end: int) -> str:
    """Return the words around a figure, to the next full stop on either side."""
    ends = [found.end() for found in _STOP.finditer(text, max(0, start - _NEAR), start)]
    after = _STOP.search(text, end, end + _NEAR)
    return text[ends[-1] if ends else 0 : after.start() if after else end + _NEAR]


def _line(text: str, start: int, end: int) -> str:
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else len(text)]
