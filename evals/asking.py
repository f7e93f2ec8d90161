"""Questions with expectations on the events of their answers: language, figures, refusals."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from langchain_core.language_models import BaseChatModel
from pydantic import BaseModel, ConfigDict

from kuroji.agent.chat import Answer, Chat, Turn
from kuroji.agent.events import Event, FigureShown, Token, ToolCall
from kuroji.agent.guard import in_language
from kuroji.agent.wiring import Office
from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.knowledge.slots import slots_of, stray_digits

_LONGEST = {"en": 180, "ja": 420}
_CLOSE = Decimal("0.005")


class Case(BaseModel):
    """A question and what its answer must do.

    `opens` are ways to begin, `says` patterns of its text; `values` must be shown as the ledger has
    them, `computed` are outputs of calculations with their values, within half a per cent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    lang: Language
    opens: tuple[str, ...]
    values: tuple[Decimal, ...]
    says: tuple[str, ...]
    tools: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    computed: tuple[tuple[str, Decimal], ...] = ()
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one case gave: the answer, and everything that is wrong with it."""

    case: Case
    text: str
    faults: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return the cases of `cases/ask.jsonl`."""
    lines = (files("kuroji.evals") / "cases" / "ask.jsonl").read_text(encoding="utf-8")
    return tuple(Case.model_validate(json.loads(line)) for line in lines.splitlines() if line)


def tried(case: Case, office: Office, model: BaseChatModel) -> Outcome:
    """Ask one question and judge the events of its answer."""
    events: list[Event] = []
    earlier = [Turn(question, "") for question in case.earlier]
    answer = Chat(office, model, events.append).answer(case.question, earlier)
    faults = (
        *_of_words(case, answer), *_of_figures(case, answer, events), *_of_tools(case, events),
        *untied(answer.ledger, events),
    )  # fmt: skip
    return Outcome(case, answer.text, faults)


def _of_words(case: Case, answer: Answer) -> Iterable[str]:
    text = answer.text
    if not in_language(text, case.lang):
        yield f"the answer is not in {case.lang}"
    if not text.startswith(case.opens):
        yield f"it opens with “{text[:30]}”"
    length = len(text.split()) if case.lang == "en" else len(text)
    if length > _LONGEST[case.lang]:
        yield f"it is {length} long"
    yield from (f"it does not say {want}" for want in case.says if not re.search(want, text))


def _of_figures(case: Case, answer: Answer, events: Iterable[Event]) -> Iterable[str]:
    shown = [
        said.number
        for event in events
        if isinstance(event, FigureShown)
        and isinstance(said := resolve(answer.ledger, event.ref), Resolved)
        and said.number is not None
    ]
    yield from (f"{value} is not shown" for value in case.values if value not in shown)
    refs = {event.ref for event in events if isinstance(event, FigureShown)}
    for output, value in case.computed:
        numbers = (_number(answer.ledger, ref) for ref in refs if ref.endswith(f".{output}"))
        if not any(n is not None and abs(n - value) <= abs(value) * _CLOSE for n in numbers):
            yield f"{output} of about {value} is not shown"
    refusals = {done.refusal for done in answer.ledger.calculations}
    if case.refusal is not None and case.refusal not in refusals:
        yield f"nothing was refused with {case.refusal}"


def _number(ledger: Ledger, ref: str) -> Decimal | None:
    said = resolve(ledger, ref)
    return said.number if isinstance(said, Resolved) else None


def _of_tools(case: Case, events: Iterable[Event]) -> Iterable[str]:
    used = {event.tool for event in events if isinstance(event, ToolCall)}
    yield from (f"{tool} was not asked" for tool in case.tools if tool not in used)


def untied(ledger: Ledger, events: Iterable[Event]) -> Iterable[str]:
    """Say which sentence has a figure that is no slot, or a slot that says nothing."""
    for event in events:
        if not isinstance(event, Token):
            continue
        years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)\S*", event.text))
        strays = [s for s in stray_digits(event.text, years) if not _is_label(s)]
        yield from (f"“{stray}” stands in no slot" for stray in strays)
        for slot in slots_of(event.text):
            ref = getattr(slot, "ref", "")
            if not isinstance(resolve(ledger, ref), Resolved):
                yield f"{ref} says nothing"


def _is_label(stray: str) -> bool:
    """Dates and periods are words: FY2024, 23 September, 6月期."""
    label = r"\d{1,2}(?: [A-Z][a-z]+)?|FY\S*|\S*[年月日期]\S*|[QH]\d"
    return bool(re.fullmatch(label, stray.strip("（）()、。,.")))
