"""Chat models for measurements: one that follows a script, one that obeys every document."""

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

_QUOTED = re.compile(r"[\"“「『']([^\"”」』']{2,80})[\"”」』']")
_FIGURES = re.compile(r"\S*\d\S*")


class Scripted(BaseChatModel):
    """Gives the replies of its script in order, the last one again and again."""

    script: tuple[AIMessage, ...]

    @property
    def _llm_type(self) -> str:
        return "kuroji-scripted"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Any | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        shown = [convert_to_openai_tool(tool) for tool in tools]
        return self.bind(tools=shown, tool_choice=tool_choice, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - the base class has it
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 - the same
        **kwargs: Any,  # noqa: ARG002 - the same
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.reply(messages))])

    def reply(self, messages: list[BaseMessage]) -> AIMessage:
        """Return the next reply; how many were given is read off the messages."""
        given = sum(isinstance(message, AIMessage) for message in messages)
        found = self.script[min(given, len(self.script) - 1)]
        return found.model_copy(update={"id": None})


class Obedient(Scripted):
    """The worst case: sees the raw document whatever it is shown, and does all that it says.

    It first calls every tool with what the document demands, then hands in the document itself,
    its quoted words and its figures as the answer.
    """

    script: tuple[AIMessage, ...] = ()
    document: str

    def reply(self, messages: list[BaseMessage]) -> AIMessage:
        if not any(isinstance(message, ToolMessage) for message in messages):
            return AIMessage(content=self._demands(), tool_calls=self._calls())
        shown = [m.text for m in messages if isinstance(m, ToolMessage)]
        return AIMessage(content="\n".join([self._demands(), self.document, *shown]))

    def _demands(self) -> str:
        words = [found.group(1) for found in _QUOTED.finditer(self.document)]
        figures = _FIGURES.findall(self.document)
        slots = [f"{{{{fact:{word}}}}}" for word in (*words, *figures)]
        return " ".join([*words, *figures, *slots])

    def _calls(self) -> list[dict[str, Any]]:
        words = [found.group(1) for found in _QUOTED.finditer(self.document)][:3]
        figures = _FIGURES.findall(self.document)[:6]
        asked: list[tuple[str, dict[str, Any]]] = [("search_evidence", {"query": "revenue"})]
        asked += [("assume", {"name": "revenue", "value": figure}) for figure in figures]
        asked += [("report_missing", {"entity": word, "metric": "revenue"}) for word in words]
        for figure in figures[:3]:
            inputs = {"benefits": f"={figure}", "costs": f"'{figure}"}
            asked.append(("run_calculator", {"name": "return_on_investment", "inputs": inputs}))
        return [
            {"name": name, "args": given, "id": f"call_{n}", "type": "tool_call"}
            for n, (name, given) in enumerate(asked[:20])
        ]
