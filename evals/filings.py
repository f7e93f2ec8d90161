"""Does the right passage of a whole filing come up? Questions are ours, the filings the user's.

    python -m kuroji.evals.filings FOLDER_WITH_FILINGS [--home KEPT]

A question counts as answered when one of the first ten passages holds all of its `must` texts:
the figure of the right statement or note. The company is in the question, as a user would write it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language

if TYPE_CHECKING:
    from collections.abc import Sequence


class FilingCase(BaseModel):
    """A question on one company's filing and what the right passage holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    company: str
    lang: Language
    question: str
    must: tuple[str, ...]


def cases() -> tuple[FilingCase, ...]:
    """Return the questions."""
    text = (files("kuroji.evals") / "cases" / "filings.jsonl").read_text(encoding="utf-8")
    return tuple(FilingCase.model_validate_json(line) for line in text.splitlines())


def place_of(case: FilingCase, library: Library, k: int = 10) -> int | None:
    """Return the rank of the first passage that holds what it must, from one; None if none does."""
    found = library.search(case.question, language=case.lang, k=k)
    for place, hit in enumerate(found.passages, start=1):
        if all(part in hit.passage.text for part in case.must):
            return place
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Ingest the filings and print the share of questions that find their passage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, help="keep the library here")
    parser.add_argument("--encoder", default="small")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kuroji-filings-") as name:
        library = Library.open(given.home or Path(name), encoder=given.encoder)
        ingest(library, sorted(given.folder.glob("*.html")))
        library.embed()
        places = {case.id: place_of(case, library) for case in cases()}
        library.close()
    result = {
        "questions": len(places),
        "recall_at_10": sum(place is not None for place in places.values()) / len(places),
        "first": sum(place == 1 for place in places.values()) / len(places),
        "missed": [case.question for case in cases() if places[case.id] is None],
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
