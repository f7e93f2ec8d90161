"""What a run may assume: the published list, or what the user typed; never a model's own figure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kuroji.knowledge.ledger import Assumption, Ledger
from kuroji.memo.assumptions import DEFAULTS, Default
from kuroji.tools.catalog import CATALOG
from kuroji.tools.reading import Figure, read

_UNITS: Final[Mapping[str, str]] = MappingProxyType({"percent": "percent", "duration": "years"})
_MONTHS: Final = Decimal(12)
_BARE: Final = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d.,]*\d)")

# What a portfolio of pilots costs and brings when the user names nothing but how many there were.
_PROJECT: Final[Mapping[str, Default]] = MappingProxyType(
    {
        name: Default(name, Decimal(value), unit, why)
        for name, value, unit, why in (
            ("cost_per_pilot", "250000", "USD", ("a pilot of three months", "三カ月の試行")),
            ("deployment_cost", "1500000", "USD", ("going live, once", "本番化の一回の費用")),
            ("annual_benefit", "3000000", "USD", ("a year, at full use", "全面利用時の年間効果")),
            ("annual_run_cost", "500000", "USD", ("a year, when live", "稼働後の年間費用")),
            ("ramp_first_year", "50", "percent", ("use grows into it", "利用は徐々に広がる")),
            ("ramp_full", "100", "percent", ("full use afterwards", "その後は全面利用")),
            ("discount_rate", "10", "percent", ("return on capital asked", "資本が求める率")),
        )
    }
)
PUBLISHED: Final[Mapping[str, Default]] = MappingProxyType({**DEFAULTS, **_PROJECT})
_INPUTS: Final = frozenset(role for entry in CATALOG.values() for role in entry.roles)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as an assumption holds it: percent as written, a duration in years, money."""

    value: Decimal
    unit: str
    currency: str | None


def amounts(texts: Iterable[str]) -> tuple[Amount, ...]:
    """Return every figure in what the user typed, those without a unit too."""
    found: dict[Amount, None] = {}
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        found.update(dict.fromkeys(_amount(figure) for figure in read(plain)))
        bare = (Amount(Decimal(m.group()), "number", None) for m in _BARE.finditer(plain))
        found.update(dict.fromkeys(bare))
    return tuple(found)


def _amount(figure: Figure) -> Amount:
    value = figure.value / _MONTHS if figure.unit == "months" else figure.value
    unit = _UNITS.get(figure.figure_kind, "number")
    currency = figure.currency if figure.figure_kind == "money" else None
    return Amount(value, currency or unit, currency)


def assumption(
    ledger: Ledger, name: str, text: str, why: str, typed: Iterable[Amount]
) -> Assumption | str:
    """Make the assumption `name` of the value in `text`, or say in a sentence why not.

    Without `text` it has the value of the published list. Another value must be one that the user
    typed: a number without a unit takes the unit of the list.
    """
    default = PUBLISHED.get(name)
    if default is None and name not in _INPUTS:
        return f"refused: {name} is no assumption; choose of {', '.join(sorted(PUBLISHED))}"
    if not text.strip():
        if default is None:
            return f"refused: {name} has no published value; give one that the user typed"
        return made(ledger, default.name, _usual(default), default.why, "default")
    given = amounts([text])
    fits = [amount for amount in given if _was_typed(amount, typed)]
    if not fits:
        return (
            f"refused: {text} was not typed by the user; ask for a value, or leave it out to take"
            " the published one"
        )
    amount = fits[0]
    if default is not None and amount.unit == "number" and default.unit != "number":
        amount = Amount(amount.value, default.unit, _currency(default))
    return made(ledger, name, amount, (why, why), "user")


def _usual(default: Default) -> Amount:
    return Amount(default.value, default.unit, _currency(default))


def _currency(default: Default) -> str | None:
    return default.unit if default.unit.isupper() else None


def _was_typed(amount: Amount, typed: Iterable[Amount]) -> bool:
    """Tell whether the user typed this figure; a unit may have been left out on either side."""
    return any(
        amount.value == own.value
        and (amount.unit == own.unit or "number" in (amount.unit, own.unit))
        for own in typed
    )


def made(ledger: Ledger, name: str, amount: Amount, why: tuple[str, str], by: str) -> Assumption:
    """Append an assumption under its name, or under its name and value where that one is taken."""
    known = ledger.assumption(name)
    if known is not None and known.value == amount.value:
        return known
    id = name if known is None else f"{name}-{_slug(amount.value)}"
    if (again := ledger.assumption(id)) is not None:
        return again
    entry = Assumption(
        id=id,
        label=f"A{len(ledger.assumptions) + 1}",
        name=name,
        value=amount.value,
        unit="number" if amount.currency else amount.unit,
        currency=amount.currency,
        why_en=why[0],
        why_ja=why[1],
        by="user" if by == "user" else "default",
    )
    ledger.append(entry)
    return entry


def _slug(value: Decimal) -> str:
    return f"{value:f}".replace(".", "-")
