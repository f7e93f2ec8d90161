"""Filled → Markdown with footnotes."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from kuroji.knowledge.ledger import Ledger
from kuroji.knowledge.passage import Language, Source
from kuroji.memo.fill import (
    FilledBlock,
    FilledNumbered,
    FilledParagraph,
    FilledSection,
    FilledTable,
    Filler,
    Sentence,
)
from kuroji.memo.model import Memo
from kuroji.memo.preamble import preamble, title
from kuroji.memo.tables import (
    Rows,
    assumption_rows,
    calculation_rows,
    fact_rows,
    note,
    refusal_rows,
)
from kuroji.memo.wording import word


def markdown(
    memo: Memo,
    ledger: Ledger,
    sources: Mapping[str, Source],
    recognised: Collection[str] = (),
) -> str:
    """Write the whole memo; the appendix holds facts, calculations, assumptions and refusals.

    `recognised` are the sources whose letters were told from pictures.
    """
    filler = Filler(ledger, memo.language)
    filled = filler.memo(memo)
    labels = note_labels(filled)
    parts = [f"# {title(memo)}", f"*{''.join(s.text for s in preamble(memo, filler))}*"]
    for number, section in enumerate(filled, start=1):
        parts.append(f"## {number} {section.title}")
        parts += [_block(block, labels) for block in section.blocks]
    parts.append(f"## {word('appendix', memo.language)}")
    for key, rows in appendix(ledger, memo.language):
        parts += [f"**{word(key, memo.language)}**", _table(*rows)]
    notes = [
        f"[^{label}]: {note(sources[i], memo.language, recognised=i in recognised)}"
        for i, label in labels.items()
    ]
    return "\n\n".join(part for part in parts if part) + "\n\n" + "\n".join(notes) + "\n"


def appendix(ledger: Ledger, language: Language) -> Iterable[tuple[str, Rows]]:
    """Yield the parts of the appendix that have rows."""
    makers = {
        "assumptions": assumption_rows,
        "refusals": refusal_rows,
        "calculations": calculation_rows,
        "facts": fact_rows,
    }
    for key, maker in makers.items():
        head, rows = maker(ledger, language)
        if rows:
            yield key, (head, rows)


def note_labels(filled: Iterable[FilledSection]) -> dict[str, str]:
    """Number the sources that are cited, in order of first mention."""
    ids = dict.fromkeys(
        run.source
        for section in filled
        for sentence in _sentences(section.blocks)
        for run in sentence.runs
        if run.source
    )
    return {id: f"n{number}" for number, id in enumerate(ids, start=1)}


def _sentences(blocks: Iterable[FilledBlock]) -> Iterable[Sentence]:
    for block in blocks:
        match block:
            case FilledParagraph():
                yield from block.sentences
            case FilledTable():
                for row in block.rows:
                    yield from row
            case FilledNumbered():
                yield from block.items


def _block(block: FilledBlock, labels: Mapping[str, str]) -> str:
    match block:
        case FilledParagraph():
            text = "".join(spoken(sentence, labels) for sentence in block.sentences)
            return f"‡ {text}" if block.later else text
        case FilledTable():
            rows = tuple(tuple(spoken(cell, labels) for cell in row) for row in block.rows)
            return _table(block.columns, rows)
        case FilledNumbered():
            items = (spoken(item, labels) for item in block.items)
            return "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))


def spoken(sentence: Sentence, labels: Mapping[str, str]) -> str:
    """Write a sentence with its notes; struck through where a test has ceased to hold."""
    text = "".join(f"[^{labels[run.source]}]" if run.source else run.text for run in sentence.runs)
    if not sentence.failed:
        return text
    kept = text.rstrip()
    return f"~~{kept}~~{text[len(kept) :]}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
