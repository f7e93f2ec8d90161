"""What the tools have said so far in this turn, and the next step: calls, or an answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that is to be asked, with its arguments."""

    tool: str
    arguments: Mapping[str, Any]

    @property
    def key(self) -> str:
        return f"{self.tool} {json.dumps(self.arguments, sort_keys=True, ensure_ascii=False)}"


Step = str | tuple[Call, ...]


def call(tool: str, **arguments: Any) -> Call:
    """Name a call; an argument that is None is left out."""
    return Call(tool, {name: given for name, given in arguments.items() if given is not None})


class Seen:
    """The answers of the tools since the question, by call."""

    def __init__(self, messages: Sequence[BaseMessage]) -> None:
        calls: dict[str, str] = {}
        self._answers: dict[str, dict[str, Any]] = {}
        for message in messages[_last_question(messages) :]:
            if isinstance(message, AIMessage):
                for made in message.tool_calls:
                    calls[made["id"] or ""] = Call(made["name"], made["args"]).key
            if isinstance(message, ToolMessage):
                self._answers[calls.get(message.tool_call_id, "")] = _read(message)

    def lacking(self, *calls: Call) -> tuple[Call, ...]:
        """Return those of `calls` that have not been made."""
        return tuple(one for one in calls if one.key not in self._answers)

    def __getitem__(self, one: Call) -> dict[str, Any]:
        return self._answers[one.key]


def _last_question(messages: Sequence[BaseMessage]) -> int:
    places = [n for n, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return places[-1] if places else 0


def _read(message: ToolMessage) -> dict[str, Any]:
    try:
        answer = json.loads(message.text)
    except ValueError:
        return {"refused": message.text}
    return answer if isinstance(answer, dict) else {"refused": message.text}
