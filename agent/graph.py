"""The agent graph: a small agent per section or question, with limits, retries, a strict form."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import (
    ModelCallLimitMiddleware,
    ModelRetryMiddleware,
    ToolCallLimitMiddleware,
)
from langchain.agents.structured_output import ToolStrategy
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.tools import BaseTool

from kuroji.agent.brief import SectionDraft


class NoDraft(Exception):
    """The model ended without handing in a section."""


def draft(
    model: BaseChatModel,
    tools: Sequence[BaseTool],
    messages: Sequence[BaseMessage],
    *,
    calls: int,
    retries: int,
) -> SectionDraft:
    """Ask for one section; raise NoDraft where none comes within `calls` model calls."""
    agent = create_agent(
        model,
        list(tools),
        middleware=limits(calls, retries),
        response_format=ToolStrategy(SectionDraft),
    )
    state: Any = agent.invoke(cast("Any", {"messages": list(messages)}))  # a TypedDict inside
    found = state.get("structured_response")
    if not isinstance(found, SectionDraft):
        raise NoDraft("the model ended without handing in the section")
    return found


def limits(calls: int, retries: int) -> list[Any]:
    """Return the middleware that bounds a run: model calls, and retries of what may pass."""
    return [
        ModelCallLimitMiddleware(run_limit=calls, exit_behavior="error"),
        ModelRetryMiddleware(
            max_retries=retries, retry_on=worth_retrying, on_failure="error", initial_delay=0.5
        ),
    ]


def converse(
    model: BaseChatModel,
    tools: Sequence[BaseTool],
    messages: Sequence[BaseMessage],
    *,
    calls: int,
    retries: int,
    on_failure: Callable[[Exception], None],
) -> str:
    """Ask for an answer in prose; raise NoDraft where none comes within `calls` model calls.

    The whole reply is read before any of it is judged: a call that fails half-way leaves nothing.
    `on_failure` is told of each failure after which the model may be asked again.
    """

    def again(error: Exception) -> bool:
        worth = worth_retrying(error)
        if worth:
            on_failure(error)
        return worth

    middleware: list[Any] = [
        ModelCallLimitMiddleware(run_limit=calls, exit_behavior="error"),
        ToolCallLimitMiddleware(run_limit=_TOOL_CALLS, exit_behavior="error"),
        ModelRetryMiddleware(
            max_retries=retries, retry_on=again, on_failure="error", initial_delay=0.5
        ),
    ]
    agent = create_agent(model, list(tools), middleware=middleware)
    # One tool after another: the labels of assumptions follow the order in which they are made.
    state: Any = agent.invoke(cast("Any", {"messages": list(messages)}), {"max_concurrency": 1})
    last = state["messages"][-1]
    if isinstance(last, AIMessage) and last.additional_kwargs.get("refusal"):
        raise NoDraft("the model declined to answer")
    if not isinstance(last, AIMessage) or not last.text.strip():
        raise NoDraft("the model ended without an answer")
    return last.text


_TOOL_CALLS = 24


def worth_retrying(error: Exception) -> bool:
    """Retry what may pass: a broken reply said to be retryable, a limit, a lost connection."""
    told = getattr(error, "retryable", None)
    if isinstance(told, bool):
        return told
    if getattr(error, "code", None) == "insufficient_quota":
        return False
    status = getattr(error, "status_code", None)
    return status in (408, 409, 429, 500, 502, 503, 504) or type(error).__name__ in _PASSING


_PASSING = (
    "OpenAIConnectionError", "OpenAITimeoutError", "APIConnectionError", "APITimeoutError",
    "OpenAIRateLimitError", "RateLimitError", "InternalServerError", "OpenAIAPIError",
    "JSONDecodeError", "APIError",
)  # fmt: skip
