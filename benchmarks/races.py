"""Two processes ingest into one home and search it at once; nothing may fail or be lost.

python -m benchmarks.races --seconds 300
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.made import write
from benchmarks.soundness import faults
from kuroji.knowledge.library import Library

_WORK = """
import sys, time
from pathlib import Path
from benchmarks.made import company
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
home, documents, seconds, encoder, half = sys.argv[1:]
library = Library.open(Path(home), encoder=encoder)
files = sorted(Path(documents).glob("*.md"))[int(half) :: 2]
end, at, searches, here = time.monotonic() + float(seconds), 0, 0, []
while time.monotonic() < end:
    if at < len(files):
        part = files[at : at + 5]
        at += 5
        done = ingest(library, part)
        assert len(done.read) + len(done.duplicates) == len(part), done.skipped
        here += [read.source_id for read in done.read]
        if at % 50 == 0:
            library.embed()
    for number in range(10):
        found = library.search(f"{company(number)} revenue", k=5)
        searches += 1
    mine = library.archive.sources_of(here)
    assert len(mine) == len(here), "a source of mine is lost"
print(len(here), searches)
"""


def main() -> int:
    """Run both, then check the store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--encoder", default="small", choices=("none", "small"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kuroji-races-") as name:
        folder = Path(name)
        documents = write(folder / "documents", given.documents, 3)
        home = folder / "home"
        runs = [
            subprocess.Popen(  # noqa: S603 -- our own interpreter and code
                [
                    *(sys.executable, "-c", _WORK, str(home), str(documents)),
                    *(str(given.seconds), given.encoder, str(half)),
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for half in (0, 1)
        ]
        ends = [run.communicate() for run in runs]
        bad = [err[-2000:] for run, (_, err) in zip(runs, ends, strict=True) if run.returncode]
        bad += faults(home)
        library = Library.open(home, encoder="none")
        there = len(library.archive.sources())
        library.close()
        brought = sum(int(out.split()[0]) for out, _ in ends if out)
        searches = sum(int(out.split()[1]) for out, _ in ends if out)
        if there != brought:
            bad.append(f"{brought} documents were acknowledged, {there} are there")
    print(f"{brought} documents, {searches} searches, {len(bad)} faults")
    for fault in bad[:10]:
        print(" ", fault)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
