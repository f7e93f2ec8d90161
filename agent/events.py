"""The typed events of a run: what every front door shows, and nothing else."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int


class Started(_Event):
    """A run has begun; `analyst` is the model's name, "offline" without one."""

    type: Literal["started"] = "started"
    run: str
    analyst: str


class Plan(_Event):
    """The steps that the run will take, in order."""

    type: Literal["plan"] = "plan"
    steps: tuple[str, ...]


class ToolCall(_Event):
    """A tool is asked: its name and what for, in words."""

    type: Literal["tool_call"] = "tool_call"
    tool: str
    about: str


class ToolResult(_Event):
    """What a tool brought, in words ("12 passages", "BasisMismatch: …")."""

    type: Literal["tool_result"] = "tool_result"
    tool: str
    brought: str


class FigureShown(_Event):
    """A slot of the sentence that follows: its text, and where it comes from."""

    type: Literal["figure"] = "figure"
    ref: str
    text: str
    period: str | None
    basis: str | None
    grade: str | None


class Citation(_Event):
    """A source of the sentence that follows: exact words, title, publisher, grade.

    `note` is the number by which the sentence points at it: `[^1]`.
    """

    type: Literal["citation"] = "citation"
    ref: str
    note: int
    source_id: str
    title: str
    publisher: str | None
    published: str | None
    grade: str
    quote: str


class Token(_Event):
    """A whole sentence that has passed the gate; it keeps its slots."""

    type: Literal["token"] = "token"
    text: str


class Notice(_Event):
    """A refusal, a retry, a limit, a degraded mode; `code` is for programs."""

    type: Literal["notice"] = "notice"
    code: str
    message: str


class Retracted(_Event):
    """All sentences and citations of the run so far are withdrawn; the answer begins again."""

    type: Literal["retract"] = "retract"
    message: str


class Usage(BaseModel):
    """What a model was asked for and what it cost in dollars; `cost` is None without a price.

    `uncounted` replies came without their tokens; each is charged the most it can have cost.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    uncounted: int = 0
    cost: Decimal | None = Decimal(0)

    def since(self, before: "Usage") -> "Usage":
        """Return what was used after `before`."""
        return Usage(
            calls=self.calls - before.calls,
            input_tokens=self.input_tokens - before.input_tokens,
            cached_tokens=self.cached_tokens - before.cached_tokens,
            output_tokens=self.output_tokens - before.output_tokens,
            uncounted=self.uncounted - before.uncounted,
            cost=None if self.cost is None else self.cost - (before.cost or 0),
        )


class Done(_Event):
    """The run ended well: the answer or the paths written, and what it cost."""

    type: Literal["done"] = "done"
    answer: str
    paths: tuple[str, ...] = ()
    cost: Decimal | None = Decimal(0)
    usage: Usage = Usage()


class Failed(_Event):
    """The run ended without an answer: one sentence and a remedy."""

    type: Literal["error"] = "error"
    code: str
    message: str
    usage: Usage = Usage()


Event = Annotated[
    Started
    | Plan
    | ToolCall
    | ToolResult
    | FigureShown
    | Citation
    | Token
    | Notice
    | Retracted
    | Done
    | Failed,
    Field(discriminator="type"),
]
EVENTS: TypeAdapter[Event] = TypeAdapter(Event)
