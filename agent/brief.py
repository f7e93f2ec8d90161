"""What a section's author is told: entries by role and id, without their values, and tests."""

from pydantic import BaseModel, ConfigDict

from kuroji.knowledge.passage import Language
from kuroji.memo.model import Block, SectionId


class BriefEntry(BaseModel):
    """A ledger entry that the section may point at.

    `role` is what it is to this memo ("revenue", "prior_revenue", "fcf"); `ref` is the head of its
    slot ("fact:revenue-fy2024-1a2b3c", "calc:fcf.free_cash_flow", "assume:A1"); `view` the usual
    view; `when` its period in words; `sign` that of the value (-1, 0, 1). The value is not told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    ref: str
    view: str
    en: str
    ja: str
    period: str | None
    when: str = ""
    basis: str | None
    grade: str | None
    sign: int
    later: bool


class BriefRow(BaseModel):
    """A row of a table that code has prepared (claims, contradictions, absences, flips)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str
    cells: tuple[str, ...]


class Brief(BaseModel):
    """The whole of what one section needs; sent to the model as JSON in the human message.

    `tests` maps a predicate on roles ("gt(revenue,prior_revenue)") to whether it holds. `names`
    maps words that are no figures (company, fiscal years, dates, rivals) to their text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: SectionId
    title: str
    language: Language
    company: str
    verdict_code: str
    verdict_rule: str
    provisional: bool
    flags: tuple[str, ...]
    missing: tuple[str, ...]
    entries: tuple[BriefEntry, ...]
    tests: dict[str, bool]
    names: dict[str, str]
    rows: tuple[BriefRow, ...]


class SectionDraft(BaseModel):
    """A section as its author hands it in: blocks of prose with slots."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    blocks: tuple[Block, ...]
