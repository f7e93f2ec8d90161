"""A labelled figure: everything that a fact says of it besides where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from kuroji.tools.metrics import Metric
    from kuroji.tools.period import Period
    from kuroji.tools.reading import Figure


@dataclass(frozen=True, slots=True)
class Label:
    """A figure of a passage with metric, sign by meaning, company, perimeter, period and basis."""

    figure: Figure
    metric: Metric
    sign: int
    entity: str
    perimeter: str
    period: Period | None
    basis: str

    @property
    def ends(self) -> tuple[Decimal, Decimal | None]:
        """The value and, for a range, its upper end, signed by meaning."""
        low, high = self.figure.value, self.figure.value_high
        if self.metric.size or self.sign < 0:
            low, high = abs(low), None if high is None else abs(high)
        if self.sign < 0 and not self.metric.size:
            return (-low, None) if high is None else (-high, -low)
        return low, high
