"""The bodies of `kuroji ask` and `kuroji chat`: events → lines on a terminal, or JSON lines."""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kuroji.agent.chat import Answer, Chat
from kuroji.agent.events import (
    EVENTS,
    Citation,
    Event,
    Failed,
    FigureShown,
    Notice,
    Retracted,
    Token,
)
from kuroji.agent.handed_in import answer_on
from kuroji.agent.models import is_offline, usage_of
from kuroji.agent.records import RecordsError
from kuroji.agent.sessions import Asking, Sessions
from kuroji.agent.telling import plain_text
from kuroji.commands.configuring import configured
from kuroji.commands.costs import told
from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.commands.opening import asked_model, opened
from kuroji.console import aside, fail, say
from kuroji.knowledge.ledger import Assumption
from kuroji.knowledge.passage import Language
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.memo.figures import shown

_NOTE = re.compile(r"\[\^(\d+)\]")
_FORMATS = ("text", "html", "markdown", "csv")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def ask(question: str, *, language: Language | None, max_cost: str | None, as_json: bool) -> None:
    """Answer one question, with its sources."""
    if not question.strip():
        fail('the question is empty; write kuroji ask "…"', as_json=as_json, code="InvalidInput")
    office = opened(quiet=as_json, max_cost=max_cost)
    model = asked_model(office.settings, as_json=as_json)
    screen = _Screen(as_json=as_json)
    answer = Chat(office, model, screen.show).answer(question, language=language)
    if as_json:
        if not answer.text:
            fail("no answer ties out", code="no_answer")
        return
    screen.sources(answer)
    if not answer.text:
        fail(screen.failure or "no answer ties out")
    if is_offline(model):
        aside("answered by the offline analyst (no OPENAI_API_KEY); cost: none")
    else:
        aside(told(usage_of(model)))


def ask_lines() -> None:
    """Answer JSON lines {doc, question, format, lang}, each from its own document alone."""
    model = asked_model(configured(), as_json=True)

    def answered(item: Mapping[str, object]) -> Mapping[str, object]:
        format, lang = item.get("format", "text"), item.get("lang")
        if format not in _FORMATS:
            raise LineError(f'"format" must be one of {", ".join(_FORMATS)}')
        made = answer_on(
            text_of(item, "doc"),
            text_of(item, "question"),
            model=model,
            format=str(format),
            language="ja" if lang == "ja" else "en" if lang == "en" else None,
        )
        return {"answer": made.answer, "warnings": list(made.warnings), "csv": made.csv}

    answer_lines(answered, sys.stdin.buffer, sys.stdout.buffer)


def chat(
    *, resume: str | None, language: Language | None, max_cost: str | None, as_json: bool
) -> None:
    """Hold a conversation; each question and event is on disk before it is shown."""
    office = opened(quiet=as_json, max_cost=max_cost)
    model = asked_model(office.settings, as_json=as_json)
    try:
        sessions = Sessions.open(office.settings.home)
    except RecordsError as error:
        fail(str(error), as_json=as_json)
    if resume is not None and not sessions.known(resume):
        known = ", ".join(id for id, _, _ in sessions.conversations()[:5]) or "none yet"
        fail(f"there is no conversation {resume}; there are: {known}", as_json=as_json)
    conversation = resume or sessions.begin()
    talk = _Talk(Chat(office, model, lambda _: None), sessions, conversation, language, as_json)
    talk.greet(resumed=resume is not None)
    talk.take_up()
    for question in _typed():
        talk.turn(sessions.ask(conversation, question))
    if not as_json:
        if not is_offline(model):
            aside(told(usage_of(model)))
        aside(f"resume with: kuroji chat --resume {conversation}")


def _typed() -> Iterable[str]:
    """The lines typed, or piped in, until there are no more."""
    while True:
        if sys.stdin.isatty():
            print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip() in ("exit", "quit", ":q"):
            return
        if line.strip():
            yield line.strip()


class _Talk:
    """One conversation on a terminal."""

    def __init__(
        self,
        chat: Chat,
        sessions: Sessions,
        conversation: str,
        language: Language | None,
        as_json: bool,
    ) -> None:
        self._chat, self._sessions, self._id = chat, sessions, conversation
        self._language, self._as_json = language, as_json

    def greet(self, *, resumed: bool) -> None:
        if self._as_json:
            return
        aside(f"conversation {self._id}; an empty line is passed over, exit ends it")
        if resumed:
            for turn in self._sessions.turns(self._id):
                say(f"> {turn.question}\n{_NOTE.sub('', turn.answer or '…')}\n")
        if is_offline(self._chat.model):
            aside("answers come from the offline analyst (no OPENAI_API_KEY)")

    def take_up(self) -> None:
        """Ask again what was cut off when the conversation ended."""
        cut = [turn for turn in self._sessions.turns(self._id) if turn.answer is None]
        for turn in cut:
            if not self._as_json:
                aside(f"the question “{turn.question}” was cut off; asking it again")
            self._sessions.again(turn)
            self.turn(turn)

    def turn(self, asking: Asking) -> None:
        screen = _Screen(as_json=self._as_json)

        def keep(event: Event) -> None:
            self._sessions.keep(asking, event)
            screen.show(event)

        answer = replace(self._chat, emit=keep).answer(
            asking.question,
            self._sessions.earlier(self._id),
            language=self._language,
            run=f"{self._id}.{asking.number}",
        )
        self._sessions.answered(asking, answer.text, answer.ledger.dump())
        if not self._as_json:
            screen.sources(answer)


class _Screen:
    """Shows events as they come: sentences, then the sources; or each event as a JSON line."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._figures: list[FigureShown] = []
        self._citations: list[Citation] = []
        self._refs: dict[str, None] = {}
        self.failure = ""

    def show(self, event: Event) -> None:
        if self._as_json:
            print(EVENTS.dump_json(event).decode("utf-8"), flush=True)
            return
        match event:
            case FigureShown():
                self._figures.append(event)
                self._refs[event.ref] = None
            case Citation():
                self._citations.append(event)
            case Token():
                words = _NOTE.sub(r"[\1]", plain_text(event, self._figures))
                print(printable(words), end="", flush=True)
                self._figures.clear()
            case Retracted():
                say(f"\n[{event.message}]")
                self._figures, self._citations, self._refs = [], [], {}
            case Notice():
                aside(f"note: {printable(event.message)}")
            case Failed():
                self.failure = event.message
            case _:
                pass

    def sources(self, answer: Answer) -> None:
        """List what the answer stands on: sources by number, assumptions by label."""
        language = answer.asked.language
        say("")
        for one in self._citations:
            parts = (one.title, one.publisher, one.published)
            told = ", ".join(printable(part) for part in parts if part)
            grade = f"等級{one.grade}" if language == "ja" else f"grade {one.grade}"
            say(f"  [{one.note}] {told}, {grade}: “{printable(one.quote)}”")
        for made in self._assumptions(answer):
            why = made.why_ja if language == "ja" else made.why_en
            said = resolve(answer.ledger, f"assume:{made.id}")
            value = (
                shown(said, None, language, absolute=False) if isinstance(said, Resolved) else ""
            )
            say(f"  {made.label} {made.name.replace('_', ' ')} = {value} ({printable(why)})")
        say("")

    def _assumptions(self, answer: Answer) -> tuple[Assumption, ...]:
        """The assumptions under the figures that were shown, in the order of their labels."""
        used: dict[str, None] = {}
        for ref in self._refs:
            said = resolve(answer.ledger, ref)
            if isinstance(said, Resolved):
                used.update(dict.fromkeys(said.assumptions))
        return tuple(made for made in answer.ledger.assumptions if made.id in used)


def printable(text: str) -> str:
    """Return `text` with control and direction characters shown as code, for a terminal."""
    return _UNPRINTED.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
