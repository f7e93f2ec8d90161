"""A small memo on a hand-made ledger: a passage, its facts, a calculation, four texts."""

from datetime import UTC, date, datetime
from decimal import Decimal

from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.ledger import Assumption, Ledger
from kuroji.knowledge.passage import Passage, Source
from kuroji.memo.assumptions import DEFAULTS
from kuroji.memo.bundle import Bundle, Evidence, bundled
from kuroji.memo.model import SECTIONS, Memo, Numbered, Paragraph, Section, Table, Verdict

NAMES = {"Halden Compute": "Halden Compute"}
TEXT = (
    "Revenue of Halden Compute was $1,200 million in fiscal year 2024, compared with"
    " $800 million in fiscal year 2023. Operating loss was $150 million in fiscal year 2024."
    " Operating cash flow was $90 million in fiscal year 2024. Capital expenditure was"
    " $400 million in fiscal year 2024."
)
SOURCE = Source(
    id="s1", title="Annual report <2024>", publisher="Halden Compute", url="https://halden.example/",
    published=date(2025, 3, 1), read_at=datetime(2025, 3, 2, tzinfo=UTC), sha256="0" * 64,
    language="en", kind="filing", grade="A", origin="halden-10k", entity="Halden Compute",
    path=None,
)  # fmt: skip
PASSAGE = Passage(
    id="p1", source_id="s1", start=0, end=len(TEXT), text=TEXT, heading="Results", page=7,
    cells=None, language="en",
)  # fmt: skip


def ledger_of(grade: str = "A") -> Ledger:
    """The passage's facts, an assumption, and calculations on them, the verdict last."""
    source = SOURCE.model_copy(update={"grade": grade})
    ledger = Ledger(facts_of(PASSAGE, source, Companies(NAMES)))
    life = DEFAULTS["equipment_life_years"]
    ledger.append(
        Assumption(
            id=life.name, label="A1", name=life.name, value=life.value, unit=life.unit,
            currency=None, why_en=life.why[0], why_ja=life.why[1], by="default",
        )
    )  # fmt: skip
    now, then = ref(ledger, "revenue", "FY2024"), ref(ledger, "revenue", "FY2023")
    cash = ref(ledger, "operating_cash_flow", "FY2024")
    outlay = ref(ledger, "capital_expenditure", "FY2024")
    calculated(ledger, "growth", "growth_rate", {"current": now, "prior": then})
    flow = {"operating_cash_flow": cash, "capital_expenditure": outlay}
    calculated(ledger, "fcf", "free_cash_flow", flow)
    aged = {"amount": outlay, "weight": "assume:equipment_life_years"}
    calculated(ledger, "aged", "substitute", aged)
    sides = {"minuend": f"typed:{now}", "subtrahend": f"typed:{then}"}
    calculated(ledger, "mixed", "quantity_difference", sides)
    inputs = {
        "revenue": now, "operating_income": ref(ledger, "operating_income", "FY2024"),
        "operating_cash_flow": cash, "capital_expenditure": outlay,
        "evidence_grade": f"'{grade}",
    }  # fmt: skip
    calculated(ledger, "verdict-fy2024", "verdict", inputs)
    return ledger


def ref(ledger: Ledger, metric: str, period: str) -> str:
    return next(f"fact:{f.id}" for f in ledger.facts if (f.metric, f.period) == (metric, period))


def memo_of(ledger: Ledger, text: str, language: str = "en") -> Memo:
    """A memo whose verdict section says `text`, with a table and a list in two others."""
    told = ledger.calculation("verdict-fy2024")
    assert told is not None
    assert told.outputs is not None
    now = ref(ledger, "revenue", "FY2024")
    blocks = {
        "verdict": (Paragraph(text=text),),
        "scenarios": (Table(caption="", columns=("a", "b"), rows=((f"{{{{{now}}}}}", "x|y"),)),),
        "kill_criteria": (Numbered(items=(f"**Soon.** {{{{{now}}}}} is due.", "Nothing else.")),),
    }
    verdict = Verdict(
        calculation=told.id, code=told.outputs["verdict"], rule=told.outputs["rule"],
        provisional=told.outputs["provisional"], flags=tuple(told.outputs["flags"]),
        missing=tuple(told.outputs["missing"]), fiscal_year="FY2024", evidence_grade="A",
        provisional_because=(), stale=False, nearest_flip=(),
    )  # fmt: skip
    sections = tuple(
        Section(id=s, title=s, blocks=blocks.get(s, (Paragraph(text="Nothing."),)))
        for s in SECTIONS
    )
    return Memo(
        company="Halden Compute", perimeter="company:Halden Compute", language=language,
        as_of=date(2025, 6, 30), currency="USD", fiscal_year="FY2024", ledger_head=ledger.head,
        verdict=verdict, other_verdicts=(), sections=sections,
    )  # fmt: skip


def bundle_of(text: str, language: str = "en", grade: str = "A") -> Bundle:
    ledger = ledger_of(grade)
    source = SOURCE.model_copy(update={"grade": grade})
    memo = memo_of(ledger, text, language)
    memo = memo.model_copy(
        update={"verdict": memo.verdict.model_copy(update={"evidence_grade": grade})}
    )
    evidence = Evidence({"p1": PASSAGE}, {"s1": source}, NAMES, ("FY2024",), (), ())
    return bundled(memo, ledger, evidence)


REVENUE = Decimal(1_200_000_000)
