"""SEC company facts: every reported figure with its period, form, filing date and accession."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.readers.concepts import concept_of
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.reading import Limits, Refused
from kuroji.knowledge.readers.tagged import Tagged, add_statements, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?")
_NAME = 200  # characters
_TO_YEAR_END = {"Q1": 9, "Q2": 6, "Q3": 3}
_ROWS = 12  # of one piece of a table
_BAD = Refused(
    "unsupported",
    "it is JSON, but not SEC company facts",
    "bring company facts from the SEC, or the document itself",
)


def read(data: bytes, _limits: Limits) -> Draft:
    """Read the answer of the SEC's company-facts service."""
    document = _parsed(decoded(data)[0])
    facts = document.get("facts") if isinstance(document, dict) else None
    if not isinstance(facts, dict) or not facts:
        raise _BAD
    draft = Draft("company_facts", language="en")
    name = document.get("entityName")
    company = " ".join(name.split())[:_NAME] if isinstance(name, str) else ""
    draft.describe("company", company)
    draft.describe("cik", document.get("cik", ""))
    draft.describe("publisher", "SEC EDGAR")
    draft.title = f"{company} company facts (SEC XBRL)".strip()
    tagged = list(_tagged(facts))
    restated, year_end = _first_reported(tagged), _year_end(facts)
    add_statements(draft, company, tagged, "en", restated=restated, year_end=year_end)
    _add(company, facts, draft)
    return draft


def _parsed(text: str) -> Any:
    """Parse JSON that says each thing once and holds real numbers; numbers stay text."""
    try:
        return json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except RecursionError as error:
        raise Refused("too_deep", "it is nested too deeply", "bring the document itself") from error
    except ValueError as error:
        raise Refused(
            "damaged", "it is not valid JSON, or is cut short", "fetch it anew"
        ) from error


def _no_number(name: str) -> Any:
    raise Refused("damaged", f"it holds {name}, which is no number", "fetch it anew")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("damaged", "it says one thing twice with two values", "fetch it anew")
    return found


def _add(company: str, facts: dict[str, Any], draft: Draft) -> None:
    """Add one table for each concept and unit."""
    latest = ""
    unusable = 0
    for taxonomy, concepts in facts.items():
        for concept, about in concepts.items() if isinstance(concepts, dict) else ():
            label, units = _named(concept, about)
            for unit, rows in units.items():
                kept, dropped = _usable(rows)
                unusable += dropped
                if kept:
                    latest = max(latest, *(row["filed"] for row in kept))
                    _table(company, f"{taxonomy}:{concept}", label, unit, kept, draft)
    draft.published = latest or None
    if unusable:
        draft.left_out(f"figures without a usable value or date left out: {unusable}")


def _tagged(facts: dict[str, Any]) -> Iterator[Tagged]:
    """Yield the amounts of money, of each period as the newest filing reports it."""
    for taxonomy, concepts in facts.items():
        for concept, about in concepts.items() if isinstance(concepts, dict) else ():
            for unit, rows in _named(concept, about)[1].items():
                if not re.fullmatch(r"[A-Z]{3}", unit) or concept_of(concept) is None:
                    continue
                for row in sorted(_usable(rows)[0], key=lambda row: row["filed"]):
                    start = date.fromisoformat(row["start"]) if row["start"] else None
                    end = date.fromisoformat(row["end"])
                    yield Tagged(f"{taxonomy}:{concept}", start, end, Decimal(row["val"]), unit)


def _year_end(facts: dict[str, Any]) -> tuple[int, int] | None:
    """The month that closes the fiscal year, by the quarters that the filings say they are of."""
    months = Counter(
        (int(row["end"][5:7]) + _TO_YEAR_END[row["fp"]] - 1) % 12 + 1
        for concepts in facts.values()
        for concept, about in (concepts.items() if isinstance(concepts, dict) else ())
        for rows in _named(concept, about)[1].values()
        for row in _usable(rows)[0]
        if row["start"] and row["fp"] in _TO_YEAR_END
    )
    return (months.most_common(1)[0][0], 28) if months else None


def _first_reported(tagged: list[Tagged]) -> Iterator[Tagged]:
    """Yield what was first reported of each period that the newest filing reports otherwise."""
    first: dict[tuple[str, date | None, date, str], Tagged] = {}
    last = dict(first)
    for fact in tagged:
        key = (fact.tag, fact.start, fact.end, fact.currency)
        first.setdefault(key, fact)
        last[key] = fact
    for key, fact in first.items():
        if not _rounds_to(fact.value, last[key].value):
            yield fact


def _rounds_to(one: Decimal, other: Decimal) -> bool:
    """Tell whether two figures are one, given to different digits.

    >>> _rounds_to(Decimal(4130162000), Decimal(4130000000))
    True
    >>> _rounds_to(Decimal(9915000000), Decimal(9950000000))
    False
    """
    step = max(Decimal(1).scaleb(_zeros(value)) for value in (one, other))
    return abs(one - other) < step


def _zeros(value: Decimal) -> int:
    digits = f"{abs(value):f}".partition(".")[0]
    return len(digits) - len(digits.rstrip("0")) if value else 0


def _named(concept: str, about: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(about, dict) or not isinstance(about.get("units"), dict):
        return concept, {}
    label = about.get("label")
    words = " ".join(label.split())[:_NAME] if isinstance(label, str) else ""
    return words or _spaced(concept)[:_NAME], about["units"]


def _spaced(concept: str) -> str:
    """Write a concept's name in words: NetCashProvided → Net Cash Provided."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", concept)


def _usable(rows: Any) -> tuple[list[dict[str, str]], int]:
    """Keep, for each period, each value once: as the newest filing that has it reports it."""
    newest: dict[tuple[str, str, str], dict[str, str]] = {}
    dropped = 0
    for row in rows if isinstance(rows, list) else ():
        clean = _row(row)
        if clean is None:
            dropped += 1
            continue
        key = (clean["end"], clean["start"], clean["val"])
        if key not in newest or newest[key]["filed"] <= clean["filed"]:
            newest[key] = clean
    return [
        newest[key] for key in sorted(newest, key=lambda k: (k[0], k[1], newest[k]["filed"]))
    ], dropped


def _row(row: Any) -> dict[str, str] | None:
    if not isinstance(row, dict) or not _NUMBER.fullmatch(str(row.get("val"))):
        return None
    dates = {name: str(row.get(name) or "") for name in ("start", "end", "filed")}
    for text in dates.values():
        try:
            _ = date.fromisoformat(text) if text else None
        except ValueError:
            return None
    if not dates["end"] or (dates["start"] and dates["start"] > dates["end"]):
        return None
    rest = {name: str(row.get(name) or "") for name in ("fy", "fp", "form", "accn")}
    return {"val": str(row["val"]), **dates, **rest}


def _table(
    company: str, concept: str, label: str, unit: str, rows: list[dict[str, str]], draft: Draft
) -> None:
    draft.heading(1, f"{company}: {label}" if company else label)
    values = {(r["start"], r["end"]): r["val"] for r in rows}  # the newest of each period
    head = f"| {label} ({concept}) | Value | Form | Filed | Accession |\n|" + " --- |" * 5
    for lines in _in_pieces(rows):
        body = []
        for row in lines:
            newest = values[(row["start"], row["end"])] == row["val"]
            again = "" if newest else ", as first reported, since restated"
            body.append(
                f"| {label}, {_period(row)}{again} | {_figure(row['val'], unit)} | {row['form']} "
                f"| {row['filed']} | {row['accn']} |"
            )
        draft.block("\n".join([head, *body]))


def _in_pieces(rows: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    for start in range(0, len(rows), _ROWS):
        yield rows[start : start + _ROWS]


def _period(row: dict[str, str]) -> str:
    """Write a period by its dates; its kind by its length, for the filing's year is not its own."""
    if not row["start"]:
        return f"at {row['end']}"
    days = (date.fromisoformat(row["end"]) - date.fromisoformat(row["start"])).days
    kind = next(
        (
            name
            for name, low, high in (
                ("quarter", 75, 105),
                ("half-year", 165, 200),
                ("nine months", 255, 290),
                ("year", 345, 380),
            )
            if low <= days <= high
        ),
        "",
    )
    return f"{kind} {row['start']} to {row['end']}".strip()


def _figure(value: str, unit: str) -> str:
    """Write a figure in full with its unit.

    >>> _figure("-4217000000", "USD"), _figure("1.08", "USD/shares")
    ('USD -4,217,000,000', 'USD 1.08 per share')
    """
    number = f"{Decimal(value):,f}"
    if re.fullmatch(r"[A-Z]{3}", unit):
        return figure(Decimal(value), unit)
    if re.fullmatch(r"[A-Z]{3}/shares", unit):
        return f"{unit[:3]} {number} per share"
    return number if unit == "pure" else f"{number} {unit}"
