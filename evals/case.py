"""Cases as they stand in `cases/`, and what became of one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: whether it passed, and what was found instead."""

    id: str
    passed: bool
    detail: str


def rows(name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of `cases/NAME.jsonl`, or the cases of `cases/NAME.json`."""
    folder = files(__name__.rpartition(".")[0]).joinpath("cases")
    lines = folder.joinpath(f"{name}.jsonl")
    if lines.is_file():
        for line in lines.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
        return
    yield from json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))["cases"]
