"""What went wrong with a model → a code, one sentence and a remedy; never a key, never a trace."""

from types import MappingProxyType
from typing import Final

from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain.agents.middleware.tool_call_limit import ToolCallLimitExceededError

from kuroji.agent.graph import NoDraft

_BY_STATUS: Final = MappingProxyType(
    {
        400: ("bad_request", "the model's server refused the request; choose another KUROJI_MODEL"),
        401: ("unauthorized", "the model's server refused the key; check OPENAI_API_KEY"),
        403: ("forbidden", "the key may not use this model; choose another KUROJI_MODEL"),
        404: ("no_such_model", "the server has no such model; check KUROJI_MODEL and the base URL"),
        429: ("rate_limited", "the model's server asks for a pause; try again later"),
    }
)
_BY_NAME: Final = MappingProxyType(
    {
        "APITimeoutError": ("timeout", "the model did not answer in time; try again later"),
        "APIConnectionError": (
            "no_connection",
            "the model's server cannot be reached; check the base URL and the network",
        ),
    }
)


def fault_of(error: BaseException) -> tuple[str, str]:
    """Return the code and the sentence for a failure of the model."""
    match error:
        case ModelCallLimitExceededError() | ToolCallLimitExceededError():
            return "too_many_steps", "the model did not come to an answer within its steps"
        case NoDraft():
            return "no_answer", str(error)
    if getattr(error, "code", None) == "insufficient_quota":
        return "no_quota", "the key's quota is used up; add credit or use another key"
    if isinstance(retryable := getattr(error, "retryable", None), bool) and retryable in (0, 1):
        return "broken_reply", str(error)
    return _of_the_client(error)


def _of_the_client(error: BaseException) -> tuple[str, str]:
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status in _BY_STATUS:
        return _BY_STATUS[status]
    if isinstance(status, int) and status >= 500:
        return "unavailable", "the model's server is not working; try again later"
    for kind in type(error).__mro__:
        if (known := _BY_NAME.get(kind.__name__)) is not None:
            return known
    return "unreadable_reply", "the model's server sent what cannot be read; check the base URL"
