"""Does the right passage of the starter corpus come up, in whichever language it was asked for?

    python -m kuroji.evals.finding [--encoder small]

A question is answered when one of the first ten passages holds all texts of one of its `accept`
entries and the library says that it has an answer. Where `accept` is empty there is no answer, and
the library has to say so.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from kuroji.evals.case import Outcome, rows
from kuroji.knowledge.filing import SEED
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DEPTH = 10


class FindingCase(BaseModel):
    """A question, and what the right passage holds: all texts of one of the entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Literal["ja-to-en", "en-to-ja", "in-english", "in-japanese", "no-answer"]
    lang: Language
    question: str
    accept: tuple[tuple[str, ...], ...]


class Finding(BaseModel):
    """What came of one question; `place` counts from one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: FindingCase
    place: int | None
    answerable: bool

    @property
    def passed(self) -> bool:
        if not self.case.accept:
            return not self.answerable
        return self.answerable and self.place is not None

    @property
    def gain(self) -> float:
        """Return the discounted gain of the one passage that was wanted, from 0 to 1."""
        return 0.0 if self.place is None else 1 / math.log2(self.place + 1)


def cases() -> tuple[FindingCase, ...]:
    """Return the questions."""
    return tuple(FindingCase.model_validate(row) for row in rows("retrieval"))


def found(encoder: str = "small") -> Iterator[Finding]:
    """Ask every question of the starter corpus, read in by the real ingest."""
    with tempfile.TemporaryDirectory(prefix="kuroji-finding-") as name:
        library = Library.open(Path(name), encoder=encoder)
        ingest(library, [SEED])
        library.embed()
        for case in cases():
            yield _found(case, library)
        library.close()


def finding() -> Iterable[Outcome]:
    """The questions as cases of a suite."""
    for one in found():
        place = "not among the first ten" if one.place is None else f"place {one.place}"
        said = "said to have an answer" if one.answerable else "said to have none"
        yield Outcome(one.case.id, one.passed, f"{place}, {said}")


def _found(case: FindingCase, library: Library) -> Finding:
    result = library.search(case.question, language=case.lang, k=_DEPTH)
    texts = (hit.passage.text for hit in result.passages)
    places = (
        place
        for place, text in enumerate(texts, start=1)
        if any(all(part in text for part in parts) for parts in case.accept)
    )
    return Finding(case=case, place=next(places, None), answerable=result.answerable)


def summary(findings: Iterable[Finding]) -> dict[str, dict[str, float]]:
    """Return for each kind of question how many there are, and how well they are answered."""
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.case.kind, []).append(one)
    return {
        kind: {
            "questions": len(group),
            "ndcg": round(sum(one.gain for one in group) / len(group), 3),
            "recall": round(sum(one.place is not None for one in group) / len(group), 3),
            "answerable": round(sum(one.answerable for one in group) / len(group), 3),
            "passed": round(sum(one.passed for one in group) / len(group), 3),
        }
        for kind, group in kinds.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the summary and what failed, as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="small")
    given = parser.parse_args(arguments)
    findings = list(found(given.encoder))
    failed = {
        one.case.id: {"place": one.place, "answerable": one.answerable}
        for one in findings
        if not one.passed
    }
    document = {"kinds": summary(findings), "failed": failed}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
