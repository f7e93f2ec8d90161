"""What a sentence is held against, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Reason = Literal[
    "",
    "wrong_number",
    "wrong_scale",
    "wrong_sign",
    "wrong_unit",
    "wrong_year_or_row",
    "wrong_basis",
    "wrong_entity",
    "wrong_derivation",
    "fabricated",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that the sentence may rest on; `title` names its document, or is empty."""

    id: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Given:
    """A calculation that is taken as true, whatever its name.

    `value` is in `unit` as people write it: growth of 25 % is 25 percent.
    """

    id: str
    calculator: str
    inputs: Mapping[str, object]
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the sentence is supported; the reason if not, and one sentence for people."""

    supported: bool
    reason: Reason
    detail: str
