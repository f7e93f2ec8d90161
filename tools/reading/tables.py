"""Tables inside text: every body cell with the heads of its row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuroji.tools.reading.folding import fold


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell of a table, with the span of its text and what stands over it.

    `caption` is the text of the lines above the table, where units are often declared; `group` is
    the last row above that has a label and nothing else, as "Net income per share:" over "Basic".
    """

    start: int
    end: int
    text: str
    row: str
    column: str
    row_index: int
    column_index: int
    table_start: int
    table_end: int
    caption: str
    group: str = ""


def table_cells(text: str) -> tuple[Cell, ...]:
    r"""Return the body cells of every table in `text`: markdown, tabs, columns set by spaces.

    Lines that end in numbers are a table too when a line above them declares a unit or years.

    >>> table = "| ¥m | 2024 |\n|---|---|\n| Sales | 120 |"
    >>> [(cell.row, cell.column, cell.text) for cell in table_cells(table)]
    [('Sales', '2024', '120')]
    """
    found: list[Cell] = []
    for block in _blocks(text, _lines(text)):
        found.extend(_cells(text, block))
    return tuple(found)


_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    kind: str
    spans: tuple[_Span, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    lines: list[_Line]
    caption: str


_LONGEST = 600
_NUMBER = (
    r"[(△+-]{0,2}(?:[A-Z]{0,3}[$€£¥] ?)?[(△+-]?(?!000[)s\s])[0-9][0-9,]*(?:\.[0-9]+)?\)?[%xX倍]?\)?"
)
_DATA = re.compile(rf"(?:{_NUMBER}|[-–—―]|n/?[am]|N/?A)(?: ?[A-Za-z%]{{1,8}}|[^\x00-\x7f]{{1,4}})?")
_YEAR = re.compile(
    r"(?:FY|CY|Q[1-4] ?|[12]H ?|H[12] ?)?'?(?:(?:19|20)[0-9]{2}|"
    r"[0-9]{2}(?=[EAF]))(?:[EAF])?(?:年(?:度|[0-9]{1,2}月期)?)?"
)
_TAIL = re.compile(rf"(?:(?<=\s)|^)(?:{_NUMBER}|[–—-])(?:\s+(?:{_NUMBER}|[–—-]))*\s*$")
_RULE = re.compile(r"[|\s:=+\-–—]+")
_WIDE = re.compile(r"\t| {2,}|　+")
_NOTE = re.compile(r"\s*[(（\[][^()（）\[\]]{1,60}[)）\]]\s*")
_PIECE = re.compile(r"\S+")


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        yield _line(text, start, start + len(raw))
        start += len(raw) + 1


def _line(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    if not line.strip():
        return _Line(start, end, "empty", ())
    if len(line) > _LONGEST:
        return _Line(start, end, "prose", ())
    pipes = line.count("|") + line.count("│") + line.count("｜")
    if pipes >= 2 or (pipes and line.strip()[0] in "|│"):
        return _Line(start, end, "pipe", _pieces(line, start, re.compile(r"[|│｜]"), outer=True))
    if "\t" in line.strip():
        return _Line(start, end, "tab", _pieces(line, start, re.compile("\t"), outer=False))
    if _WIDE.search(line.strip()):
        return _Line(start, end, "aligned", _pieces(line.rstrip(), start, _WIDE, outer=False))
    return _plain(line, start, end)


def _plain(line: str, start: int, end: int) -> _Line:
    """A label and numbers behind it, with single spaces between."""
    tail = _TAIL.search(fold(line))
    if not tail or line.rstrip()[-1] in ".。":
        return _Line(start, end, "prose", ())
    label = line[: tail.start()].strip()
    first = start + line.index(label) if label else start
    numbers = (m.span() for m in _PIECE.finditer(re.sub(r"([$€£¥]) ", r"\1_", line), tail.start()))
    spans = ((first, first + len(label)), *((start + a, start + b) for a, b in numbers))
    return _Line(start, end, "plain", spans)


def _pieces(line: str, start: int, between: re.Pattern[str], outer: bool) -> tuple[_Span, ...]:
    edges = [0, *(edge for m in between.finditer(line) for edge in m.span()), len(line)]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    if outer:
        spans = spans[1:] if not line[slice(*spans[0])].strip() else spans
        spans = spans[:-1] if spans and not line[slice(*spans[-1])].strip() else spans
    elif between is _WIDE and spans[0][0] == spans[0][1]:
        spans = spans[1:]
    return tuple(_stripped(line, start, a, b) for a, b in spans)


def _stripped(line: str, start: int, a: int, b: int) -> _Span:
    piece = line[a:b]
    left = len(piece) - len(piece.lstrip())
    core = len(piece.strip())
    return start + a + left, start + a + left + core


def _blocks(text: str, lines: Iterator[_Line]) -> Iterator[_Block]:
    """Gather neighbouring lines of one kind; the prose right above them is their caption."""
    kept: list[_Line] = []
    above: list[_Line] = []
    notes: list[_Line] = []
    for line in lines:
        if kept and line.kind == "prose" and _NOTE.fullmatch(text, line.start, line.end):
            above, notes = [*above[-2:], line], [*notes[-2:], line]
            continue
        if kept and line.kind != kept[0].kind:
            yield _Block(kept[0].kind, kept, _joined(text, above))
            above = _titles(kept, above, notes)
            kept, notes = [], []
        if line.kind in ("prose", "empty"):
            above = [*above[-2:], line]
        else:
            kept.append(line)
    if kept:
        yield _Block(kept[0].kind, kept, _joined(text, above))


def _titles(kept: list[_Line], above: list[_Line], notes: list[_Line]) -> list[_Line]:
    """A line alone that ends in a number, "As of May 31, 2024", is a title of what follows."""
    if len(kept) > 1 or kept[0].kind != "plain":
        return []
    before = [line for line in above if line not in notes]
    return [*before[-2:], replace(kept[0], kind="prose"), *notes]


def _joined(text: str, above: list[_Line]) -> str:
    return "\n".join(text[line.start : line.end].strip() for line in above if line.kind == "prose")


def _cells(text: str, block: _Block) -> Iterator[Cell]:
    rows = [line for line in block.lines if not _RULE.fullmatch(text[line.start : line.end])]
    count = _heads(text, block, rows)
    heads, body = rows[:count], rows[count:]
    if not body or not _is_table(text, block, heads, body):
        return
    width = max(len(row.spans) for row in body)
    corner = next((text[slice(*line.spans[0])] for line in heads if line.spans), "")
    caption = "\n".join(filter(None, (block.caption, corner)))
    whole = (block.lines[0].start, block.lines[-1].end)
    group = ""
    for index, row in enumerate(body):
        label = text[slice(*row.spans[0])] if row.spans else ""
        if label and all(start == end for start, end in row.spans[1:]):
            group = label
        for column, (start, end) in enumerate(row.spans):
            if column and start < end:
                head = " ".join(filter(None, (_head(text, line, column, width) for line in heads)))
                yield Cell(
                    start, end, text[start:end], label, head, index, column, *whole, caption, group
                )


def _heads(text: str, block: _Block, rows: list[_Line]) -> int:
    """How many rows at the top hold no data: those above a rule, else those without numbers."""
    for position, line in enumerate(block.lines):
        if block.kind == "pipe" and _RULE.fullmatch(text[line.start : line.end]):
            return position
    for position, row in enumerate(rows):
        if any(_is_data(text[slice(*span)]) for span in row.spans[1:]):
            return position
    return len(rows)


def _is_data(cell: str) -> bool:
    folded = fold(cell)
    return bool(_DATA.fullmatch(folded)) and not _YEAR.fullmatch(folded)


def _is_table(text: str, block: _Block, heads: list[_Line], body: list[_Line]) -> bool:
    if block.kind == "aligned":
        return len(heads) + len(body) > 1 and any(
            _is_data(text[slice(*span)]) for row in body for span in row.spans[1:]
        )
    return True


def _head(text: str, line: _Line, column: int, width: int) -> str:
    """The head over a column; where the first column has none, heads are counted from the right."""
    shift = width - len(line.spans) if line.kind in ("aligned", "plain") else 0
    index = column - shift
    return text[slice(*line.spans[index])] if 0 <= index < len(line.spans) else ""
