"""Are questions on invented documents answered? Sets like the dev set, with documents of their own.

    python -m kuroji.evals.invented [--set a]

Each set has documents in both languages and questions of the kinds of the dev set. A question is
answered when all documents that answer it are among the first ten and the library says that it has
an answer; where no document answers it, the library has to say so. The sets were written before the
search was first asked them.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from kuroji.evals.case import Outcome, rows
from kuroji.evals.retrieval import Adapter
from kuroji.knowledge.passage import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DEPTH = 10
_META = ("title", "kind", "period", "company", "company_en")


class Asked(BaseModel):
    """A question, the documents that answer it, and where among the first ten these are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str
    id: str
    lang: Language
    kind: str
    question: str
    rel: tuple[str, ...]
    places: tuple[int, ...] = ()
    answerable: bool = False

    @property
    def passed(self) -> bool:
        if not self.rel:
            return not self.answerable
        return self.answerable and len(self.places) == len(self.rel)

    @property
    def gain(self) -> float:
        """Return the normalised discounted gain at ten."""
        ideal = sum(1 / math.log2(place + 1) for place in range(1, len(self.rel) + 1))
        return sum(1 / math.log2(place + 1) for place in self.places) / ideal


def names() -> tuple[str, ...]:
    """Return the names of the sets."""
    return tuple(dict.fromkeys(str(row["set"]) for row in rows("invented")))


def asked(name: str) -> Iterator[Asked]:
    """Ask every question of one set."""
    ours = [row for row in rows("invented") if row["set"] == name]
    adapter = Adapter()
    adapter.index(_document(row) for row in ours if "text" in row)
    for row in ours:
        if "question" in row:
            yield _asked(Asked.model_validate(row), adapter)


def _document(row: Any) -> dict[str, Any]:
    meta = {key: row[key] for key in _META if key in row}
    return {"id": row["id"], "lang": row["lang"], "text": row["text"], "meta": meta}


def _asked(one: Asked, adapter: Adapter) -> Asked:
    found = adapter.search(one.question, _DEPTH, one.lang)
    places = tuple(place for place, name in enumerate(found, start=1) if name in one.rel)
    answerable = adapter.answerable(one.question, one.lang)
    return one.model_copy(update={"places": places, "answerable": answerable})


def invented() -> Iterator[Outcome]:
    """The questions of all sets as cases of a suite."""
    for name in names():
        for one in asked(name):
            places = ", ".join(map(str, one.places)) or "none"
            said = "said to have an answer" if one.answerable else "said to have none"
            detail = f"places {places} of {len(one.rel)}, {said}"
            yield Outcome(f"{one.set}-{one.id}", one.passed, detail)


def summary(found: Iterable[Asked]) -> dict[str, dict[str, float]]:
    """Return for each kind of question how many there are, and how well they are answered."""
    kinds: dict[str, list[Asked]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return {
        kind: {
            "questions": len(group),
            "ndcg": round(sum(one.gain for one in group if one.rel) / len(group), 3),
            "answerable": round(sum(one.answerable for one in group) / len(group), 3),
        }
        for kind, group in sorted(kinds.items())
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the summary of each set and what failed, as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=names())
    given = parser.parse_args(arguments)
    document = {}
    for name in (given.set,) if given.set else names():
        found = list(asked(name))
        failed = [one.question for one in found if not one.passed]
        document[name] = {"kinds": summary(found), "failed": failed}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
