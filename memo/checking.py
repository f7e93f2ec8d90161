"""Does a memo tie out? Every hash, span, figure, calculation, slot and rendered line, offline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ledger import Assumption, Ledger
from kuroji.knowledge.passage import Passage, Source
from kuroji.knowledge.predicates import truth
from kuroji.knowledge.resolve import Unresolved, resolve
from kuroji.knowledge.slots import Malformed, Pointer, Test, slots_of, stray_digits
from kuroji.knowledge.verify import Fault, Reader, reader, untied
from kuroji.memo.assumptions import DEFAULTS, Default
from kuroji.memo.bundle import (
    Bundle,
    bundle_hash,
    sealed_passage,
    sealed_source,
    seals,
)
from kuroji.memo.figures import shown
from kuroji.memo.model import Numbered, Paragraph, Section, Table, Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what does not tie."""

    facts: int
    calculations: int
    slots: int
    faults: tuple[Fault, ...]


def check(bundle: Bundle, again: Reader | None = None) -> Checked:
    """Check a whole bundle; no settings, key, store or network take part.

    `again` reads passages anew; by default it is the reader of ingestion.
    """
    faults = tuple(faults_in(bundle, again or reader(Companies(bundle.companies))))
    slots = sum(len(slots_of(text)) for section in bundle.sections for _, text in texts_of(section))
    return Checked(len(bundle.facts), len(bundle.calculations), slots, faults)


def faults_in(bundle: Bundle, again: Reader) -> Iterator[Fault]:
    """Yield what does not tie as it is found: hashes, chain, facts, calculations, words."""
    yield from _hashes(bundle)
    try:
        ledger = bundle.ledger()
    except KeyError as error:
        yield Fault("order", f"it names {error.args[0]}, which is no entry")
        return
    yield from _chain(bundle, ledger)
    passages = {q.passage.id: q.passage for q in bundle.passages}
    sources = {c.source.id: c.source for c in bundle.sources}
    yield from untied(ledger, passages, sources, again)
    yield from _pictures(bundle, passages.values())
    yield from _witnesses(ledger, sources)
    yield from _assumed(bundle, ledger)
    yield from _header(bundle, ledger)
    for section in bundle.sections:
        for place, text in texts_of(section):
            yield from _text(bundle, ledger, place, text)


def _pictures(bundle: Bundle, passages: Iterable[Passage]) -> Iterable[Fault]:
    """Each picture shows a page that is quoted; what it shows is held by its seal alone."""
    pages = {(passage.source_id, passage.page) for passage in passages}
    for number, picture in enumerate(bundle.pictures, start=1):
        if (picture.source_id, picture.page) not in pages:
            yield Fault(f"picture {number}", "it is of a page that the memo does not quote")
        if not (picture.left < picture.right and picture.top < picture.bottom):
            yield Fault(f"picture {number}", "its sides are no part of a page")


def _assumed(bundle: Bundle, ledger: Ledger) -> Iterable[Fault]:
    """An assumption that nobody changed is the published one, in the currency of the memo."""
    for made in ledger.assumptions:
        known = DEFAULTS.get(made.name)
        if made.by == "default" and known is not None and not _published(made, known):
            yield Fault(f"assumption {made.id}", f"{made.value} {made.unit} is not the default")
        if made.currency not in (None, bundle.currency):
            yield Fault(f"assumption {made.id}", f"{made.currency} is not the memo's currency")


def _witnesses(ledger: Ledger, sources: Mapping[str, Source]) -> Iterable[Fault]:
    """Independent origins are counted from the sources as they are cited, or as their facts are.

    A figure that was told from a picture is of a lower grade than its source may be.
    """
    grades = {(fact.source_id, fact.grade) for fact in ledger.facts}
    for done in ledger.calculations:
        for row in done.inputs.get("sources", ()):
            told = {name: str(value).lstrip("'") for name, value in row.items()}
            cited = sources.get(told["id"])
            if cited is None:
                continue
            graded = {cited.grade} | {grade for id, grade in grades if id == cited.id}
            if cited.origin != told["origin"] or told["grade"] not in graded:
                yield Fault(f"calculation {done.id}", f"source {cited.id} is not of that origin")


def _published(made: Assumption, known: Default) -> bool:
    told = (made.value, made.unit, made.why_en, made.why_ja)
    return told == (known.value, known.unit, *known.why)


def _hashes(bundle: Bundle) -> Iterable[Fault]:
    if bundle_hash(bundle) != bundle.bundle_hash:
        yield Fault("bundle_hash", "the document is not the one that was sealed")
    right = seals(bundle)
    for name in sorted({*right, *bundle.seals}):
        if right.get(name) != bundle.seals.get(name):
            yield Fault(name, "it is not what was sealed")
    for quoted in bundle.passages:
        if sealed_passage(quoted.passage).sha256 != quoted.sha256:
            yield Fault(f"passage {quoted.passage.id}", "it is not the one that was sealed")
    for cited in bundle.sources:
        if sealed_source(cited.source).sha256 != cited.sha256:
            yield Fault(f"source {cited.source.id}", "it is not the one that was sealed")


def _chain(bundle: Bundle, ledger: Ledger) -> Iterable[Fault]:
    if ledger.head != bundle.ledger_head:
        yield Fault("ledger_head", f"the chain of entries ends in {ledger.head[:12]}…")
    entries = (*bundle.facts, *bundle.calculations, *bundle.assumptions, *bundle.missing)
    if len(ledger) != len(entries) or len(set(bundle.order)) != len(bundle.order):
        yield Fault("order", "it does not name every entry once")
    refused = tuple(c.id for c in ledger.calculations if c.refusal)
    if refused != bundle.refusals:
        yield Fault("refusals", "they are not those of the calculations")
    for claimed in bundle.claims:
        if ledger.fact(claimed) is None:
            yield Fault("claims", f"{claimed} is no fact of the ledger")
    for clash in bundle.contradictions:
        facts = (ledger.fact(clash.used), ledger.fact(clash.other))
        if any(f is None or f.metric != clash.metric for f in facts):
            yield Fault("contradictions", f"{clash.metric}: the two facts are not of that label")


def _header(bundle: Bundle, ledger: Ledger) -> Iterable[Fault]:
    for verdict in (bundle.verdict, *bundle.other_verdicts):
        yield from _verdict(verdict, ledger)
    if bundle.verdict.fiscal_year != bundle.fiscal_year:
        yield Fault("fiscal_year", "it is not that of the verdict")
    if not bundle.verdict.calculation.endswith(bundle.fiscal_year.lower()):
        yield Fault("fiscal_year", "it is not that of the verdict's calculation")


def _verdict(verdict: Verdict, ledger: Ledger) -> Iterable[Fault]:
    done = ledger.calculation(verdict.calculation)
    if done is None or done.outputs is None:
        yield Fault("verdict", f"there is no calculation {verdict.calculation}")
        return
    told = {"verdict": verdict.code, "rule": verdict.rule, "provisional": verdict.provisional}
    for name, value in told.items():
        right = done.outputs.get(name)
        if right != value:
            yield Fault("verdict", f"{name} is {value}, and the rubric gives {right}")
    for name in ("flags", "missing"):
        if tuple(done.outputs.get(name, ())) != getattr(verdict, name):
            yield Fault("verdict", f"{name} are not those that the rubric gives")
    grade = str(done.inputs.get("evidence_grade", "")).lstrip("'")
    if grade != verdict.evidence_grade:
        yield Fault(
            "verdict", f"its grade is {verdict.evidence_grade}, the rubric was given {grade}"
        )
    for flip in verdict.nearest_flip:
        for name in ("now", "at", "relative_change", "becomes", "rule", "driver"):
            said = resolve(ledger, f"calc:{flip.calculation}.{name}")
            right = None if isinstance(said, Unresolved) else said.value
            if right != getattr(flip, name):
                yield Fault(f"flip {flip.driver}", f"{name} is not what was calculated")


def texts_of(section: Section) -> Iterable[tuple[str, str]]:
    """Yield every text of a section with its place."""
    for number, block in enumerate(section.blocks, start=1):
        place = f"section {section.id}, block {number}"
        match block:
            case Paragraph():
                yield place, block.text
            case Table():
                yield place, block.caption
                for text in (*block.columns, *(cell for row in block.rows for cell in row)):
                    yield place, text
            case Numbered():
                for item in block.items:
                    yield place, item


def _text(bundle: Bundle, ledger: Ledger, place: str, text: str) -> Iterable[Fault]:
    for slot in slots_of(text):
        match slot:
            case Malformed():
                yield Fault(place, f"{slot.text} is no slot")
            case Test():
                if truth(ledger, slot.predicate) is not True:
                    yield Fault(place, f"“{slot.word}” is not true: {slot.predicate}")
            case Pointer():
                yield from _pointer(bundle, ledger, place, slot)
    for stray in stray_digits(text, bundle.names):
        yield Fault(place, f"“{stray}” is a figure outside a slot")


def _pointer(bundle: Bundle, ledger: Ledger, place: str, slot: Pointer) -> Iterable[Fault]:
    if slot.kind == "assume" and slot.view is None:
        if ledger.assumption(slot.id) is None:
            yield Fault(place, f"there is no assumption {slot.id}")
        return
    said = resolve(ledger, slot.ref)
    if isinstance(said, Unresolved):
        yield Fault(place, said.reason)
    elif shown(said, slot.view, bundle.language, absolute=slot.absolute) is None:
        yield Fault(place, f"{slot.ref} cannot be shown as {slot.view}")


def rendered_faults(written: str, found: str) -> tuple[Fault, ...]:
    """Compare an export with what its bundle renders to; name each line that differs."""
    right, told = written.splitlines(), found.splitlines()
    faults = [
        Fault(f"line {number}", f"it says “{_short(b)}” where the memo has “{_short(a)}”")
        for number, (a, b) in enumerate(zip(right, told, strict=False), start=1)
        if a != b
    ]
    if len(right) != len(told):
        faults.append(Fault("the end", f"it has {len(told)} lines where the memo has {len(right)}"))
    return tuple(faults)


def _short(line: str, most: int = 160) -> str:
    return line if len(line) <= most else line[: most - 1] + "…"
