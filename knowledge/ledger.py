"""The ledger: facts, assumptions, calculations and what is missing, chained by hash."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from kuroji.knowledge.passage import Grade

GENESIS = "0" * 64

Kind = Literal["flow", "stock", "ratio", "count", "duration", "price"]
Basis = Literal[
    "gaap", "ifrs", "jgaap", "non_gaap", "arr", "run_rate", "bookings", "rpo", "guidance",
    "projected", "press_reported", "survey", "estimate", "assumed",
]  # fmt: skip
Approx = Literal["exact", "about", "over", "under", "range"]


class Fact(BaseModel):
    """A quantity read from an exact span of a stored passage.

    `value` is in base units (2,000億円 is 200 000 000 000 JPY; 25.3 % is 25.3 of `percent`);
    `value_high` is the upper end of a range that the source itself gives. `scale` remembers how the
    figure was written. `period` is SPEC §3's label. `entity` is the canonical name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["fact"] = "fact"
    id: str
    entity: str
    metric: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    figure_kind: str
    kind: Kind
    basis: Basis
    currency: str | None
    scale: str
    approx: Approx
    period: str | None
    period_end: date | None
    perimeter: str
    source_id: str
    passage_id: str
    start: int
    end: int
    quote: str
    grade: Grade

    @model_validator(mode="after")
    def _span_fits_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError("span and quote differ in length")
        return self

    @model_validator(mode="after")
    def _money_has_a_currency(self) -> Self:
        if (self.figure_kind == "money") != (self.currency is not None):
            raise ValueError("money has a currency, and nothing else has")
        return self


class Assumption(BaseModel):
    """A figure that nobody reported: typed, named, marked wherever it shows, and contestable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["assumption"] = "assumption"
    id: str
    label: str
    name: str
    value: Decimal
    unit: str
    currency: str | None
    why_en: str
    why_ja: str
    by: Literal["default", "user"]


class Calculation(BaseModel):
    """A calculator's answer on ledger entries: outputs, or the refusal that it gave.

    `inputs` maps a role to an entry (`fact:ID`, `calc:ID.output`, `assume:ID`), to a list or a
    record of such, or to an option in quotes (`"=annuity"`: a leading equals sign marks a literal).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["calculation"] = "calculation"
    id: str
    calculator: str
    version: str
    inputs: dict[str, Any]
    outputs: dict[str, Any] | None
    refusal: str | None
    reason: str | None

    @model_validator(mode="after")
    def _answers_or_refuses(self) -> Self:
        if (self.outputs is None) == (self.refusal is None):
            raise ValueError("a calculation has outputs or a refusal, and not both")
        return self


class Missing(BaseModel):
    """A figure that was looked for and not found: what, why it matters, and where was looked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["missing"] = "missing"
    id: str
    entity: str
    metric: str
    period: str | None
    why_en: str
    why_ja: str
    looked_in: tuple[str, ...]
    queries: tuple[str, ...]


Entry = Annotated[Fact | Assumption | Calculation | Missing, Field(discriminator="type")]
_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


class LedgerConflict(Exception):
    """An id was appended twice with different content: a bug, since ids derive from provenance."""


class Ledger:
    """Entries in order, append only; `head` chains their canonical JSON by SHA-256."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._heads: list[str] = [GENESIS]
        for entry in entries:
            self.append(entry)

    def append(self, entry: Entry) -> Entry:
        """Add `entry` and return it; the same entry twice is one entry."""
        key = f"{entry.type}:{entry.id}"
        known = self._entries.get(key)
        if known is not None:
            if canonical(known) != canonical(entry):
                raise LedgerConflict(f"{key} is in the ledger with other content")
            return known
        self._entries[key] = entry
        self._heads.append(chained(self._heads[-1], entry))
        return entry

    @property
    def head(self) -> str:
        return self._heads[-1]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(e for e in self if isinstance(e, Fact))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return tuple(e for e in self if isinstance(e, Assumption))

    @property
    def calculations(self) -> tuple[Calculation, ...]:
        return tuple(e for e in self if isinstance(e, Calculation))

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(e for e in self if isinstance(e, Missing))

    def fact(self, id: str) -> Fact | None:
        entry = self._entries.get(f"fact:{id}")
        return entry if isinstance(entry, Fact) else None

    def assumption(self, id: str) -> Assumption | None:
        entry = self._entries.get(f"assumption:{id}")
        return entry if isinstance(entry, Assumption) else None

    def calculation(self, id: str) -> Calculation | None:
        entry = self._entries.get(f"calculation:{id}")
        return entry if isinstance(entry, Calculation) else None

    def dump(self) -> str:
        """Return the entries as JSON that `parse` reads back to the same head."""
        return written([e.model_dump() for e in self])

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(_ENTRIES.validate_python(read_json(text)))


def fact_id(metric: str, period: str | None, passage_id: str, start: int, end: int) -> str:
    """Return a fact's id: metric and period to be readable, provenance to be unique, no value."""
    place = hashlib.sha256(f"{passage_id}:{start}:{end}:{metric}".encode()).hexdigest()[:6]
    when = "".join(c if c.isalnum() else "-" for c in (period or "undated").lower())
    return f"{metric.replace('_', '-')}-{when}-{place}"


def chained(previous: str, entry: Entry) -> str:
    """Return the SHA-256 of the previous head and the canonical JSON of `entry`."""
    return hashlib.sha256((previous + canonical(entry)).encode()).hexdigest()


def canonical(entry: BaseModel) -> str:
    """Return `entry` as JSON with sorted keys and plain decimal numbers, so that equal is equal."""
    return written(entry.model_dump())


def written(value: object) -> str:
    """Return `value` as JSON: sorted keys, Decimals as plain numbers with no trailing zeros."""
    match value:
        case Decimal():
            return plain(value)
        case date():
            return json.dumps(value.isoformat())
        case Mapping():
            pairs = (
                f"{json.dumps(str(k), ensure_ascii=False)}:{written(v)}"
                for k, v in sorted(value.items())
            )
            return "{" + ",".join(pairs) + "}"
        case list() | tuple():
            return "[" + ",".join(written(v) for v in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def plain(number: Decimal) -> str:
    """Return `number` as decimal text without exponent or trailing zeros.

    >>> plain(Decimal("1.50E+3"))
    '1500'
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def read_json(text: str) -> Any:
    """Read JSON with every fractional number as a Decimal."""
    return json.loads(text, parse_float=Decimal)
