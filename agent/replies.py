"""Replies of a live model, checked: early ends and broken arguments are faults, not answers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from pydantic import Field, SkipValidation

from kuroji.agent.budget import Budget
from kuroji.agent.prices import Tokens

Chunks = Iterator[ChatGenerationChunk]
_MOST_CHARACTERS = 200_000  # many times what a section needs; a server may ignore our limit
_CUT = ("length", "incomplete", "content_filter")


class BrokenReply(Exception):
    """A reply that ended early or cannot be read; `retryable` where asking again may help."""

    def __init__(self, reason: str, *, retryable: bool) -> None:
        super().__init__(f"the model's reply is unusable: {reason}")
        self.retryable = retryable


class ReplyCheck:
    """Watches a stream's chunks and, at its end, says whether the whole was sound.

    LangChain repairs tool arguments that were cut in the middle of a stream (langchain 39275), so
    they are gathered here as they came and parsed strictly.
    """

    def __init__(self) -> None:
        self._arguments: dict[object, list[str]] = {}
        self._reason: str | None = None
        self._seen = self._refused = self._said = False
        self._length = 0

    def see(self, chunk: ChatGenerationChunk) -> None:
        self._seen = True
        self._length += len(chunk.message.text)
        if self._length > _MOST_CHARACTERS:
            raise BrokenReply("it does not end", retryable=False)
        self._said = self._said or bool(chunk.message.text.strip())
        self._refused = self._refused or bool(chunk.message.additional_kwargs.get("refusal"))
        for call in getattr(chunk.message, "tool_call_chunks", []):
            self._arguments.setdefault(call["index"], []).append(call["args"] or "")
        meta = {**chunk.message.response_metadata, **(chunk.generation_info or {})}
        self._reason = meta.get("finish_reason") or meta.get("status") or self._reason

    def finish(self) -> None:
        if not self._seen:  # such as the page of a web server
            raise BrokenReply("there is nothing to read in it; check the base URL", retryable=True)
        _sound(self._reason)
        _says_something(self._refused, self._said or bool(self._arguments))
        for parts in self._arguments.values():
            try:
                json.loads("".join(parts) or "{}")
            except ValueError as error:
                raise BrokenReply("its tool arguments are not JSON", retryable=True) from error


def _sound(reason: str | None) -> None:
    if reason is None:
        raise BrokenReply("it ended without a finish reason", retryable=True)
    if reason in _CUT:
        raise BrokenReply(f"it was cut ({reason})", retryable=False)


def _says_something(refused: bool, said: bool) -> None:
    if refused:
        raise BrokenReply("the model declined to answer", retryable=False)
    if not said:
        raise BrokenReply("it is empty", retryable=True)


class StrictChatOpenAI(ChatOpenAI):
    """ChatOpenAI whose replies, streamed or not, are checked before anyone acts on them.

    Each call is reserved in `budget` before it is sent, exactly as it is sent.
    """

    budget: SkipValidation[Budget] = Field(default_factory=Budget, exclude=True)

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], *args: Any, **kwargs: Any
    ) -> ChatGenerationChunk | None:
        """Keep a refusal that comes in pieces, which the base class drops."""
        made = super()._convert_chunk_to_generation_chunk(chunk, *args, **kwargs)
        choices = chunk.get("choices") or [{}]
        refusal = (choices[0].get("delta") or {}).get("refusal")
        if made is not None and refusal:
            made.message.additional_kwargs["refusal"] = refusal
        return made

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Chunks:
        check = ReplyCheck()
        with self._charged(messages, kwargs) as charge:
            for chunk in super()._stream(messages, *args, **kwargs):
                check.see(chunk)
                charge.see(chunk.message)
                yield chunk
        check.finish()

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        with self._charged(messages, kwargs) as charge:
            result = super()._generate(messages, *args, **kwargs)
            for generation in result.generations:
                charge.see(generation.message)
        _whole(result)
        return result

    # Asynchronous callers get the same checks and the same charge, in a thread.
    _astream = BaseChatModel._astream
    _agenerate = BaseChatModel._agenerate

    @contextmanager
    def _charged(self, messages: list[BaseMessage], options: dict[str, Any]) -> Iterator["_Charge"]:
        """Reserve the worst that a call can cost, and settle it with what the server counted."""
        payload = self._get_request_payload(messages, **options)
        sent = len(json.dumps(payload, ensure_ascii=False, default=str).encode("utf-8"))
        made = self.budget.reserve(sent, self.max_tokens or 0)
        charge = _Charge()
        try:
            yield charge
        except Exception as error:
            if charge.tokens is None and never_taken_up(error):
                self.budget.release(made)
            else:
                self.budget.settle(made, charge.tokens)
            raise
        except BaseException:  # stopped by hand: what is sent may have to be paid
            self.budget.settle(made, charge.tokens)
            raise
        self.budget.settle(made, charge.tokens)


class _Charge:
    """The tokens of one reply, as they are told in the course of it."""

    def __init__(self) -> None:
        self.tokens: Tokens | None = None

    def see(self, message: BaseMessage) -> None:
        told = getattr(message, "usage_metadata", None)
        if told:
            cached = (told.get("input_token_details") or {}).get("cache_read") or 0
            self.tokens = Tokens(told["input_tokens"], told["output_tokens"], cached)


def never_taken_up(error: Exception) -> bool:
    """Tell whether a call failed before its server worked on it: refused, or never reached."""
    if isinstance(getattr(error, "status_code", None), int):
        return True
    beneath: BaseException | None = error
    while beneath is not None:
        if type(beneath).__name__ in ("ConnectError", "ConnectTimeout"):
            return True
        beneath = beneath.__cause__
    return False


def _whole(result: ChatResult) -> None:
    """Check a reply that was not streamed."""
    if not result.generations:
        raise BrokenReply("it holds no choice", retryable=True)
    message = result.generations[0].message
    meta = {**message.response_metadata, **(result.generations[0].generation_info or {})}
    _sound(meta.get("finish_reason") or meta.get("status"))
    if isinstance(message, AIMessage):
        if message.invalid_tool_calls:
            raise BrokenReply("its tool arguments are not JSON", retryable=True)
        refused = bool(message.additional_kwargs.get("refusal"))
        _says_something(refused, bool(message.text.strip() or message.tool_calls))
