"""Facts of a passage: every figure that can be given a company, a metric and a basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kuroji.knowledge.labels import Label, labels_of
from kuroji.knowledge.ledger import Basis, Fact, fact_id
from kuroji.knowledge.passage import worst

if TYPE_CHECKING:
    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.passage import Passage, Source


def facts_of(passage: Passage, source: Source, companies: Companies) -> tuple[Fact, ...]:
    """Return the facts of `passage` in order; a figure of which something is unsure is no fact.

    The period alone may be missing: a figure with company and metric, of an unstated time.
    """
    facts: dict[tuple[int, int], Fact] = {}
    for label in labels_of(passage, source, companies):
        fact = _fact(label, passage, source)
        facts.setdefault((fact.start, fact.end), fact)
    return tuple(facts.values())


def relabel(fact: Fact, passage: Passage, source: Source, companies: Companies) -> Fact | None:
    """Read the span of `fact` again: the fact that it gives now, or nothing if it gives none."""
    for again in facts_of(passage, source, companies):
        if (again.start, again.end) == (fact.start, fact.end):
            return again
    return None


def _fact(label: Label, passage: Passage, source: Source) -> Fact:
    figure, period = label.figure, label.period
    value, high = label.ends
    when = period.label if period else None
    return Fact(
        id=fact_id(label.metric.id, when, passage.id, figure.start, figure.end),
        entity=label.entity,
        metric=label.metric.id,
        value=value,
        value_high=high,
        unit=figure.unit,
        figure_kind=figure.figure_kind,
        kind=label.metric.kind,
        basis=cast("Basis", label.basis),
        currency=figure.currency if figure.figure_kind == "money" else None,
        scale=figure.scale,
        approx=figure.approx,
        period=when,
        period_end=period.end if period else None,
        perimeter=label.perimeter,
        source_id=source.id,
        passage_id=passage.id,
        start=figure.start,
        end=figure.end,
        quote=passage.text[figure.start : figure.end],
        # A letter told from a picture may be another: such a figure is never better than C.
        grade=worst((source.grade, "C")) if passage.recognised else source.grade,
    )
