"""Kills an ingest at random moments, runs it again, and looks for anything lost, doubled or broken.

python -m benchmarks.kills --times 100
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made import write
from benchmarks.soundness import faults
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

_WORK = """
import sys
from pathlib import Path
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library
library = Library.open(Path(sys.argv[1]), encoder=sys.argv[3])
ingest(library, [Path(sys.argv[2])])
library.embed()
print("done")
"""


def main() -> int:
    """Kill, look, go on; at the end the store must be what an undisturbed run makes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--encoder", default="none", choices=("none", "small"))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 -- not for secrets
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kuroji-kills-") as name:
        folder = Path(name)
        documents = write(folder / "documents", given.documents, 4)
        whole = _undisturbed(folder / "whole", documents)
        round_ = 0
        home = folder / "home-0"
        for kill in range(given.times):
            finished = _killed(home, documents, given.encoder, chance.uniform(0.2, 4.0))
            bad += [f"kill {kill}: {fault}" for fault in faults(home)]
            if finished:
                bad += _compared(home, whole, kill)
                round_ += 1
                home = folder / f"home-{round_}"
        _run(home, documents, given.encoder).wait()
        bad += [f"at the end: {fault}" for fault in faults(home)] + _compared(home, whole, -1)
    print(f"{given.times} kills, {len(bad)} faults")
    for fault in bad[:20]:
        print(" ", fault)
    return 1 if bad else 0


def _run(home: Path, documents: Path, encoder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and code
        [sys.executable, "-c", _WORK, str(home), str(documents), encoder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _killed(home: Path, documents: Path, encoder: str, after: float) -> bool:
    """Kill the run after some seconds; True if it had finished before."""
    process = _run(home, documents, encoder)
    end = time.monotonic() + after
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.01)
    finished = process.poll() == 0
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    return finished


def _undisturbed(home: Path, documents: Path) -> set[str]:
    library = Library.open(home, encoder="none")
    ingest(library, [documents])
    passages = {passage.id for passage in library.archive.passages()}
    library.close()
    return passages


def _compared(home: Path, whole: set[str], kill: int) -> list[str]:
    library = Library.open(home, encoder="none")
    there = [passage.id for passage in library.archive.passages()]
    library.close()
    found = []
    if len(there) != len(set(there)):
        found.append(f"kill {kill}: {len(there) - len(set(there))} passages are there twice")
    if set(there) != whole:
        found.append(f"kill {kill}: {len(whole - set(there))} passages are lost")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
