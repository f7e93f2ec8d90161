"""A passage's figures, in sentences and in tables, each with its label or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge.labels.filings import certain, is_silent
from kuroji.knowledge.labels.prose import prose_labels
from kuroji.knowledge.labels.sentences import sentences
from kuroji.knowledge.labels.setting import setting_of
from kuroji.knowledge.labels.tables import cut_table, table_labels
from kuroji.tools.reading import read, table_cells

if TYPE_CHECKING:
    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.label import Label
    from kuroji.knowledge.passage import Passage, Source


def labels_of(passage: Passage, source: Source, companies: Companies) -> tuple[Label, ...]:
    """Return a label for every figure of `passage` of which enough is certain, in order."""
    if is_silent(passage, source):
        return ()
    setting = setting_of(passage, source, companies)
    table = cut_table(passage)
    figures = read(table.text, passage.language, header=passage.heading)
    cells = table_cells(table.text)
    spans = sorted({(c.table_start, c.table_end) for c in cells})
    outside = [f for f in figures if not any(s <= f.start < e for s, e in spans)]
    found = [
        *table_labels(table.text, figures, cells, setting, companies),
        *prose_labels(sentences(table.text, outside, spans, companies), setting, companies),
    ]
    moved = (table.moved(label) for label in found)
    kept = [label for label in moved if label.figure.start >= 0 and not _marked(passage, label)]
    tables = [(start - table.lead, end - table.lead) for start, end in spans]
    return tuple(
        sorted(certain(kept, passage, source, tables), key=lambda label: label.figure.start)
    )


def _marked(passage: Passage, label: Label) -> bool:
    figure = label.figure
    return any(m.start < figure.end and figure.start < m.end for m in passage.marks)
