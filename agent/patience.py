"""How long a model is waited for: what may pass is asked again, and a clock ends the whole."""

import math
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from random import SystemRandom
from threading import Thread
from typing import Any, TypeVar

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse

T = TypeVar("T")
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0  # a server that asks for more is not waited for


class OutOfTime(Exception):
    """The model took longer than the settings allow."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment by which an answer must be there."""

    until: float
    now: Callable[[], float] = time.monotonic

    @classmethod
    def of(cls, seconds: float) -> "Clock":
        return cls(time.monotonic() + seconds)

    @classmethod
    def without_end(cls) -> "Clock":
        return cls(math.inf)

    @property
    def left(self) -> float:
        return self.until - self.now()

    def check(self) -> None:
        if self.left <= 0:
            raise OutOfTime("the model took too long")

    def within(self, work: Callable[[], T]) -> T:
        """Do `work`, or raise OutOfTime when its time is over: then it is left to itself.

        A server that drips a byte now and then keeps every time limit of a connection; so the work
        has a thread of its own, which ends by itself as soon as it looks at this clock.
        """
        if self.until == math.inf:
            return work()
        made: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                made.append(work())
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                failed.append(error)

        thread = Thread(target=copy_context().run, args=(run,), daemon=True)
        thread.start()
        thread.join(max(self.left, 0))
        if failed:
            raise failed[0]
        if not made:
            raise OutOfTime("the model took too long")
        return made[0]


@dataclass
class Patience(AgentMiddleware[Any, Any]):
    """Asks again what may pass, after the pause that the server wants or a growing one."""

    clock: Clock
    retries: int
    on_failure: Callable[[Exception], None] = field(default=lambda _: None)
    sleep: Callable[[float], None] = time.sleep

    def wrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], ModelResponse[Any]],
    ) -> ModelResponse[Any]:
        attempt = 0
        while True:
            self.clock.check()
            try:
                reply = handler(request)
            except Exception as error:
                pause = _pause(error, attempt)
                late = pause > min(_LONGEST_PAUSE, self.clock.left)
                if attempt >= self.retries or late or not worth_retrying(error):
                    raise
                self.on_failure(error)
                self.sleep(pause)
                attempt += 1
            else:
                self.clock.check()  # nothing is done with a reply that nobody waits for any more
                return reply


def _pause(error: Exception, attempt: int) -> float:
    asked = asked_pause(error)
    if asked is not None:
        return asked
    return _FIRST_PAUSE * float(2**attempt) * SystemRandom().uniform(0.75, 1.25)


def asked_pause(error: Exception) -> float | None:
    """Return the seconds that the server wants to be left alone, where it says so."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


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
    "JSONDecodeError", "APIError", "ReadError", "RemoteProtocolError", "ReadTimeout",
)  # fmt: skip
