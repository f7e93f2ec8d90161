"""An answer told as it is written: each sentence once it ties, nothing of a reply that fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler

from kuroji.agent.patience import OutOfTime
from kuroji.agent.telling import Teller
from kuroji.knowledge.passage import Language
from kuroji.knowledge.slots import Pointer, sentences, slots_of

Judge = Callable[[str, str], tuple[str, ...]]


@dataclass(slots=True)
class Speaker:
    """Tells the sentences of one answer in order; the first that does not tie stops it.

    `judge` gets the sentences before and the sentence. Nothing is told before a sentence with a
    figure has passed: until then a reply may turn out to be talk before the use of a tool. Nothing
    is told while `silent`. What was told of a reply that fails is withdrawn by `retract`.
    """

    language: Language
    judge: Judge
    teller: Callable[[], Teller]
    silent: Callable[[], bool]
    retract: Callable[[], None]
    text: str = ""
    _heard: str = ""
    _passed: list[str] = field(default_factory=list)
    _told: int = 0
    _faults: tuple[str, ...] = ()
    _telling: Teller | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences that stand, as they were written."""
        return tuple(self._passed[: self._told])

    def begin(self) -> None:
        """Start with a new reply: the one before it was no answer."""
        if self._told:
            self.retract()
        self.text, self._heard, self._passed, self._told = "", "", [], 0
        self._faults, self._telling = (), None

    def hear(self, piece: str) -> None:
        """Take the next piece of the reply; tell what is complete."""
        self._heard += piece
        if self._faults:
            return
        whole, opened, _ = self._heard.rpartition("{{")
        closed = self._heard if not opened or "}}" in self._heard[len(whole) :] else whole
        self._weigh(sentences(closed, self.language)[:-1])

    def finish(self, text: str) -> tuple[str, ...]:
        """Take the whole reply and tell the rest; return why it stopped, empty if it did not."""
        if self._heard != text:
            self.begin()
        self._heard = text
        if not self._faults:
            self._weigh(sentences(text, self.language))
        if not self._faults:
            self._tell()
        return self._faults

    def add(self, text: str) -> tuple[str, ...]:
        """Tell the sentences of `text` that tie after those that stand; return what did not."""
        found: list[str] = []
        del self._passed[self._told :]
        for piece in sentences(text, self.language):
            sentence = self._spaced(piece)
            faults = self.judge("".join(self._passed), sentence)
            found += faults
            if not faults:
                self._passed.append(sentence)
        self._tell()
        return tuple(found)

    def _spaced(self, sentence: str) -> str:
        parted = self.language == "ja" or not self._passed or self._passed[-1][-1:].isspace()
        return sentence if parted else f" {sentence}"

    def _weigh(self, pieces: tuple[str, ...]) -> None:
        for sentence in pieces[len(self._passed) :]:
            self._faults = self.judge("".join(self._passed), sentence)
            if self._faults:
                return
            self._passed.append(sentence)
            if self._told or any(isinstance(slot, Pointer) for slot in slots_of(sentence)):
                self._tell()

    def _tell(self) -> None:
        if self.silent():
            return
        self._telling = self._telling or self.teller()
        while self._told < len(self._passed):
            sentence = self._passed[self._told]
            self._told += 1
            self.text += self._telling.tell(sentence)


class Listener(BaseCallbackHandler):
    """Hands the pieces of a model's replies to a speaker, until it is closed."""

    raise_error = True  # else a sentence that cannot be shown would be lost without a word
    run_inline = True

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._closed = False
        self._held = Lock()

    def close(self) -> None:
        with self._held:
            self._closed = True

    def on_chat_model_start(self, *_: Any, **__: Any) -> None:
        with self._held:
            if not self._closed:
                self._speaker.begin()

    def on_llm_new_token(self, token: Any, **_: Any) -> None:
        with self._held:
            if self._closed:
                raise OutOfTime("nobody waits for this reply any more")
            self._speaker.hear(token)

    def on_llm_error(self, *_: Any, **__: Any) -> None:
        with self._held:
            if not self._closed:
                self._speaker.begin()
