"""The figures of a text with their labels; sentence and passage are read by the same rules."""

import re
from functools import lru_cache

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.names import names_of
from kuroji.knowledge.tieout.setting import Setting
from kuroji.knowledge.tieout.timing import When, times_of
from kuroji.knowledge.tieout.windows import sentences_of
from kuroji.tools.reading import Cell, Figure, read, table_cells


@lru_cache(maxsize=512)
def claims_of(passage_id: str, text: str, title: str, lang: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of a text, in order; a sentence under judgement has no `passage_id`."""
    cells = table_cells(text)
    figures = [f for f in read(text, lang, header=title) if f.figure_kind not in ("year", "date")]
    figures = [f for f in figures if not _structural(f, text) and not _in_name(f, text)]
    claims: list[Claim] = []
    setting = Setting.of(text, title)
    in_cells = {f.start: cell for f in figures if (cell := _cell_at(cells, f)) is not None}
    for number, (start, end) in enumerate(sentences_of(text)):
        inside = [f for f in figures if start <= f.start < end and f.start not in in_cells]
        if inside or not in_cells:
            claims += setting.prose(text[start:end], start, inside, (passage_id, number))
    dated = _dated_columns(cells)
    for figure in figures:
        if figure.start in in_cells:
            cell = in_cells[figure.start]
            when = dated.get((cell.table_start, cell.column_index), ())
            claims.append(setting.cell(figure, cell, passage_id, when))
    return tuple(claims)


def _dated_columns(cells: tuple[Cell, ...]) -> dict[tuple[int, int], tuple[When, ...]]:
    """The periods of the columns where a row of the table's body gives them."""
    found: dict[tuple[int, int], tuple[When, ...]] = {}
    for cell in cells:
        times = tuple(t for t in times_of(cell.text) if t.years)
        if times:
            found.setdefault((cell.table_start, cell.column_index), times)
    return found


def _cell_at(cells: tuple[Cell, ...], figure: Figure) -> Cell | None:
    return next((c for c in cells if c.start <= figure.start and figure.end <= c.end), None)


def _in_name(figure: Figure, text: str) -> bool:
    """Whether a numeral is part of a name: 千種メディカル."""
    if text.isascii() or any(letter.isdigit() for letter in figure.text):
        return False
    return any(n.start <= figure.start < n.end and n.sure for n in names_of(text))


_COUNTED = re.compile(
    r"(?:\b(?:last|first|past|next|previous|prior|"
    r"top|largest|biggest|leading|these|those|all|its|the|both)\s*(?:fiscal )?|"
    r"直近|過去|最初の|今後|上位|大手)$",
    re.IGNORECASE,
)


_AWAY = re.compile(r"\s*(?:前|ago\b|earlier\b|before\b|prior\b)")
_WITHIN_ONE = re.compile(r"間?で")
_SUMMED = re.compile(r"の[^。]{0,40}(?:合わせ|合計|計で|累計)")
_A_YEAR = re.compile(r"(?:12|twelve) months|(?:four|4) quarters|12[かカヶ]月間?", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:over|in|within|during)(?: the)?(?: past| last| space of)? $", re.IGNORECASE
)
_PER_ONE = re.compile(r"(?:当たり|あたり|につき|ごと)")


def _structural(figure: Figure, text: str) -> bool:
    """Whether a small number only orders the sentence: its last two rounds, one firm."""
    if _AWAY.match(text, figure.end) and figure.figure_kind == "duration":
        return True
    if figure.value == 1 and figure.unit == "years" and _WITHIN_ONE.match(text, figure.end):
        return True
    if figure.value == 1 and _PER_ONE.match(text, figure.end):
        return True
    listed = figure.text.endswith("回") or figure.figure_kind == "duration"
    if listed and figure.value <= 12 and _SUMMED.match(text, figure.end):
        return True
    if _A_YEAR.fullmatch(figure.text) and _IN_ALL.search(text[: figure.start]):
        return True
    if figure.unit not in ("count", "years", "months", "people") or figure.value > 12:
        return False
    if any(letter.isdigit() for letter in figure.text):
        return False
    return (figure.value == 1 and figure.unit == "count") or bool(
        _COUNTED.search(text[max(0, figure.start - 20) : figure.start])
    )
