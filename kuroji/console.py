"""Events → terminal or JSON lines; failures → one sentence and an exit code."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

import typer

from kuroji.agent.events import Event, Notice, ToolResult

OK, FAILED, USAGE = 0, 1, 2


def say(text: str) -> None:
    """Write one line for the user."""
    print(text)


def aside(text: str) -> None:
    """Write one line that is no result: progress, notices, failures."""
    print(text, file=sys.stderr)


def fail(reason: str, *, as_json: bool = False, code: str = "Failed") -> NoReturn:
    """End the command with exit code 1, one sentence, and no traceback."""
    if as_json:
        print_json({"error": code, "message": reason})
    else:
        aside(f"kuroji: {reason}")
    raise typer.Exit(FAILED)


def print_json(value: object) -> None:
    """Print one JSON document; Decimals come as numbers at full precision."""
    print(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return str(value)


def progress_of_memo(*, quiet: bool) -> Callable[[Event], None]:
    """Return what shows a memo's events on a terminal: sections as they are done, notices."""

    def show(event: Event) -> None:
        match event:
            case Notice():
                aside(f"  note: {event.message}")
            case ToolResult() if not quiet and sys.stderr.isatty():
                aside(f"  {event.brought}")
            case _:
                pass

    return show
