"""The agent graph: a small agent per section or question, with limits, retries, a strict form."""

from collections.abc import Sequence
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain.agents.structured_output import ToolStrategy
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.tools import BaseTool

from kuroji.agent.brief import SectionDraft
from kuroji.agent.patience import Patience

_TOOL_CALLS = 24


class NoDraft(Exception):
    """The model ended without handing in a section."""


def draft(
    model: BaseChatModel, messages: Sequence[BaseMessage], *, calls: int, patience: Patience
) -> SectionDraft:
    """Ask for one section; raise NoDraft where none comes within `calls` model calls."""
    agent = create_agent(
        model,
        [],
        middleware=[ModelCallLimitMiddleware(run_limit=calls, exit_behavior="error"), patience],
        response_format=ToolStrategy(SectionDraft),
    )
    given: Any = {"messages": list(messages)}  # a TypedDict inside
    state: Any = patience.clock.within(lambda: agent.invoke(given))
    found = state.get("structured_response")
    if not isinstance(found, SectionDraft):
        raise NoDraft("the model ended without handing in the section")
    return found


def converse(
    model: BaseChatModel,
    tools: Sequence[BaseTool],
    messages: Sequence[BaseMessage],
    *,
    calls: int,
    patience: Patience,
    listeners: Sequence[BaseCallbackHandler] = (),
) -> str:
    """Ask for an answer in prose; raise NoDraft where none comes within `calls` model calls.

    `listeners` hear each reply as it is written; what is returned is the whole of the last.
    """
    middleware: list[Any] = [
        ModelCallLimitMiddleware(run_limit=calls, exit_behavior="error"),
        ToolCallLimitMiddleware(run_limit=_TOOL_CALLS, exit_behavior="error"),
        patience,
    ]
    agent = create_agent(model, list(tools), middleware=middleware)
    # One tool after another: the labels of assumptions follow the order in which they are made.
    options: Any = {"max_concurrency": 1, "callbacks": list(listeners)}
    given = cast("Any", {"messages": list(messages)})
    state: Any = patience.clock.within(lambda: agent.invoke(given, options))
    last = state["messages"][-1]
    if isinstance(last, AIMessage) and last.additional_kwargs.get("refusal"):
        raise NoDraft("the model declined to answer")
    if not isinstance(last, AIMessage) or not last.text.strip():
        raise NoDraft("the model ended without an answer")
    return last.text
