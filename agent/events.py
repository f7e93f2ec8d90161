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


class Done(_Event):
    """The run ended well: the answer or the paths written, and what it cost."""

    type: Literal["done"] = "done"
    answer: str
    paths: tuple[str, ...] = ()
    cost: Decimal = Decimal(0)


class Failed(_Event):
    """The run ended without an answer: one sentence and a remedy."""

    type: Literal["error"] = "error"
    code: str
    message: str


Event = Annotated[
    Started
    | Plan
    | ToolCall
    | ToolResult
    | FigureShown
    | Citation
    | Token
    | Notice
    | Done
    | Failed,
    Field(discriminator="type"),
]
EVENTS: TypeAdapter[Event] = TypeAdapter(Event)
