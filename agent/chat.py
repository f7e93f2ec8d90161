"""A question → its events: the graph gathers, the model writes, only what ties out is told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from kuroji.agent.asked import Asked, asked
from kuroji.agent.events import Done, Event, Failed, Notice, Retracted, Started
from kuroji.agent.evidence import HIDDEN
from kuroji.agent.faults import fault_of
from kuroji.agent.gate import Gate
from kuroji.agent.graph import converse
from kuroji.agent.guard import in_language, intrusions
from kuroji.agent.inquiry import Inquiry
from kuroji.agent.models import is_offline, usage_of
from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.patience import Clock, Patience
from kuroji.agent.speaking import Judge, Listener, Speaker
from kuroji.agent.telling import Teller
from kuroji.agent.toolbox import toolbox
from kuroji.agent.wiring import Office
from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language
from kuroji.prompts.render import rendered
from kuroji.tools.period import read_periods

_CALLS = 12
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,]*")
_WITHDRAWN = {
    "en": "the reply broke off, so what stands above is withdrawn; the answer begins again",
    "ja": "返答が途切れたため、上の文は取り消す。答えは初めから書き直す",
}
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
        asked_before = [turn.question for turn in earlier]
        put = asked(
            question,
            self.office.library,
            self.office.companies,
            earlier=asked_before,
            language=language,
        )
        inquiry = Inquiry(self.office, put, send, handed_in=self.handed_in)
        before = usage_of(self.model)
        text = _Answering(self, inquiry, tuple(earlier)).told()
        used = usage_of(self.model).since(before)
        if text:
            send(Done(seq=0, answer=text, cost=used.cost, usage=used))
        else:
            nothing = _nothing(put.language)
            send(Failed(seq=0, code="no_answer", message=nothing, usage=used))
        return Answer(put, text, inquiry.ledger)


def numbered(emit: Callable[[Event], None]) -> Callable[[Event], None]:
    """Return `emit` with the events numbered in order, from one."""
    count = 0

    def send(event: Event) -> None:
        nonlocal count
        count += 1
        emit(event.model_copy(update={"seq": count}))

    return send


class _Answering:
    """One question being answered."""

    def __init__(self, chat: Chat, inquiry: Inquiry, earlier: tuple[Turn, ...]) -> None:
        self.chat, self.inquiry, self.earlier = chat, inquiry, earlier
        self.clock = Clock.of(chat.office.settings.answer_seconds)
        self.speaker = self._speaker(self._faults, self._silent)

    def told(self) -> str:
        """Tell the sentences that tie, and return them as one text."""
        if is_offline(self.chat.model):
            self._by_rule()
        else:
            self._by_model()
        return self.speaker.text.strip()

    def _by_model(self) -> None:
        """The model's answer, once mended where it does not tie; else the offline analyst's."""
        try:
            faults = self._asked("question", {"question": self.inquiry.asked.question})
            if faults and not self._silent():
                code = "held_back" if self.speaker.told else "mended"
                self._notice(code, f"the answer was held back, because {faults[0]}")
                faults = self._mended(faults)
        except Exception as error:  # noqa: BLE001 - a stranger's code: any failure of a model
            self._failed_for_good(error)
            return
        if self.speaker.told:
            for fault in faults:
                self._notice("held_back", f"a sentence was held back, because {fault}")
        elif self._silent():
            code = "handed_in" if self.inquiry.handed_in else "tainted"
            self._instead(code, _REASONS[code])
        else:
            self._instead("untied", f"its second answer did not tie either: {faults[0]}")

    def _mended(self, faults: tuple[str, ...]) -> tuple[str, ...]:
        values = {"faults": "\n".join(f"- {fault}" for fault in faults)}
        if not self.speaker.told:
            return self._asked("mend", values)
        standing = "".join(self.speaker.told).strip()
        return self.speaker.add(self._ask("go_on", {**values, "told": standing}, ()))

    def _failed_for_good(self, error: Exception) -> None:
        code, message = fault_of(error)
        if self.speaker.told:  # each of these ties; only what would have followed is missing
            self._notice(code, f"the rest of the answer is missing: {message}")
        else:
            self._instead(code, message)

    def _silent(self) -> bool:
        return self.inquiry.handed_in or self.inquiry.tainted

    def _instead(self, code: str, reason: str) -> None:
        self._notice(code, f"answered by the offline analyst: {reason}")
        self._by_rule()

    def _by_rule(self) -> None:
        """The offline analyst's sentences; one that does not tie is left out and named."""
        messages = self._messages("question", {"question": self.inquiry.asked.question})
        text = converse(
            OfflineAnalyst(),
            toolbox(self.inquiry),
            messages,
            calls=_CALLS,
            patience=Patience(Clock.without_end(), 0),
        )
        gate = self._gate(judged=False)
        speaker = self._speaker(lambda _, sentence: gate.faults(sentence), silent=lambda: False)
        for fault in speaker.add(text):
            self._notice("held_back", f"a sentence was held back, because {fault}")
        self.speaker = speaker

    def _asked(self, prompt: str, values: dict[str, str]) -> tuple[str, ...]:
        """Ask, tell the answer as it is written, and return why it stopped, if it did."""
        listener = Listener(self.speaker)
        try:
            text = self._ask(prompt, values, (listener,))
        except Exception:
            listener.close()
            self.speaker.begin()
            raise
        return self.speaker.finish(text)

    def _ask(self, prompt: str, values: dict[str, str], listeners: Sequence[Listener]) -> str:
        return converse(
            self.chat.model,
            toolbox(self.inquiry),
            self._messages(prompt, values),
            calls=_CALLS,
            patience=Patience(self.clock, self.chat.office.settings.retries, self._failed),
            listeners=listeners,
        )

    def _speaker(self, judge: Judge, silent: Callable[[], bool]) -> Speaker:
        inquiry, language = self.inquiry, self.inquiry.asked.language

        def teller() -> Teller:
            held, send = inquiry.handed_in, inquiry.emit
            return Teller(inquiry.ledger, language, inquiry.sources, send, withheld=held)

        return Speaker(language, judge, teller, silent, self._withdrawn)

    def _withdrawn(self) -> None:
        self.inquiry.emit(Retracted(seq=0, message=_WITHDRAWN[self.inquiry.asked.language]))

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

    def _faults(self, before: str, sentence: str) -> tuple[str, ...]:
        """What does not tie, or does not belong, in a model's sentence after those `before` it."""
        put = self.inquiry.asked
        found = [*self._gate(judged=True).faults(sentence)]
        shown = [passage.text for passage in self.inquiry.shown.values()]
        found += intrusions(before + sentence, shown, put.question)
        named = re.compile("|".join(map(re.escape, (*put.companies, *put.spoken_of))) or "(?!)")
        if not in_language(named.sub("", before + sentence), put.language):
            found.append("it is not in the language of the question")
        if not self.inquiry.looked:
            found.append("nothing was looked up for it")
        return tuple(dict.fromkeys(found))

    def _notice(self, code: str, message: str) -> None:
        self.inquiry.emit(Notice(seq=0, code=code, message=message))


def _nothing(language: Language) -> str:
    return {
        "en": "no sentence of the answer ties out; name a company and a metric of the store",
        "ja": "裏付けの取れる文がない。会社と指標を挙げて尋ね直す",
    }[language]
