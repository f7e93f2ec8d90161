"""The bodies of `kuroji search`: one question, or JSON lines."""

import sys
from collections.abc import Mapping
from decimal import Decimal

import typer

from kuroji.commands.excerpt import excerpt
from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.commands.opening import opened
from kuroji.commands.shelves import clean, place_of, warnings_of
from kuroji.console import FAILED, aside, print_json, say
from kuroji.knowledge.library import Found, Hit
from kuroji.knowledge.passage import Grade, Language

_MOST = 200
_SHOWN = 300
_HEADING = 100


def search(  # noqa: PLR0913 - one argument for each option of the command
    query: str,
    *,
    language: Language | None = None,
    company: str | None = None,
    period: str | None = None,
    kinds: tuple[str, ...] = (),
    grades: tuple[Grade, ...] = (),
    k: int = 10,
    as_json: bool = False,
) -> None:
    """Print the passages that answer `query` best, or say that nothing answers it."""
    library = opened(quiet=as_json).library
    found = library.search(
        query,
        language=language,
        company=company,
        period=period,
        kinds=kinds or None,
        grades=grades or None,
        k=k,
    )
    if as_json:
        print_json({**_found(found), "notice": found.notice})
    else:
        _show(found, query)
    if not found.answerable:
        raise typer.Exit(FAILED)


def search_lines() -> None:
    """Answer JSON lines from standard input, one for one."""
    library = opened(quiet=True).library

    def answer(item: Mapping[str, object]) -> Mapping[str, object]:
        k = item.get("k") or Decimal(10)
        if not isinstance(k, Decimal) or not 1 <= k <= _MOST:
            raise LineError(f'"k" must be a number from 1 to {_MOST}')
        language: Language | None = {"en": "en", "ja": "ja"}.get(str(item.get("lang")))  # type: ignore[assignment]  # the values are languages
        found = library.search(
            text_of(item, "query"),
            language=language,
            company=_optional(item, "company"),
            period=_optional(item, "period"),
            k=int(k),
        )
        return _found(found)

    answer_lines(answer, sys.stdin.buffer, sys.stdout.buffer)


def _show(found: Found, query: str) -> None:
    if found.notice:
        aside(f"note: {found.notice}")
    if not found.answerable:
        say("nothing in the library answers this; the nearest passages are:")
    for number, hit in enumerate(found.passages, start=1):
        place = place_of(hit.passage)
        where = f", {place}" if place else ""
        say(f"{number:>2}. {clean(hit.source.title)}{where} (grade {hit.source.grade})")
        if under := clean(hit.passage.heading).rsplit(" > ", 1)[-1]:
            say(f"    [{under[:_HEADING]}]")
        say("    " + clean(excerpt(hit.passage.text, query, _SHOWN)))
        for warning in warnings_of(hit.passage):
            say(f"    ! {warning}")


def _found(found: Found) -> dict[str, object]:
    return {
        "passages": [_hit(hit) for hit in found.passages],
        "answerable": found.answerable,
    }


def _hit(hit: Hit) -> dict[str, object]:
    """Write a hit; what a passage does not have is left out."""
    passage = hit.passage
    rest = {
        "page": passage.page,
        "cells": passage.cells,
        "heading": passage.heading or None,
        "grade": hit.source.grade,
        "url": hit.source.url,
        "recognised": passage.recognised or None,
        "marks": [mark.model_dump() for mark in passage.marks] or None,
        "boxes": [box.model_dump() for box in passage.boxes] or None,
        "same_in": list(hit.duplicates) or None,
    }
    return {
        "id": passage.id,
        "source_id": hit.source.id,
        "score": round(hit.score, 4),
        "title": hit.source.title,
        **{name: value for name, value in rest.items() if value is not None},
        "text": passage.text,
    }


def _optional(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value else None
