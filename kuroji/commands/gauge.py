"""Shows on a terminal how far an ingest is, how fast it goes and how long it still takes."""

import sys
import time
from typing import Self

from kuroji.console import aside
from kuroji.knowledge.ingest import Progress

_OFTEN = 0.1


class Gauge:
    """One line on standard error, written over itself; a plain line for each stage elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._stage = ""
        self._since = 0.0
        self._first = 0
        self._shown = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stage and sys.stderr.isatty() and not self._quiet:
            print(file=sys.stderr)

    def show(self, progress: Progress) -> None:
        """Show `progress`."""
        if self._quiet:
            return
        now = time.monotonic()
        if progress.stage != self._stage:
            self._begin(progress, now)
        if sys.stderr.isatty() and (now - self._shown > _OFTEN or progress.done == progress.total):
            self._shown = now
            print(f"\r\x1b[2K{self._line(progress, now)}", end="", file=sys.stderr, flush=True)

    def embedding(self, done: int, total: int) -> None:
        """Show how many passages have vectors."""
        self.show(Progress("embedding", done, total, ""))

    def _begin(self, progress: Progress, now: float) -> None:
        if sys.stderr.isatty() and self._stage:
            print(file=sys.stderr)
        self._stage, self._since, self._first = progress.stage, now, progress.done
        if not sys.stderr.isatty():
            aside(f"  {progress.stage} {progress.total}")

    def _line(self, progress: Progress, now: float) -> str:
        line = f"  {progress.stage} {progress.done} of {progress.total}"
        done, seconds = progress.done - self._first, now - self._since
        if done and seconds > 1:
            left = (progress.total - progress.done) * seconds / done
            line += f", {done / seconds:.0f} a second, {left:.0f} s left"
        return line
