"""Memo, ledger, quoted passages and sources as one JSON document that verifies by itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from kuroji.knowledge.ledger import (
    Assumption,
    Calculation,
    Entry,
    Fact,
    Ledger,
    Missing,
    read_json,
    written,
)
from kuroji.knowledge.passage import Language, Passage, Source
from kuroji.memo.model import Memo, Section, Verdict
from kuroji.memo.places import Picture


class Unopened(BaseModel):
    """Why a file is no memo bundle: one sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str


class QuotedPassage(BaseModel):
    """A passage that a fact quotes, and the SHA-256 of its text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passage: Passage
    sha256: str


class CitedSource(BaseModel):
    """A source of the memo, and the SHA-256 of its canonical JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Source
    sha256: str


class Contradiction(BaseModel):
    """Two facts of equal label that differ; `used` is the one that the memo stands on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    period: str
    used: str
    other: str


class Bundle(BaseModel):
    """`memo.json` (SPEC §8): whatever is needed to check every figure, offline and for good.

    `order` is the order of the ledger's entries, which the chain of hashes needs. `seals` holds a
    hash for each field that neither re-reading nor recalculation could tell; `bundle_hash` is that
    of all the other fields. `pictures` show where figures stand on the pages of their sources.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1]
    company: str
    perimeter: str
    language: Language
    as_of: date
    currency: str
    fiscal_year: str
    verdict: Verdict
    other_verdicts: tuple[Verdict, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    calculations: tuple[Calculation, ...]
    assumptions: tuple[Assumption, ...]
    refusals: tuple[str, ...]
    missing: tuple[Missing, ...]
    contradictions: tuple[Contradiction, ...]
    claims: tuple[str, ...]
    sources: tuple[CitedSource, ...]
    passages: tuple[QuotedPassage, ...]
    pictures: tuple[Picture, ...] = ()
    companies: dict[str, str]
    names: tuple[str, ...]
    order: tuple[str, ...]
    ledger_head: str
    seals: dict[str, str]
    bundle_hash: str

    @model_serializer(mode="wrap")
    def _without_no_pictures(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out pictures where there are none: memos sealed before them still hold."""
        fields: dict[str, Any] = whole(self)
        if not self.pictures:
            fields.pop("pictures", None)
        return fields

    def ledger(self) -> Ledger:
        """Return the ledger in its order; raise KeyError where `order` names no entry."""
        there: list[Entry] = []
        for entries in (self.facts, self.calculations, self.assumptions, self.missing):
            there.extend(entries)
        by_key = {f"{entry.type}:{entry.id}": entry for entry in there}
        return Ledger(by_key[key] for key in self.order)

    def memo(self) -> Memo:
        return Memo(
            schema_version=1,
            company=self.company,
            perimeter=self.perimeter,
            language=self.language,
            as_of=self.as_of,
            currency=self.currency,
            fiscal_year=self.fiscal_year,
            ledger_head=self.ledger_head,
            verdict=self.verdict,
            other_verdicts=self.other_verdicts,
            sections=self.sections,
        )

    def dump(self) -> str:
        """Return the document as JSON, one field on each line."""
        fields = self.model_dump()
        lines = (f"{written(name)}:{written(fields[name])}" for name in sorted(fields))
        return "{\n" + ",\n".join(lines) + "\n}\n"

    @classmethod
    def parse(cls, text: str) -> Self | Unopened:
        """Read `memo.json`; what it is not comes back as a sentence."""
        try:
            found = read_json(text)
        except (ValueError, RecursionError) as error:
            return Unopened(reason=f"it is not JSON ({error})")
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            return Unopened(reason=f"{place or 'the document'}: {first['msg']}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a memo's ledger quotes, and what its text may name."""

    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    companies: Mapping[str, str]
    names: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    claims: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()


def bundled(memo: Memo, ledger: Ledger, evidence: Evidence) -> Bundle:
    """Bind a memo with its ledger and what that quotes, and seal it with hashes."""
    quoted = sorted({fact.passage_id for fact in ledger.facts})
    cited = sorted({fact.source_id for fact in ledger.facts})
    fields: dict[str, Any] = {
        **memo.model_dump(),
        "facts": ledger.facts,
        "calculations": ledger.calculations,
        "assumptions": ledger.assumptions,
        "refusals": tuple(c.id for c in ledger.calculations if c.refusal),
        "missing": ledger.missing,
        "contradictions": evidence.contradictions,
        "claims": evidence.claims,
        "sources": tuple(sealed_source(evidence.sources[i]) for i in cited),
        "passages": tuple(sealed_passage(evidence.passages[i]) for i in quoted),
        "pictures": evidence.pictures,
        "companies": dict(evidence.companies),
        "names": evidence.names,
        "order": tuple(f"{entry.type}:{entry.id}" for entry in ledger),
        "ledger_head": ledger.head,
        "seals": {},
        "bundle_hash": "",
    }
    open_bundle = Bundle.model_validate(fields)
    sealed = open_bundle.model_copy(update={"seals": seals(open_bundle)})
    return sealed.model_copy(update={"bundle_hash": bundle_hash(sealed)})


def bundle_hash(bundle: Bundle) -> str:
    """Return the SHA-256 of the canonical JSON of all fields but the hash itself."""
    return _sha(written(bundle.model_dump(exclude={"bundle_hash"})))


# Facts are proved by reading their spans again, the order by chaining again.
_PROVED = {"facts", "order", "ledger_head", "seals", "bundle_hash"}


def seals(bundle: Bundle) -> dict[str, str]:
    """Return the SHA-256 of each field that is not proved by doing it again."""
    fields = bundle.model_dump(exclude=_PROVED)
    return {name: _sha(written(value)) for name, value in fields.items()}


def sealed_passage(passage: Passage) -> QuotedPassage:
    return QuotedPassage(passage=passage, sha256=_sha(written(passage.model_dump())))


def sealed_source(source: Source) -> CitedSource:
    return CitedSource(source=source, sha256=_sha(written(source.model_dump())))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
