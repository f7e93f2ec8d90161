"""What the offline analyst does next, as a pure function of the messages and the tools shown."""

import hashlib
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata

from kuroji.agent.brief import Brief
from kuroji.agent.offline.answering import answered
from kuroji.agent.offline.sections import composed

_BRIEF = "Brief:\n"
_NOTHING = UsageMetadata(input_tokens=0, output_tokens=0, total_tokens=0)


def reply(messages: list[BaseMessage], tools: tuple[str, ...]) -> AIMessage:
    """Return the next message: a section handed in, or the next step of an answer."""
    if "SectionDraft" in tools:
        return _section(messages)
    return answered(messages)


def _section(messages: list[BaseMessage]) -> AIMessage:
    text = next(m.text for m in messages if _BRIEF in m.text)
    brief = Brief.model_validate_json(text.partition(_BRIEF)[2])
    return called("SectionDraft", composed(brief).model_dump(mode="json"), len(messages))


def called(tool: str, arguments: dict[str, Any], step: int) -> AIMessage:
    """Return a message that calls one tool; its id derives from tool and step."""
    id = hashlib.sha256(f"{tool}:{step}".encode()).hexdigest()[:12]
    call = {"name": tool, "args": arguments, "id": f"call_{id}", "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call], usage_metadata=_NOTHING)
