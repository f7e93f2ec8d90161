"""The starter corpus: its tables are written to be labelled, and they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.passage import Passage, Source
from kuroji.tools.reading import read, table_cells

SEED = Path(__file__).parents[3] / "knowledge" / "seed"


def sections(path: Path) -> tuple[Source, list[Passage]]:
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    meta = yaml.safe_load(front.removeprefix("---\n"))
    source = Source.model_validate(
        {
            "id": path.stem, "title": meta["title"], "publisher": meta["publisher"], "url": None,
            "published": None, "read_at": datetime(2026, 1, 1, tzinfo=UTC), "sha256": "0" * 64,
            "language": meta["language"], "kind": meta["kind"], "grade": meta["grade"],
            "origin": meta["origin"], "entity": meta["entity"], "path": None,
        }
    )  # fmt: skip
    found = []
    for at, section in enumerate(re.split(r"(?m)^#+ ", body)[1:]):
        heading, text = section.split("\n", 1)
        text = text.strip("\n")
        found.append(
            Passage.model_validate(
                {
                    "id": f"{path.stem}-{at}", "source_id": path.stem, "start": 0,
                    "end": len(text), "text": text, "heading": heading, "page": None,
                    "cells": None, "language": meta["language"],
                }
            )
        )  # fmt: skip
    return source, found


@pytest.mark.parametrize("folder", ["filings", "annual"])
def test_nearly_every_cell_of_the_corpus_tables_is_a_dated_fact(folder: str) -> None:
    cells = labelled = 0
    for path in sorted((SEED / folder).glob("*.md"))[:20]:
        source, passages = sections(path)
        companies = Companies.of([source])
        for passage in passages:
            dated = {f.start for f in facts_of(passage, source, companies) if f.period}
            inside = [(c.start, c.end) for c in table_cells(passage.text)]
            for figure in read(passage.text, passage.language, header=passage.heading):
                if any(s <= figure.start and figure.end <= e for s, e in inside):
                    cells += 1
                    labelled += figure.start in dated
    assert cells > 50
    assert labelled >= cells * 0.98
