"""Sentences that address the machine: orders, dictated answers, imitated turns and slots.

The patterns stand in `orders.txt` and `turns.txt`, one a line. They run on the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kuroji.knowledge.screening.folded import Folded

_STARTS = ("%START%", "%BEGIN%", r"\b", "^")
_DEFINITION = re.compile(r"(%[A-Z]+%) = (.+)")
_TELLTALE = re.compile(r"ignore|disregard|override|instructions?|previous|system|assistant|prompt")
_SPACED = re.compile(r"(?<![a-z])(?:[a-z] ){5,200}[a-z](?![a-z])")
_DIGITS_FOR_LETTERS = re.compile(
    r"(?<![a-z0-9])(?=[a-z0-9@$]{0,20}[0-9@$])(?=[a-z0-9@$]{0,20}[a-z])[a-z0134578@$]{5,14}(?![a-z0-9])"
)
_LETTERS = str.maketrans("0134578@$", "oieastbas")
_SLOT = re.compile(
    r"\{\{ ?(?:fact|calc|assume|rule|test|chart|cite|source|figure|claim|missing)\b[^\n]{0,200}"
    r"|\{\{[^{}\n]{1,80}\}\}"
)


def orders(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the original that give orders, imitate a turn or a slot."""
    text = folded.text
    for file, kind in (("orders.txt", "instruction"), ("turns.txt", "markup")):
        for pattern in _patterns(file, ascii_only=text.isascii()):
            for found in pattern.finditer(text):
                yield (*folded.span(*found.span()), kind)
    for start, end in _disguised(text):
        yield (*folded.span(start, end), "instruction")
    for found in _SLOT.finditer(text):
        yield (*folded.span(*found.span()), "slot")


def _disguised(text: str) -> Iterator[tuple[int, int]]:
    """Yield telltale words whose letters are spaced out or written with digits."""
    for found in _SPACED.finditer(text):
        if _TELLTALE.search(found[0].replace(" ", "")):
            yield found.span()
    for found in _DIGITS_FOR_LETTERS.finditer(text):
        if _TELLTALE.fullmatch(found[0].translate(_LETTERS)):
            yield found.span()


@cache
def _patterns(file: str, *, ascii_only: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a list; those that begin alike are searched for together.

    Patterns with letters beyond ASCII cannot be found in a text without such letters.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        if defined := _DEFINITION.fullmatch(line):
            names[defined[1]] = _spelt_out(defined[2], names)
        elif line and not line.startswith("# ") and (line.isascii() or not ascii_only):
            start = next((s for s in _STARTS if line.startswith(s)), "")
            groups.setdefault(start or line, []).append(line.removeprefix(start))
    together = (
        f"{start}(?:{'|'.join(rest)})" if start in _STARTS else start
        for start, rest in groups.items()
    )
    return tuple(re.compile(_spelt_out(pattern, names), re.M) for pattern in together)


def _spelt_out(pattern: str, names: dict[str, str]) -> str:
    for name, meaning in names.items():
        pattern = pattern.replace(name, meaning)
    return pattern
