"""The offline analyst in a conversation: the question's intent → tools → an answer in slots."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.messages.ai import UsageMetadata

from kuroji.agent.asked import Asked
from kuroji.agent.offline.about_company import buy, changed, profit
from kuroji.agent.offline.about_figures import figure, open_question, unknown
from kuroji.agent.offline.about_market import hole, survey
from kuroji.agent.offline.about_pairs import bases, compare
from kuroji.agent.offline.about_projects import pilots, return_on
from kuroji.agent.offline.asking import Intent, Wanted, wanted
from kuroji.agent.offline.steps import Call, Seen, Step

_NOTHING = UsageMetadata(input_tokens=0, output_tokens=0, total_tokens=0)
Play = Callable[[Asked, Wanted, Seen], Step]
_PLAYS: Final[Mapping[Intent, Play]] = MappingProxyType(
    {
        "pilots": pilots,
        "return": return_on,
        "hole": hole,
        "survey": survey,
        "bases": bases,
        "compare": compare,
        "buy": buy,
        "changed": changed,
        "figure": figure,
        "profit": profit,
        "unknown": unknown,
        "open": open_question,
    }
)


def answered(messages: list[BaseMessage]) -> AIMessage:
    """Return the next message: calls of tools, or the answer; a pure function of the messages."""
    question = next(m for m in reversed(messages) if isinstance(m, HumanMessage))
    asked = Asked.read(question.text)
    seen = Seen(messages)
    want = wanted(asked)
    step = _PLAYS[want.intent](asked, want, seen)
    if isinstance(step, str):
        return AIMessage(content=step, usage_metadata=_NOTHING)
    return AIMessage(
        content="",
        tool_calls=[_made(one, n, len(messages)) for n, one in enumerate(step)],
        usage_metadata=_NOTHING,
    )


def _made(one: Call, n: int, turn: int) -> dict[str, object]:
    return {
        "name": one.tool, "args": dict(one.arguments), "id": f"call_{turn}_{n}",
        "type": "tool_call",
    }  # fmt: skip
