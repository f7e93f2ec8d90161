"""How fast ingest and warm search are at some size, and how much memory they take.

    python -m benchmarks.searching --passages 10000

Vectors are random ones unless --real is given: the encoder's own speed is measured apart, and the
time of a search does not depend on what the vectors say.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.made import company, write
from kuroji.knowledge import embeddings
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kuroji.knowledge.embedding import Vectors

_PER_DOCUMENT = 100
_QUESTIONS = (
    "{name} revenue 2024",
    "How dependent is {name} on its largest customer?",
    "{name}の2025年3月期の売上高",
    "{name}の設備投資額はいくらか",
)
_OPEN = (
    "What share of sales does the largest customer account for?",
    "operating income and depreciation of servers",
    "受注残高は二年以内に計上されるか",
    "演算用サーバーの設備投資",
)


@contextmanager
def _random_vectors(
    _encoder: object, _name: str, _texts: int
) -> Iterator[Callable[[list[Sequence[str]]], list[Vectors]]]:
    chance = np.random.default_rng(0)

    def made(parts: list[Sequence[str]]) -> list[Vectors]:
        found = []
        for part in parts:
            vectors = chance.standard_normal((len(part), 512)).astype(np.float32)
            found.append(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
        return found

    yield made


def main() -> int:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--real", action="store_true", help="embed with the small encoder")
    parser.add_argument("--home", type=Path, help="search this library, ingest nothing")
    given = parser.parse_args()
    if given.home is not None:
        print(json.dumps(_searched(given.home, given.searches)))
        return 0
    if not given.real:
        embeddings.encoding = _random_vectors
    with tempfile.TemporaryDirectory(prefix="kuroji-searching-") as name:
        home = Path(name) / "home"
        result = _ingested(Path(name) / "documents", home, given.passages)
        command = [sys.executable, "-m", "benchmarks.searching", "--home", str(home)]
        command += ["--searches", str(given.searches)]
        searched = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 -- ourselves
        result |= json.loads(searched.stdout)
    print(json.dumps(result))
    return 0


def _ingested(folder: Path, home: Path, passages: int) -> dict[str, object]:
    documents = write(folder, passages // _PER_DOCUMENT, _PER_DOCUMENT)
    library = Library.open(home)
    done = ingest(library, [documents])
    read = sum(one.passages for one in done.read)
    began = time.monotonic()
    library.embed()
    embedded = time.monotonic() - began
    library.close()
    return {
        "passages": read,
        "lexical_per_second": round(read / float(done.seconds)),
        "embedding_seconds": round(embedded, 1),
    }


def _searched(home: Path, searches: int) -> dict[str, object]:
    """Time warm searches in a process that did not ingest: that is how people search."""
    library = Library.open(home)
    result: dict[str, object] = {
        "with_company": _timed(library, _with_company(searches)),
        "without_company": _timed(library, _without(searches)),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "private_mb": _private(),
    }
    library.close()
    return result


def _with_company(count: int) -> list[str]:
    chance = random.Random(3)  # noqa: S311 -- not for secrets
    return [
        chance.choice(_QUESTIONS).format(name=company(chance.randrange(500))) for _ in range(count)
    ]


def _without(count: int) -> list[str]:
    chance = random.Random(4)  # noqa: S311 -- not for secrets
    return [f"{chance.choice(_OPEN)} {chance.randint(2019, 2026)}" for _ in range(count)]


def _timed(library: Library, questions: Sequence[str]) -> dict[str, float]:
    for question in questions[:8]:
        library.search(question)
    times = []
    for question in questions:
        began = time.perf_counter()
        library.search(question)
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
    }


def _private() -> int:
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0
    lines = rollup.read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) // 1024


if __name__ == "__main__":
    raise SystemExit(main())
