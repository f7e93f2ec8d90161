"""The catalogue: every metric by its id, and the growth of those that grow."""

from collections.abc import Mapping
from types import MappingProxyType

from kuroji.tools.metrics.balance import BALANCE
from kuroji.tools.metrics.cash import CASH
from kuroji.tools.metrics.contracts import CONTRACTS
from kuroji.tools.metrics.costs import COSTS
from kuroji.tools.metrics.income import INCOME
from kuroji.tools.metrics.market import MARKET
from kuroji.tools.metrics.metric import Metric
from kuroji.tools.metrics.usage import USAGE

_STATED: tuple[Metric, ...] = (*INCOME, *COSTS, *CASH, *BALANCE, *CONTRACTS, *USAGE, *MARKET)


def growth_of(metric: Metric) -> Metric | None:
    """The growth of a metric in percent; a ratio, a price and a duration have none here."""
    return METRICS.get(f"{metric.id}_growth")


def _growth(metric: Metric) -> Metric:
    return Metric(
        id=f"{metric.id}_growth",
        kind="ratio",
        en=f"Growth of {metric.en[0].lower()}{metric.en[1:]}",
        ja=f"{metric.ja}の増減率",
        names_en=(f"{metric.en.lower()} growth",) if metric.en.isascii() else (),
        names_ja=(f"{metric.ja}成長率", f"{metric.ja}の増減率"),
        default_basis=metric.default_basis,
        figure_kinds=("percent",),
    )


METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        metric.id: metric
        for metric in (
            *_STATED,
            *(_growth(m) for m in _STATED if m.kind in ("flow", "stock", "count")),
        )
    }
)
