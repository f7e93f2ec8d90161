"""A passage's figures, in sentences and in tables, each with its label or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kuroji.knowledge.labels.prose import prose_labels
from kuroji.knowledge.labels.sentences import sentences
from kuroji.knowledge.labels.setting import setting_of
from kuroji.knowledge.labels.tables import cut_table, table_labels
from kuroji.knowledge.readers.concepts import ORDER
from kuroji.knowledge.readers.tagged import COMPANY_FACTS, TAGGED_KINDS, is_statement
from kuroji.tools.reading import read, table_cells

if TYPE_CHECKING:
    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.label import Label
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.knowledge.passage import Passage, Source


def labels_of(passage: Passage, source: Source, companies: Companies) -> tuple[Label, ...]:
    """Return a label for every figure of `passage` of which enough is certain, in order."""
    tagged = source.kind in TAGGED_KINDS
    stated = tagged and is_statement(passage.heading)
    if source.kind == COMPANY_FACTS and not stated:
        return ()  # a tag that says no known metric is not guessed at
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
    return tuple(
        sorted(
            (
                label
                for label in (table.moved(label) for label in found)
                if label.figure.start >= 0
                and not _marked(passage, label)
                and (stated or not tagged or not _is_tagged(label, setting))
            ),
            key=lambda label: label.figure.start,
        )
    )


def _is_tagged(label: Label, setting: Setting) -> bool:
    """Tell whether the filing tags this metric itself: then its tags are read, not its words."""
    whole = label.perimeter == f"company:{setting.entity}"
    return whole and label.metric.id in ORDER


def _marked(passage: Passage, label: Label) -> bool:
    figure = label.figure
    return any(m.start < figure.end and figure.start < m.end for m in passage.marks)
