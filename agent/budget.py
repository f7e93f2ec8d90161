"""What a run may spend: the worst case is reserved before a call and settled after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Lock

from kuroji.agent.events import Usage
from kuroji.agent.prices import Price, Tokens, cost, worst_case
from kuroji.agent.spending import Spending


class OverBudget(Exception):
    """The next call could cost more than is left; raised before anything is sent."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """The worst case of one call, and its row among the day's spending."""

    worst: Decimal
    row: int | None


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(slots=True)
class Budget:
    """The money of one run; `spent + reserved` never passes `ceiling`, nor the day's `daily`.

    Without a price only tokens are counted, and a limit in money lets nothing pass.
    """

    model: str = ""
    price: Price | None = None
    ceiling: Decimal | None = None
    daily: Decimal | None = None
    book: Spending | None = None
    today: Callable[[], date] = _today
    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    calls: int = 0
    uncounted: int = 0
    tokens: Tokens = field(default_factory=lambda: Tokens(0, 0))
    _held: Lock = field(default_factory=Lock)

    def reserve(self, sent_bytes: int, most_output: int) -> Reservation:
        """Set the worst case of a call aside, or raise OverBudget."""
        if self.price is None:
            if self.ceiling is not None or self.daily is not None:
                raise OverBudget(no_price(self.model))
            return Reservation(Decimal(0), None)
        worst = worst_case(self.price, sent_bytes, most_output)
        with self._held:
            left = None if self.ceiling is None else self.ceiling - self.spent - self.reserved
            if left is not None and worst > left:
                raise OverBudget(_over("the budget", self.ceiling, left, worst))
            row = self._booked(worst)
            self.reserved += worst
        return Reservation(worst, row)

    def _booked(self, worst: Decimal) -> int | None:
        if self.book is None:
            return None
        row, before = self.book.reserve(self.today(), self.model, worst, self.daily)
        if row is None:
            left = (self.daily or Decimal(0)) - before
            raise OverBudget(_over("the day's budget", self.daily, left, worst))
        return row

    def settle(self, made: Reservation, tokens: Tokens | None) -> None:
        """Charge what a reply's server counted; one that counted nothing is charged the worst."""
        actual = cost(self.price, tokens) if self.price and tokens else made.worst
        with self._held:
            self.calls += 1
            self.uncounted += tokens is None
            if tokens is not None:
                self.tokens = Tokens(
                    self.tokens.input + tokens.input,
                    self.tokens.output + tokens.output,
                    self.tokens.cached + tokens.cached,
                )
            self._close(made, actual)

    def release(self, made: Reservation) -> None:
        """Give back what a call had reserved that the server did not take up."""
        with self._held:
            self._close(made, Decimal(0))

    def _close(self, made: Reservation, actual: Decimal) -> None:
        self.reserved -= made.worst
        self.spent += actual
        if self.book is not None and made.row is not None:
            self.book.settle(made.row, actual)

    def usage(self) -> Usage:
        """Return what the run has used so far."""
        with self._held:
            return Usage(
                calls=self.calls,
                input_tokens=self.tokens.input,
                cached_tokens=self.tokens.cached,
                output_tokens=self.tokens.output,
                uncounted=self.uncounted,
                cost=None if self.price is None and self.calls else self.spent,
            )


def no_price(model: str) -> str:
    """Say that a limit in money cannot be kept, and what to do."""
    return (
        f"no price is known for {model}, so a budget cannot be kept; put its price into"
        f' kuroji.toml: [prices."{model}"] with input and output in dollars a million tokens'
    )


def _over(what: str, limit: Decimal | None, left: Decimal, worst: Decimal) -> str:
    return (
        f"{what} of {dollars(limit or Decimal(0))} has {dollars(left)} left and the next call could"
        f" cost {dollars(worst)}; raise --max-cost, or lower KUROJI_MAX_OUTPUT_TOKENS"
    )


def dollars(amount: Decimal) -> str:
    """Write an amount of dollars to a hundredth of a cent, and never a small cost as nothing.

    >>> dollars(Decimal("0.0123")), dollars(Decimal("0.00001")), dollars(Decimal(2))
    ('$0.0123', '$0.0001', '$2.00')
    """
    if amount <= 0:
        return "$0.00"
    step = Decimal("0.0001")
    shown = max(amount.quantize(step, "ROUND_UP"), step)
    whole = shown.quantize(Decimal("0.01"))
    return f"${whole if whole == shown else shown}"
