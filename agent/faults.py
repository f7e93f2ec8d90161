"""What went wrong with a model → a code, one sentence and a remedy; never a key, never a trace."""

from types import MappingProxyType
from typing import Final

from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain.agents.middleware.tool_call_limit import ToolCallLimitExceededError

from kuroji.agent.budget import OverBudget
from kuroji.agent.graph import NoDraft
from kuroji.agent.patience import OutOfTime, asked_pause

_BY_STATUS: Final = MappingProxyType(
    {
        400: ("bad_request", "the model's server refused the request; choose another KUROJI_MODEL"),
        401: ("unauthorized", "the model's server refused the key; check OPENAI_API_KEY"),
        403: ("forbidden", "the key may not use this model; choose another KUROJI_MODEL"),
        404: ("no_such_model", "the server has no such model; check KUROJI_MODEL and the base URL"),
    }
)
_BY_NAME: Final = MappingProxyType(
    {
        "APITimeoutError": ("timeout", "the model did not answer in time; try again later"),
        "APIConnectionError": (
            "no_connection",
            "the model's server cannot be reached; check the base URL and the network",
        ),
        "ReadTimeout": ("timeout", "the model did not answer in time; try again later"),
        "TransportError": (
            "no_connection",
            "the connection to the model's server broke off; try again later",
        ),
        "APIError": ("unavailable", "the model's server is not working; try again later"),
    }
)


# After one of these it is of no use to ask again in the same run.
FINAL: Final = frozenset(
    [
        "unauthorized",
        "forbidden",
        "no_such_model",
        "no_quota",
        "no_connection",
        "over_budget",
        "out_of_time",
        "unreadable_reply",
    ]
)
_MINUTE, _HOUR = 60, 3600


def fault_of(error: BaseException) -> tuple[str, str]:
    """Return the code and the sentence for a failure of the model."""
    match error:
        case ModelCallLimitExceededError() | ToolCallLimitExceededError():
            return "too_many_steps", "the model did not come to an answer within its steps"
        case NoDraft():
            return "no_answer", str(error)
        case OverBudget():
            return "over_budget", str(error)
        case OutOfTime():
            return "out_of_time", "the model took too long; choose a faster KUROJI_MODEL"
    code = getattr(error, "code", None)
    if code == "insufficient_quota":
        return "no_quota", "the key's quota is used up; add credit or use another key"
    if code == "context_length_exceeded":
        return "too_long", "the evidence is too long for this model; choose another KUROJI_MODEL"
    if isinstance(getattr(error, "retryable", None), bool):
        return "broken_reply", str(error)
    return _of_the_client(error)


def _of_the_client(error: BaseException) -> tuple[str, str]:
    status = getattr(error, "status_code", None)
    if status == 429 and isinstance(error, Exception):
        return "rate_limited", f"the model's server asks for a pause; {_when(error)}"
    if isinstance(status, int) and status in _BY_STATUS:
        return _BY_STATUS[status]
    if isinstance(status, int) and status >= 500:
        return "unavailable", "the model's server is not working; try again later"
    for kind in type(error).__mro__:
        if (known := _BY_NAME.get(kind.__name__)) is not None:
            return known
    return "unreadable_reply", "the model's server sent what cannot be read; check the base URL"


def _when(error: Exception) -> str:
    """Say in words when the server can be asked again: figures are for what ties out."""
    pause = asked_pause(error)
    if pause is None:
        return "try again later"
    if pause <= _MINUTE:
        return "try again in a minute"
    return "try again in some minutes" if pause < _HOUR else "try again in an hour or more"
