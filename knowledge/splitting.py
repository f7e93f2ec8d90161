"""A reading becomes passages: whole small sections, tables whole or cut between rows.

The text of a passage is an exact slice of the reading's text. What a piece loses by being cut (the
head of its table) goes into its heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kuroji.knowledge.script import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kuroji.knowledge.passage import Language
    from kuroji.knowledge.readers import Reading, Section

_PROSE = {"en": 1200, "ja": 400}
_TABLE = {"en": 4000, "ja": 1600}
_UNIT_LINE = 200
_HEAD = 300

_BLOCK = re.compile(r"(?:[ \t]*\|[^\n]*(?:\n|\Z))+|(?:(?![ \t]*\|)[^\n]*\S[^\n]*(?:\n|\Z))+")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|?\s*$")
_LEAD_START = re.compile(r"\n|(?<=[a-z)][.!?]) (?=[A-Z])|(?<=。)")
_SENTENCE = re.compile(
    r"[^。！？.!?\n]+(?:[。！？]+[」』）]*|[.!?]+(?=\s|$)[\"')\]]*|\n|.?)\s*", re.S
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a reading that will be a passage."""

    start: int
    end: int
    heading: str
    page: int | None
    cells: str | None
    language: Language


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    table: bool


def split(reading: Reading) -> tuple[Piece, ...]:
    """Return the pieces of `reading` in order; together they hold every word of it once."""
    return tuple(piece for section in reading.sections for piece in _section(section, reading))


def _section(section: Section, reading: Reading) -> Iterator[Piece]:
    language = language_of(section.text, reading.language)
    whole = reading.text[section.start : section.start + len(section.text)]
    for start, end, head in _cut(whole, language):
        text = whole[start:end]
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        if left >= right:
            continue
        yield Piece(
            start=section.start + start + left,
            end=section.start + start + right,
            heading=" > ".join(part for part in (section.heading, head) if part),
            page=section.page,
            cells=section.cells,
            language=language_of(text, language),
        )


def _cut(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    if len(text) <= _PROSE[language]:
        yield 0, len(text), ""
        return
    for group in _groups(_blocks(text), text, language):
        start, end = group[0].start, group[-1].end
        if any(block.table for block in group):
            if end - start <= _TABLE[language]:
                yield start, end, ""
            else:
                yield from _rows(text, group, language)
        else:
            yield from _sentences(text, start, end, _PROSE[language])


def _blocks(text: str) -> list[_Block]:
    return [
        _Block(found.start(), found.end(), found.group().lstrip().startswith("|"))
        for found in _BLOCK.finditer(text)
    ]


def _groups(blocks: Iterable[_Block], text: str, language: Language) -> Iterator[list[_Block]]:
    """Put paragraphs together up to the limit, and each table with the short line above it."""
    group: list[_Block] = []
    for block in blocks:
        if block.table:
            before, lead = _lead(group, text)
            if before:
                yield before
            yield [*lead, block]
            group = []
        elif group and block.end - group[0].start > _PROSE[language]:
            yield group
            group = [block]
        else:
            group.append(block)
    if group:
        yield group


def _lead(group: list[_Block], text: str) -> tuple[list[_Block], list[_Block]]:
    """Return what stands before a table, and the block that belongs to it: its title or its unit.

    Of a long paragraph that is its last line or sentence: "… is as follows (in millions):".
    """
    if not group:
        return [], []
    last = group[-1]
    words = text[last.start : last.end].rstrip()
    if len(words.strip()) <= _UNIT_LINE:
        return group[:-1], [last]
    ends = [found.end() for found in _LEAD_START.finditer(words)]
    if not ends or not words.endswith((":", "：", ")", "）")):
        return group, []
    if len(words) - ends[-1] > 2 * _UNIT_LINE:
        return group, []
    at = last.start + ends[-1]
    return [*group[:-1], _Block(last.start, at, table=False)], [_Block(at, last.end, table=False)]


def _rows(text: str, group: list[_Block], language: Language) -> Iterator[tuple[int, int, str]]:
    """Cut a long table between rows; later pieces carry its head in the heading."""
    lead, table = group[0], group[-1]
    lines = [
        (table.start + found.start(), table.start + found.end())
        for found in re.finditer(r"[^\n]*\n|[^\n]+\Z", text[table.start : table.end])
    ]
    head_lines = 2 if len(lines) > 1 and _RULE.match(text[slice(*lines[1])]) else 1
    head = " ".join(text[slice(*line)].strip() for line in lines[:1])[:_HEAD]
    unit = text[lead.start : lead.end].strip()[:_UNIT_LINE] if lead is not table else ""
    start, said = lead.start, ""
    for line_start, line_end in lines[head_lines:]:
        if line_end - start > _TABLE[language] and line_start > start:
            yield start, line_start, said
            start, said = line_start, " > ".join(part for part in (unit, head) if part)
    yield start, table.end, said


def _sentences(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """Cut prose between sentences, and a sentence without end wherever the limit falls."""
    at = start
    for found in _SENTENCE.finditer(text, start, end):
        if found.end() - at > limit and found.start() > at:
            yield at, found.start(), ""
            at = found.start()
        while found.end() - at > 2 * limit:
            yield at, at + limit, ""
            at += limit
    if at < end:
        yield at, end, ""
