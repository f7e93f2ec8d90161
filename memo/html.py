"""Filled → one self-contained HTML page in which every figure opens its source."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, Template, select_autoescape
from markupsafe import Markup

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Passage, Source
from kuroji.memo.cards import card_id, cards
from kuroji.memo.fill import (
    FilledBlock,
    FilledNumbered,
    FilledParagraph,
    FilledTable,
    Filler,
    Run,
    Sentence,
)
from kuroji.memo.markdown import appendix, note_labels
from kuroji.memo.model import Memo
from kuroji.memo.places import Picture
from kuroji.memo.preamble import preamble, title
from kuroji.memo.tables import note
from kuroji.memo.wording import word

_BOLD = re.compile(r"\*\*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run as the template takes it."""

    text: str
    html: Markup
    source: str | None
    card: str | None


@dataclass(frozen=True, slots=True)
class _Spoken:
    runs: tuple[_Piece, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows behind its figures; `recognised` sources were told from pictures."""

    passages: Mapping[str, Passage]
    sources: Mapping[str, Source]
    pictures: Sequence[Picture]
    recognised: Collection[str]


def html(memo: Memo, ledger: Ledger, shown: Shown) -> str:
    """Write the whole memo; nothing is loaded from elsewhere and no script runs."""
    sources = shown.sources
    filler = Filler(ledger, memo.language)
    filled = filler.memo(memo)
    labels = note_labels(filled)
    bold = _Bold()
    sections = [
        {"id": s.id, "title": s.title, "blocks": [_block(block, bold) for block in s.blocks]}
        for s in filled
    ]
    parts = [
        {"title": word(key, memo.language), "head": head, "rows": rows}
        for key, (head, rows) in appendix(ledger, memo.language)
    ]
    return _template().render(
        language=memo.language,
        title=title(memo),
        preamble="".join(s.text for s in preamble(memo, filler)),
        labels=labels,
        sections=sections,
        appendix=parts,
        words={key: word(key, memo.language) for key in ("appendix", "sources")},
        notes=[
            {
                "label": label,
                "text": note(sources[i], memo.language, recognised=i in shown.recognised),
                "url": _web(sources[i].url),
            }
            for i, label in labels.items()
        ],
        cards=cards(ledger, shown.passages, sources, memo.language, shown.pictures),
        pictures=[(*picture.size, picture.png) for picture in shown.pictures],
    )


@lru_cache
def _template() -> Template:
    text = files(__name__.rpartition(".")[0]).joinpath("memo.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True)
    return environment.from_string(text)


def _web(url: str | None) -> str | None:
    """Return an address that a browser may follow; any other scheme is not shown."""
    return url if url and url.startswith(("https://", "http://")) else None


class _Bold:
    """Turns pairs of ** into <strong>, across the runs of a paragraph."""

    def __init__(self) -> None:
        self._open = False

    def html(self, text: str) -> Markup:
        return Markup(_BOLD.sub(lambda _: self._tag(), escape(text)))  # noqa: S704 - escaped above

    def _tag(self) -> str:
        self._open = not self._open
        return "<strong>" if self._open else "</strong>"

    def closed(self) -> None:
        self._open = False


def _block(block: FilledBlock, bold: _Bold) -> dict[str, object]:
    bold.closed()
    match block:
        case FilledParagraph():
            spoken = [_spoken(s, bold) for s in block.sentences]
            return {"kind": "paragraph", "later": block.later, "sentences": spoken}
        case FilledTable():
            rows = [[_spoken(cell, bold) for cell in row] for row in block.rows]
            return {"kind": "table", "columns": block.columns, "rows": rows}
        case FilledNumbered():
            return {"kind": "numbered", "lines": [_spoken(item, bold) for item in block.items]}


def _spoken(sentence: Sentence, bold: _Bold) -> _Spoken:
    return _Spoken(tuple(_piece(run, bold) for run in sentence.runs), bool(sentence.failed))


def _piece(run: Run, bold: _Bold) -> _Piece:
    card = card_id(run.ref) if run.ref else None
    return _Piece(run.text, bold.html(run.text), run.source, card)
