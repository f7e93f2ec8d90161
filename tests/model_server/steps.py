"""What one request to the scripted model server gets back: a reply, whole or in pieces."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Self

Json = dict[str, Any]
Cut = Literal["reset", "close", "end_quietly", "bad_json", "error_event"]
CREATED = 1_760_000_000
MODEL = "scripted-model"
_KINDS = ("reply", "status", "raw", "hang", "reset")


class ScenarioError(ValueError):
    """The scenario file does not say what it must."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scenario; `cut_after` counts the events sent before the cut.

    Arguments of a tool call that are a string go over the wire as they stand: so malformed ones
    are made.
    """

    kind: Literal["reply", "status", "raw", "hang", "reset"]
    text: str = ""
    repeat: int = 1
    refusal: str = ""
    tool_calls: tuple[Json, ...] = ()
    finish_reason: str | None = None
    usage: Json | None = field(default_factory=lambda: {"input": 20, "output": 10})
    chunk_chars: int = 12
    chunk_delay_s: float = 0.0
    first_delay_s: float = 0.0
    cut: Cut | None = None
    cut_after: int = 0
    status: int = 200
    headers: Json = field(default_factory=dict)
    body: Any = None
    seconds: float = 0.0
    times: int = 1
    expect: Json = field(default_factory=dict)

    @classmethod
    def parse(cls, raw: Json) -> Self:
        """Read a step; a misspelt key is an error."""
        data = {key: value for key, value in raw.items() if key != "note"}
        unknown = set(data) - set(cls.__dataclass_fields__)
        if unknown or data.get("kind") not in _KINDS:
            raise ScenarioError(f"no such step: {sorted(unknown)} {data.get('kind')}")
        data["tool_calls"] = tuple(data.get("tool_calls", ()))
        return cls(**data)

    @property
    def content(self) -> str:
        return self.text * self.repeat

    @property
    def finish(self) -> str:
        return self.finish_reason or ("tool_calls" if self.tool_calls else "stop")

    def calls(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, name and arguments as the literal text that goes over the wire."""
        for n, one in enumerate(self.tool_calls):
            given = one.get("arguments", {})
            wire = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            yield one.get("id", f"call_{n + 1}"), one["name"], wire

    def counted(self) -> Json | None:
        """Return the usage block, or None where the scenario sends none."""
        if self.usage is None:
            return None
        given, made = self.usage.get("input", 0), self.usage.get("output", 0)
        return {
            "prompt_tokens": given,
            "completion_tokens": made,
            "total_tokens": given + made,
            "prompt_tokens_details": {"cached_tokens": self.usage.get("cached", 0)},
        }


def whole(step: Step, serial: int) -> Json:
    """Return the reply as one body."""
    message: Json = {
        "role": "assistant",
        "content": step.content or None,
        "refusal": step.refusal or None,
    }
    if step.tool_calls:
        message["tool_calls"] = [
            {"id": id, "type": "function", "function": {"name": name, "arguments": given}}
            for id, name, given in step.calls()
        ]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": step.finish}
    body = {**_head(serial, "chat.completion"), "choices": [choice]}
    usage = step.counted()
    return body if usage is None else {**body, "usage": usage}


def pieces(step: Step, serial: int, *, usage: bool) -> Iterator[str]:
    """Yield the reply as the data of its stream's events."""
    head = _head(serial, "chat.completion.chunk")
    for delta, finish in _deltas(step):
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        yield json.dumps({**head, "choices": [choice]}, ensure_ascii=False)
    counted = step.counted()
    if usage and counted is not None:
        yield json.dumps({**head, "choices": [], "usage": counted})
    yield "[DONE]"


def _head(serial: int, kind: str) -> Json:
    return {"id": f"chatcmpl-{serial}", "object": kind, "created": CREATED, "model": MODEL}


def _deltas(step: Step) -> Iterator[tuple[Json, str | None]]:
    yield {"role": "assistant", "content": ""}, None
    for piece in _cut(step.content, step.chunk_chars):
        yield {"content": piece}, None
    for piece in _cut(step.refusal, step.chunk_chars):
        yield {"refusal": piece}, None
    for n, (id, name, given) in enumerate(step.calls()):
        named = {"name": name, "arguments": ""}
        yield {"tool_calls": [{"index": n, "id": id, "type": "function", "function": named}]}, None
        for piece in _cut(given, step.chunk_chars):
            yield {"tool_calls": [{"index": n, "function": {"arguments": piece}}]}, None
    yield {}, step.finish


def _cut(text: str, size: int) -> list[str]:
    return [text[n : n + size] for n in range(0, len(text), size)]
