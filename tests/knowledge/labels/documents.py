"""The invented documents of these tests as passages, a heading each."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kuroji.knowledge.passage import Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.passage import Language

HERE = Path(__file__).parent


def source(
    entity: str | None = "Halden Compute, Inc.",
    *,
    title: str = "Halden Compute, Inc.: Form 10-K, fiscal year ended December 31, 2025",
    kind: str = "filing",
    language: Language = "en",
) -> Source:
    return Source(
        id="s1",
        title=title,
        publisher=None,
        url=None,
        published=date(2026, 2, 20),
        read_at=datetime(2026, 3, 1, tzinfo=UTC),
        sha256="0" * 64,
        language=language,
        kind=kind,
        grade="A",
        origin="s1",
        entity=entity,
        path=None,
    )


def passage(text: str, heading: str = "", language: Language = "en") -> Passage:
    return Passage(
        id="p1",
        source_id="s1",
        start=0,
        end=len(text),
        text=text,
        heading=heading,
        page=None,
        cells=None,
        language=language,
    )


def passages(name: str, language: Language) -> Iterator[Passage]:
    text = (HERE / name).read_text(encoding="utf-8")
    for section in re.split(r"(?m)^## ", text)[1:]:
        heading, body = section.split("\n", 1)
        yield passage(body.strip("\n"), heading, language)
