"""A question → its events: the graph gathers, the model writes, only what ties out is told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from kuroji.agent.asked import Asked, asked
from kuroji.agent.events import Done, Event, Failed, Notice, Started
from kuroji.agent.evidence import HIDDEN
from kuroji.agent.faults import fault_of
from kuroji.agent.gate import Gate
from kuroji.agent.graph import converse
from kuroji.agent.guard import in_language, intrusions
from kuroji.agent.inquiry import Inquiry
from kuroji.agent.models import is_offline
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.telling import Teller
from kuroji.agent.toolbox import toolbox
from kuroji.agent.wiring import Office
from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language
from kuroji.knowledge.slots import sentences
from kuroji.prompts.render import rendered
from kuroji.tools.period import read_periods

_CALLS = 12
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,]*")
_REASONS = {
    "handed_in": "a document that came with the question is answered from its figures alone",
    "tainted": "a document among the evidence gives orders, so the answer is written by rule",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the same conversation, and what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told: the text as a reader sees it, and the ledger that it stands on."""

    asked: Asked
    text: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Chat:
    """Answers questions from one office; `emit` gets every event in order, numbered from one.

    `handed_in` says that the office's documents came with the question. The model may then look,
    but the sentences are those of the offline analyst.
    """

    office: Office
    model: BaseChatModel
    emit: Callable[[Event], None]
    handed_in: bool = False

    def answer(
        self,
        question: str,
        earlier: Sequence[Turn] = (),
        *,
        language: Language | None = None,
        run: str = "",
    ) -> Answer:
        """Answer one question; the last event is `done` or `error`."""
        send = numbered(self.emit)
        name = "offline" if is_offline(self.model) else self.office.settings.model
        send(Started(seq=0, run=run, analyst=name))
        before = [turn.question for turn in earlier]
        put = asked(
            question,
            self.office.library,
            self.office.companies,
            earlier=before,
            language=language,
        )
        inquiry = Inquiry(self.office, put, send, handed_in=self.handed_in)
        text = _Answering(self, inquiry, tuple(earlier)).told()
        if text:
            send(Done(seq=0, answer=text))
        else:
            send(Failed(seq=0, code="no_answer", message=_nothing(put.language)))
        return Answer(put, text, inquiry.ledger)


def numbered(emit: Callable[[Event], None]) -> Callable[[Event], None]:
    """Return `emit` with the events numbered in order, from one."""
    count = 0

    def send(event: Event) -> None:
        nonlocal count
        count += 1
        emit(event.model_copy(update={"seq": count}))

    return send


@dataclass(frozen=True, slots=True)
class _Answering:
    """One question being answered."""

    chat: Chat
    inquiry: Inquiry
    earlier: tuple[Turn, ...]

    def told(self) -> str:
        """Tell the sentences that tie, and return them as one text."""
        inquiry, language = self.inquiry, self.inquiry.asked.language
        kept = self._written()
        teller = Teller(
            inquiry.ledger, language, inquiry.sources, inquiry.emit, withheld=inquiry.handed_in
        )
        return "".join(teller.tell(sentence) for sentence in kept).strip()

    def _written(self) -> tuple[str, ...]:
        """The model's answer if it ties, once mended; else the offline analyst's."""
        if is_offline(self.chat.model):
            return self._by_rule()
        try:
            text = self._ask("question", {"question": self.inquiry.asked.question})
            faults = self._faults(text)
            if faults:
                self._notice("mended", f"the answer was held back, because {faults[0]}")
                text = self._ask("mend", {"faults": "\n".join(f"- {fault}" for fault in faults)})
                faults = self._faults(text)
        except Exception as error:  # noqa: BLE001 - a stranger's code: any failure of a model
            code, message = fault_of(error)
            return self._instead(code, message)
        if self.inquiry.handed_in or self.inquiry.tainted:
            code = "handed_in" if self.inquiry.handed_in else "tainted"
            return self._instead(code, _REASONS[code])
        if faults:
            return self._instead("untied", f"its second answer did not tie either: {faults[0]}")
        return sentences(text, self.inquiry.asked.language)

    def _instead(self, code: str, reason: str) -> tuple[str, ...]:
        self._notice(code, f"answered by the offline analyst: {reason}")
        return self._by_rule()

    def _by_rule(self) -> tuple[str, ...]:
        """The offline analyst's sentences; one that does not tie is left out and named."""
        messages = self._messages("question", {"question": self.inquiry.asked.question})
        text = converse(
            OfflineAnalyst(),
            toolbox(self.inquiry),
            messages,
            calls=_CALLS,
            retries=0,
            on_failure=lambda _: None,
        )
        kept, gate = [], self._gate(judged=False)
        for sentence in sentences(text, self.inquiry.asked.language):
            faults = gate.faults(sentence)
            for fault in faults:
                self._notice("held_back", f"a sentence was held back, because {fault}")
            if not faults:
                kept.append(sentence)
        return tuple(kept)

    def _ask(self, prompt: str, values: dict[str, str]) -> str:
        settings = self.chat.office.settings
        return converse(
            self.chat.model,
            toolbox(self.inquiry),
            self._messages(prompt, values),
            calls=_CALLS,
            retries=settings.retries,
            on_failure=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._notice("retry", f"a reply could not be used: {fault_of(error)[1]}")

    def _messages(self, prompt: str, values: dict[str, str]) -> list[BaseMessage]:
        put = self.inquiry.asked
        language = {"en": "English", "ja": "Japanese"}[put.language]
        history: list[BaseMessage] = []
        for turn in self.earlier:
            history.append(HumanMessage(content=turn.question))
            history.append(AIMessage(content=_FIGURE.sub(HIDDEN, turn.answer)))
        text = rendered(prompt, {**values, "context": put.context})
        return [
            SystemMessage(content=rendered("analyst", {"language": language})),
            *history,
            HumanMessage(content=text),
        ]

    def _gate(self, *, judged: bool) -> Gate:
        """The gate; a live model's words are `judged` against the passages of their figures."""
        periods = read_periods(self.inquiry.asked.question)
        typed = {period.label.removeprefix("FY") for _, _, period in periods}
        allowed = frozenset(name for name in self.inquiry.names | typed if name)
        quoted = self.inquiry.passages if judged else {}
        return Gate(self.inquiry.ledger, self.inquiry.asked.language, allowed, quoted)

    def _faults(self, text: str) -> tuple[str, ...]:
        """What does not tie, or does not belong, in a model's whole answer."""
        put = self.inquiry.asked
        gate = self._gate(judged=True)
        found = [f for s in sentences(text, put.language) for f in gate.faults(s)]
        shown = [passage.text for passage in self.inquiry.shown.values()]
        found += intrusions(text, shown, put.question)
        if not in_language(text, put.language):
            found.append("it is not in the language of the question")
        return tuple(dict.fromkeys(found))

    def _notice(self, code: str, message: str) -> None:
        self.inquiry.emit(Notice(seq=0, code=code, message=message))


def _nothing(language: Language) -> str:
    return {
        "en": "no sentence of the answer ties out; name a company and a metric of the store",
        "ja": "裏付けの取れる文がない。会社と指標を挙げて尋ね直す",
    }[language]
