"""The memo as a document: fourteen sections of blocks whose every figure is a slot."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kuroji.knowledge.passage import Grade, Language

SectionId = Literal[
    "verdict", "bear_case", "bull_case", "what_must_be_true", "revenue_quality", "unit_economics",
    "capital_and_depreciation", "cash_and_funding", "valuation_implied", "scenarios",
    "claims_ledger", "contradictions_and_absences", "kill_criteria", "requests_to_management",
]  # fmt: skip
SECTIONS: tuple[SectionId, ...] = (
    "verdict", "bear_case", "bull_case", "what_must_be_true", "revenue_quality", "unit_economics",
    "capital_and_depreciation", "cash_and_funding", "valuation_implied", "scenarios",
    "claims_ledger", "contradictions_and_absences", "kill_criteria", "requests_to_management",
)  # fmt: skip


class Paragraph(BaseModel):
    """Prose with slots; by custom its first sentence is its claim, in bold.

    `later` marks a paragraph that uses facts later than the year judged (shown as ‡).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["paragraph"] = "paragraph"
    text: str
    later: bool = False


class Table(BaseModel):
    """A table whose cells are prose with slots."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["table"] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Numbered(BaseModel):
    """A numbered list: kill criteria, requests to management."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["numbered"] = "numbered"
    items: tuple[str, ...]


Block = Annotated[Paragraph | Table | Numbered, Field(discriminator="type")]


class Section(BaseModel):
    """One of the fourteen sections; `title` carries no number, the renderer counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: SectionId
    title: str
    blocks: tuple[Block, ...]


class Flip(BaseModel):
    """The value of one driver nearest to today's at which the verdict changes, others held.

    `calculation` is the ledger id that holds it; `at` is null where no admissible value does it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    driver: str
    calculation: str
    now: Decimal | None
    at: Decimal | None
    becomes: str | None
    rule: str | None
    relative_change: Decimal | None


class Verdict(BaseModel):
    """The rubric's answer (SPEC §6), taken from the ledger's `verdict` calculation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calculation: str
    code: Literal["R0", "R1", "R2", "R3", "R4"]
    rule: str
    provisional: bool
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    fiscal_year: str
    evidence_grade: Grade
    provisional_because: tuple[str, ...]
    stale: bool
    nearest_flip: tuple[Flip, ...]


class Memo(BaseModel):
    """A whole memo: text with slots, resolved by the ledger with `ledger_head`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    company: str
    perimeter: str
    language: Language
    as_of: date
    currency: str
    fiscal_year: str
    ledger_head: str
    verdict: Verdict
    other_verdicts: tuple[Verdict, ...]
    sections: tuple[Section, ...]
