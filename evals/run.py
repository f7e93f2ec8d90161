"""Runs suites and keeps what came out, as a record that another run can be compared with."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kuroji import __version__
from kuroji.evals.suites import SUITES


class Failure(BaseModel):
    """A case that did not pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    detail: str


class Score(BaseModel):
    """A suite's outcome."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    cases: int
    passed: int
    floor: Decimal
    target: Decimal
    seconds: Decimal
    failures: tuple[Failure, ...]

    @property
    def share(self) -> Decimal:
        return Decimal(self.passed) / self.cases if self.cases else Decimal(0)

    @property
    def holds(self) -> bool:
        return self.share >= self.floor


class Record(BaseModel):
    """A run: version, moment, scores."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    at: datetime
    scores: tuple[Score, ...]

    @property
    def holds(self) -> bool:
        return all(score.holds for score in self.scores)


def run(names: Iterable[str]) -> Record:
    """Run the suites of `names` in order; raise KeyError for one that does not exist."""
    scores = tuple(_score(name) for name in names)
    return Record(version=__version__, at=datetime.now(UTC), scores=scores)


def _score(name: str) -> Score:
    suite = SUITES[name]
    started = time.perf_counter()
    outcomes = list(suite.asks())
    return Score(
        suite=name,
        cases=len(outcomes),
        passed=sum(o.passed for o in outcomes),
        floor=suite.floor,
        target=suite.target,
        seconds=round(Decimal(str(time.perf_counter() - started)), 1),
        failures=tuple(Failure(id=o.id, detail=o.detail) for o in outcomes if not o.passed),
    )


def saved(record: Record, path: Path) -> None:
    path.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")


def loaded(path: Path) -> Record:
    return Record.model_validate_json(path.read_text(encoding="utf-8"))
