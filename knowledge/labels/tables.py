"""Labels of the cells of a table: from its row, its column, what stands over it and beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.basis import basis_of
from kuroji.knowledge.labels.heads import Heads, heads_of
from kuroji.knowledge.labels.label import Label
from kuroji.knowledge.labels.setting import frame_of
from kuroji.knowledge.labels.timing import DATED, settled
from kuroji.knowledge.labels.whose import INDUSTRY, is_one, market, of_market
from kuroji.tools.metrics import METRICS, growth_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kuroji.knowledge.entities import Companies
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.knowledge.passage import Passage
    from kuroji.tools.metrics import Mention, Metric
    from kuroji.tools.period import Period
    from kuroji.tools.reading import Cell, Figure

_GROWTH = re.compile(
    r"%\s*change|\bchange\b|\bgrowth\b|\byoy\b|y/y|year[- ]over[- ]year|増減|"
    r"前年同?期?比|前期比|成長率|対前年|伸び",
    re.I,
)
_SHARE_OF = re.compile(
    r"% of (?:net |total )?(?:revenue|sales)|percent(?:age)? of|売上高?比|構成比|割合", re.I
)
_CASH_FLOW_TABLE = re.compile(r"operating activities|営業活動による", re.IGNORECASE)
_ROLL_FORWARD = re.compile(
    r"balances?,? (?:at |as of )?(?:the )?(?:beginning|start)|(?:beginning|opening) balances?"
    r"|(?<!物の)(?<!物)期首残高",
    re.IGNORECASE,
)
_CHANGE_ROW = re.compile(
    r"beginning of|at start of|期首残高|^(?:change|increase|decrease)s? in|"
    r"の増減額?|の増加額|の減少額|^(?:net )?(?:increase|decrease)|effect of",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CutTable:
    """A passage's text with the head that its table lost in cutting put before it."""

    text: str
    lead: int

    def moved(self, label: Label) -> Label:
        """Return `label` with its figure's place counted from the passage."""
        figure = label.figure
        return replace(
            label,
            figure=replace(figure, start=figure.start - self.lead, end=figure.end - self.lead),
        )


def cut_table(passage: Passage) -> CutTable:
    """Give a table that was cut between rows its head back, from the passage's heading."""
    parts = passage.heading.split(" > ")
    head = next((part for part in reversed(parts) if part.startswith("|")), None)
    if head is None or not passage.text.lstrip().startswith("|"):
        return CutTable(passage.text, 0)
    columns = head.strip("|").count("|") + 1
    over = [part for part in parts if not part.startswith("|")][-1:]
    lead = "".join(f"{part}\n\n" for part in over) + f"{head}\n|{'---|' * columns}\n"
    return CutTable(lead + passage.text, len(lead))


def table_labels(
    text: str,
    figures: Iterable[Figure],
    cells: Iterable[Cell],
    setting: Setting,
    companies: Companies,
) -> Iterator[Label]:
    """Yield the label of every cell whose heads say enough."""
    known = [f for f in figures if f.figure_kind not in ("year", "date")]
    every = list(cells)
    for cell in every:
        own = [f for f in known if cell.start <= f.start and f.end <= cell.end]
        if len(own) != 1:
            continue
        row = [
            c for c in every if c.table_start == cell.table_start and c.row_index == cell.row_index
        ]
        label = _cell(own[0], heads_of(text, cell, row, setting, companies), setting, companies)
        if label is not None:
            yield label


def _cell(figure: Figure, heads: Heads, setting: Setting, companies: Companies) -> Label | None:
    named = _metric(figure, heads)
    if named is None or heads.entity is None:
        return None
    mention, metric = named
    if _CHANGE_ROW.search(heads.row) or _is_cash_flow_change(metric, heads):
        return None
    if metric.kind == "flow" and _rolls_forward(heads):
        return None
    entity, perimeter = heads.entity, heads.perimeter
    if metric.id.removesuffix("_growth") in INDUSTRY:
        entity, perimeter = market(setting, companies)
    elif not is_one(entity, companies):
        perimeter = f"industry:{entity}" if of_market(metric) else None
    if perimeter is None:
        return None
    frame = frame_of(setting, entity, companies)
    period = _period(metric, heads, frame, is_one(entity, companies))
    words = " ".join((heads.row, heads.column, heads.near))
    basis = basis_of(metric, figure, words, frame)
    if not is_one(entity, companies) and basis in ("gaap", "ifrs", "jgaap"):
        basis = "estimate"
    return Label(figure, metric, mention.sign, entity, perimeter, period, basis)


def _metric(figure: Figure, heads: Heads) -> tuple[Mention, Metric] | None:
    """The metric of the row, else of the column, else of what stands over the table."""
    for mention in heads.metrics:
        if _SHARE_OF.search(heads.column) and not _SHARE_OF.search(heads.row):
            return None
        if _GROWTH.search(heads.column):
            growth = growth_of(mention.metric)
            percent = figure.figure_kind == "percent"
            return (replace(mention, sign=1), growth) if growth and percent else None
        metric = mention.taking(figure.figure_kind)
        if metric is not None:
            return mention, metric
        if figure.unit == "percent" and _GROWTH.search(heads.row):
            growth = growth_of(mention.metric)
            return (replace(mention, sign=1), growth) if growth else None
        return None
    return None


def _is_cash_flow_change(metric: Metric, heads: Heads) -> bool:
    """In a cash flow statement, receivables and inventory are changes of theirs."""
    still = metric.kind == "stock" and metric.id not in ("cash", "liquidity")
    return still and bool(_CASH_FLOW_TABLE.search(heads.table))


def _rolls_forward(heads: Heads) -> bool:
    """Say whether a table goes from one balance to the next: it recognises a part of its own."""
    return bool(_ROLL_FORWARD.search(heads.table)) and not _CASH_FLOW_TABLE.search(heads.table)


def _period(metric: Metric, heads: Heads, setting: Setting, one: bool) -> Period | None:
    period = heads.period
    if period is None or not one:
        return period
    kind = METRICS[metric.id.removesuffix("_growth")].kind
    if kind == "flow" and period.kind == "month" and metric.id not in DATED:
        return None
    return settled(period, kind, setting.accounts, setting.home)
