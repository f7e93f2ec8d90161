"""Sentences that speak to the machine in words that no list has: signs are weighed together."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.screening.folded import Folded

ENOUGH = Decimal("3.5")
_STRONG = Decimal(2)
_LINE = re.compile(r"[^\n]{1,4000}")
_WINDOW = re.compile(r"(?:[^.!?。\n]|[.!?](?=\S)){1,600}[.!?。]?\s?")


def weighed(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences, alone or with the next, in which the signs weigh enough."""
    text = folded.text
    signs, strong = _signs()
    for line in _LINE.finditer(text):
        if not strong.search(line[0]):
            continue
        sentences = [s.span() for s in _WINDOW.finditer(text, line.start(), line.end())]
        for i, (start, _) in enumerate(sentences):
            end = sentences[min(i + 1, len(sentences) - 1)][1]
            if sum(w for w, sign in signs if sign.search(text, start, end)) >= ENOUGH:
                yield (*folded.span(start, end), "instruction")
                break


@cache
def _signs() -> tuple[tuple[tuple[Decimal, re.Pattern[str]], ...], re.Pattern[str]]:
    """Return the signs with their weights, and a pattern that finds any strong one."""
    lines = Path(__file__).with_name("weights.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines if line and not line.startswith("# ")]
    signs = tuple((Decimal(weight), re.compile(sign, re.M)) for weight, sign in pairs)
    strong = "|".join(f"(?:{sign})" for weight, sign in pairs if Decimal(weight) >= _STRONG)
    return signs, re.compile(strong, re.M)
