"""The quick measurements: start-up, starter ingest, a memo, its check."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KUROJI = Path(sys.executable).with_name("kuroji")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds, peak memory in MiB, exit code."""

    seconds: float
    mebibytes: float
    code: int


def run(*words: str) -> Run:
    """Run kuroji with `words`, output thrown away, and return what the system counted."""
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - our own command
        [str(KUROJI), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024, child.returncode)


def median(words: Sequence[str], times: int) -> Run:
    """Return medians of `times` runs after one that is not counted."""
    run(*words)
    runs = [run(*words) for _ in range(times)]
    return Run(
        statistics.median(r.seconds for r in runs),
        statistics.median(r.mebibytes for r in runs),
        max(r.code for r in runs),
    )


def show(name: str, measured: Run) -> None:
    code = "" if measured.code == 0 else f"  (exit {measured.code})"
    print(f"{name:<44} {measured.seconds:7.3f} s  {measured.mebibytes:7.0f} MiB{code}")


def main() -> None:
    show("kuroji --version, median of 10", median(["--version"], 10))
    show("kuroji gap --method sequoia, median of 10", median(["gap", "--method", "sequoia"], 10))
    with tempfile.TemporaryDirectory() as folder:
        home, out = f"{folder}/home", f"{folder}/out"
        memo = ["--home", home, "memo", "CoreWeave", "--out", out]
        show("first memo, starter corpus read in", run(*memo))
        show("memo after that, median of 3", median(memo, 3))
        show("verify memo.json, median of 3", median(["verify", f"{out}/coreweave/memo.json"], 3))


if __name__ == "__main__":
    main()
