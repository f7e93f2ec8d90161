"""Re-reads and re-calculates every entry of a ledger; names each that does not tie."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.ledger import Calculation, Fact, Ledger, canonical
from kuroji.knowledge.passage import Passage, Source


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not tie: where it stands, and what is wrong, in one sentence."""

    where: str
    what: str


Reader = Callable[[Passage, Source], tuple[Fact, ...]]


def reader(companies: Companies) -> Reader:
    """Return what reads a passage again: the reader of ingestion."""
    return lambda passage, source: facts_of(passage, source, companies)


def untied(
    ledger: Ledger,
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    again: Reader,
) -> Iterator[Fault]:
    """Yield a fault for each fact that its passage does not give, and each wrong calculation."""
    yield from _facts(ledger, passages, sources, again)
    yield from _calculations(ledger)


def _facts(
    ledger: Ledger,
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    again: Reader,
) -> Iterable[Fault]:
    read: dict[str, dict[tuple[int, int], Fact]] = {}
    for fact in ledger.facts:
        passage, source = passages.get(fact.passage_id), sources.get(fact.source_id)
        if passage is None or source is None or passage.source_id != source.id:
            yield Fault(f"fact {fact.id}", "its passage or its source is not in the document")
            continue
        if passage.text[fact.start : fact.end] != fact.quote:
            yield Fault(f"fact {fact.id}", f"the passage does not say “{fact.quote}” at its span")
            continue
        if passage.id not in read:
            read[passage.id] = {(f.start, f.end): f for f in again(passage, source)}
        yield from _differs(fact, read[passage.id].get((fact.start, fact.end)))


def _differs(fact: Fact, again: Fact | None) -> Iterable[Fault]:
    if again is None:
        yield Fault(f"fact {fact.id}", f"the reader finds no labelled figure in “{fact.quote}”")
        return
    if canonical(fact) == canonical(again):
        return
    told, read = fact.model_dump(), again.model_dump()
    for name, value in told.items():
        if value != read[name]:
            what = f"{name} is {value}, and the reader finds {read[name]} in “{fact.quote}”"
            yield Fault(f"fact {fact.id}", what)


def _calculations(ledger: Ledger) -> Iterable[Fault]:
    """Do every calculation again on the entries before it."""
    again = Ledger()
    for entry in ledger:
        if not isinstance(entry, Calculation):
            again.append(entry)
            continue
        done = calculated(again, entry.id, entry.calculator, entry.inputs)
        if canonical(done) != canonical(entry):
            yield Fault(f"calculation {entry.id}", _unlike(entry, done))


def _unlike(told: Calculation, done: Calculation) -> str:
    if told.version != done.version:
        return f"it was made by version {told.version} of {told.calculator}, here is {done.version}"
    if (told.refusal, told.reason) != (done.refusal, done.reason):
        return f"it says {told.refusal or 'a result'}, and it gives {done.refusal or 'a result'}"
    names = sorted({*(told.outputs or {}), *(done.outputs or {})})
    wrong = [n for n in names if (told.outputs or {}).get(n) != (done.outputs or {}).get(n)]
    first = wrong[0] if wrong else "outputs"
    said, right = (told.outputs or {}).get(first), (done.outputs or {}).get(first)
    return f"{first} is {said}, and calculated again it is {right}"
