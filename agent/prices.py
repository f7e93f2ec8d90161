"""What tokens cost: the worst case before a call, the count of its reply after it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

_MILLION = 1_000_000


class Price(BaseModel):
    """US dollars for a million tokens; `cached` is what a provider takes for input it has kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: Decimal = Field(ge=0, allow_inf_nan=False)
    output: Decimal = Field(ge=0, allow_inf_nan=False)
    cached: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one reply as its server counted them; `cached` are part of `input`."""

    input: int
    output: int
    cached: int = 0


def cost(price: Price, tokens: Tokens) -> Decimal:
    """Return what a reply cost, in dollars.

    >>> cost(Price(input="1.25", output="10", cached="0.125"), Tokens(2_000, 500, cached=1_000))
    Decimal('0.006375')
    """
    cached = price.input if price.cached is None else price.cached
    fresh = tokens.input - tokens.cached
    whole = fresh * price.input + tokens.cached * cached + tokens.output * price.output
    return whole / _MILLION


def worst_case(price: Price, sent_bytes: int, most_output: int) -> Decimal:
    """Return the most that a call can cost: no tokenizer makes more tokens than there are bytes."""
    return cost(price, Tokens(sent_bytes, most_output))


# List prices as published for June 2026; a table in the settings goes before them.
LISTED: Final = MappingProxyType(
    {
        "gpt-5": Price(input=Decimal("1.25"), output=Decimal(10), cached=Decimal("0.125")),
        "gpt-5-mini": Price(input=Decimal("0.25"), output=Decimal(2), cached=Decimal("0.025")),
        "gpt-5-nano": Price(input=Decimal("0.05"), output=Decimal("0.4"), cached=Decimal("0.005")),
    }
)
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def price_of(model: str, table: Mapping[str, Price]) -> Price | None:
    """Return the price of a model by its name, with or without the date of its version.

    >>> price_of("gpt-5-2025-08-07", {}) == LISTED["gpt-5"]
    True
    """
    for name in (model, _DATED.sub("", model)):
        if (found := table.get(name) or LISTED.get(name)) is not None:
            return found
    return None
