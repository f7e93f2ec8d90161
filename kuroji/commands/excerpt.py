"""The stretch of a passage that a question asks for: its best sentences, or its best row."""

import re
from collections.abc import Collection, Sequence

from kuroji.knowledge.glossary import terms_in
from kuroji.knowledge.tokens import tokens

_UNIT = re.compile(r"[^\n。！？.!?]+(?:[。！？]+|[.!?]+(?=\s|$)|[.!?]|\n|$)\s*|\n")
_RULE = re.compile(r"\|[\s:|-]+\|")
_MARKS = re.compile(r"^#{1,6} |^\|[\s:|-]+\|\n", re.M)  # of headings and of heads of tables
_FIGURE = re.compile(r"\d")
_FIGURE_WORTH = 0.5
_CUT = "…"


def excerpt(text: str, query: str, most: int) -> str:
    """Return at most about `most` characters of `text`, those that have most words of `query`.

    A row of a table comes with the heads of its columns.

    >>> excerpt("Costs fell. Revenue rose to 5 billion. We thank all.", "revenue", 30)
    '… Revenue rose to 5 billion. …'
    """
    wanted = _wanted(query)
    row = _row(text, wanted)
    if row:
        return row[:most]
    text = _MARKS.sub("", text)
    units = [found[0] for found in _UNIT.finditer(text)]
    if not units or len(text) <= most:
        return text
    met = [wanted.intersection(tokens(unit)) for unit in units]
    first = max(range(len(units)), key=lambda at: (_worth(units, met, at, most), -at))
    last, size = first, 0
    while last < len(units) and (size == 0 or size + len(units[last]) <= most):
        size += len(units[last])
        last += 1
    shown = "".join(units[first:last]).strip()
    before, after = f"{_CUT} " * (first > 0), f" {_CUT}" * (last < len(units))
    return f"{before}{shown[:most]}{after}"


def _wanted(query: str) -> frozenset[str]:
    """Return the words of the query and, of the ideas that it names, those of either language."""
    words = set(tokens(query))
    for term in terms_in(query):
        for name in (*term.english, *term.japanese):
            words.update(() if term.everyday else tokens(name))
    return frozenset(words)


def _worth(units: Sequence[str], met: Sequence[Collection[str]], first: int, most: int) -> float:
    """Return how many words are `met` in the units from `first` on, before the excerpt is full."""
    words: set[str] = set()
    figure, size = False, 0
    for unit, own in zip(units[first:], met[first:], strict=True):
        size += len(unit)
        if size > most and words:
            break
        if words.issuperset(own) and size > len(unit):
            continue
        words.update(own)
        figure = figure or bool(_FIGURE.search(unit))
    return (len(words) + _FIGURE_WORTH * figure) * bool(met[first])


def _row(text: str, wanted: Collection[str]) -> str:
    """Return the row of a table that has most of the words, each cell under its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    if len(rows) < 3 or not _RULE.fullmatch(rows[1]):
        return ""
    best = max(rows[2:], key=lambda row: len(set(tokens(row)) & set(wanted)))
    if not set(tokens(best)) & set(wanted):
        return ""
    name, *cells = _cells(best)
    heads = _cells(rows[0])[1:]
    pairs = (
        f"{head}: {cell}" if head else cell
        for head, cell in zip(heads, cells, strict=False)
        if cell
    )
    return f"{name} | {' | '.join(pairs)}"


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
