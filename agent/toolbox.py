"""The tools that the model has in a conversation, strict, and bound to one run."""

import json
from collections.abc import Callable
from threading import Lock
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, ConfigDict, Field

from kuroji.agent.dossiers import dossier
from kuroji.agent.events import ToolCall, ToolResult
from kuroji.agent.inquiry import Inquiry
from kuroji.agent.reckoning import reckoned
from kuroji.agent.research.target import Unknown

_LONG = 400


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Search(_Strict):
    """Passages that answer a query, their figures replaced by slots, and the facts they hold."""

    query: str = Field(max_length=_LONG)
    company: str | None = None
    period: str | None = None


class LookUp(_Strict):
    """The figures of one metric of a company, or of the AI market, the one to use first."""

    metric: str
    company: str | None = None
    period: str | None = None


class AskDossier(_Strict):
    """All that is calculated of one company for a fiscal year: roles, verdict, flips, absences."""

    company: str
    fiscal_year: str | None = None
    assumptions: list[str] = Field(default_factory=list)


class Reckon(_Strict):
    """A calculator of the catalogue; each input is a reference, or a list or record of such."""

    name: str
    inputs: dict[str, Any]


class Assume(_Strict):
    """An assumption of the published list, or a value that the user typed."""

    name: str
    value: str = ""
    why: str = ""


class ReportMissing(_Strict):
    """Record that a figure is not in the store; the store is searched for it first."""

    entity: str
    metric: str


Work = Callable[..., dict[str, Any]]


def toolbox(inquiry: Inquiry) -> tuple[BaseTool, ...]:
    """Return the tools; what they refuse comes back as text, and nothing is raised."""
    held = Lock()  # the graph runs the calls of one turn side by side

    def made(name: str, schema: type[_Strict], work: Work) -> BaseTool:
        def called(**given: Any) -> str:
            with held:
                inquiry.looked = True
                inquiry.emit(ToolCall(seq=0, tool=name, about=_about(given)))
                answer = work(**given)
                inquiry.emit(ToolResult(seq=0, tool=name, brought=_brought(answer)))
            return json.dumps(answer, ensure_ascii=False)

        about = (schema.__doc__ or name).strip()
        return StructuredTool.from_function(
            called, name=name, description=about, args_schema=schema
        )

    return (
        made("search_evidence", Search, _search(inquiry)),
        made("look_up", LookUp, _look_up(inquiry)),
        made("dossier", AskDossier, _dossier(inquiry)),
        made("run_calculator", Reckon, lambda name, inputs: reckoned(inquiry, name, inputs)),
        made("assume", Assume, inquiry.assume),
        made("report_missing", ReportMissing, inquiry.report_missing),
    )


def _search(inquiry: Inquiry) -> Work:
    def search(query: str, company: str | None = None, period: str | None = None) -> dict[str, Any]:
        known = inquiry.known_company(company) if company else None
        if isinstance(known, Unknown):
            return {"refused": known.reason, "near": list(known.near)}
        return inquiry.search(query, known, period)

    return search


def _look_up(inquiry: Inquiry) -> Work:
    def look_up(
        metric: str, company: str | None = None, period: str | None = None
    ) -> dict[str, Any]:
        known = inquiry.known_company(company) if company else None
        if isinstance(known, Unknown):
            return {"refused": known.reason, "near": list(known.near)}
        return inquiry.look_up(metric, known, period)

    return look_up


def _dossier(inquiry: Inquiry) -> Work:
    def asked(
        company: str, fiscal_year: str | None = None, assumptions: list[str] | None = None
    ) -> dict[str, Any]:
        return dossier(inquiry, company, fiscal_year, tuple(assumptions or ()))

    return asked


def _about(given: dict[str, Any]) -> str:
    words = (str(given.get(key) or "") for key in ("query", "name", "metric", "company", "entity"))
    return " · ".join(word for word in words if word)[:_LONG]


def _brought(answer: dict[str, Any]) -> str:
    """Say in words what a tool brought."""
    if "refused" in answer:
        return str(answer["refused"])[:_LONG]
    if "passages" in answer:
        return f"{len(answer['passages'])} passages, {len(answer['facts'])} facts"
    if "facts" in answer:
        return f"{len(answer['facts'])} figures"
    if "verdict" in answer:
        return f"{answer['verdict']} ({answer['rule']}), {answer['fiscal_year']}"
    return str(answer.get("id") or answer.get("ref") or "")
