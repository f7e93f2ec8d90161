"""Replies of a live model, checked: early ends and broken arguments are faults, not answers."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

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
        self._refused = self._said = False

    def see(self, chunk: ChatGenerationChunk) -> None:
        self._said = self._said or bool(chunk.message.text.strip())
        self._refused = self._refused or bool(chunk.message.additional_kwargs.get("refusal"))
        for call in getattr(chunk.message, "tool_call_chunks", []):
            self._arguments.setdefault(call["index"], []).append(call["args"] or "")
        meta = {**chunk.message.response_metadata, **(chunk.generation_info or {})}
        self._reason = meta.get("finish_reason") or meta.get("status") or self._reason

    def finish(self) -> None:
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
    """ChatOpenAI whose replies, streamed or not, are checked before anyone acts on them."""

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

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        check = ReplyCheck()
        for chunk in super()._stream(*args, **kwargs):
            check.see(chunk)
            yield chunk
        check.finish()

    async def _astream(self, *args: Any, **kwargs: Any) -> AsyncIterator[ChatGenerationChunk]:
        check = ReplyCheck()
        async for chunk in super()._astream(*args, **kwargs):
            check.see(chunk)
            yield chunk
        check.finish()

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        result = super()._generate(*args, **kwargs)
        _whole(result)
        return result

    async def _agenerate(self, *args: Any, **kwargs: Any) -> ChatResult:
        result = await super()._agenerate(*args, **kwargs)
        _whole(result)
        return result


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
