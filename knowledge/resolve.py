"""From a reference ("fact:…", "calc:….output", "assume:…", "rule:…") to what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from kuroji.knowledge.dimensions import DRIVERS, OUTPUTS, Dimension
from kuroji.knowledge.ledger import Assumption, Calculation, Fact, Ledger
from kuroji.knowledge.slots import Pointer, parse_ref

# Published thresholds (SPEC §6, §7) that prose may quote; none belongs to a company.
RULES: Final[Mapping[str, tuple[Decimal, Dimension]]] = MappingProxyType(
    {
        "runway": (Decimal(24), "number"),
        "break_even": (Decimal(10), "number"),
        "supplier": (Decimal("0.2"), "ratio"),
        "thin": (Decimal("0.05"), "ratio"),
        "forty": (Decimal("0.4"), "ratio"),
        "stress_life": (Decimal(4), "number"),
        "deciding": (Decimal(4), "number"),
        "stale_flow": (Decimal(18), "number"),
        "stale_stock": (Decimal(9), "number"),
    }
)
_IN_YEARS: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        "years": Decimal(1), "months": Decimal(12), "weeks": Decimal(52), "days": Decimal(365),
        "hours": Decimal(8760),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference says: a number in SPEC's measure (fractions, years), or words.

    `digits` is how many significant digits the source gave, None for what was calculated. `facts`
    and `assumptions` are the ids that it stands on, through however many calculations.
    """

    value: Decimal | str | tuple[str, ...]
    high: Decimal | None
    dimension: Dimension
    currency: str | None
    approx: str
    digits: int | None
    metric: str | None
    basis: str | None
    facts: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def number(self) -> Decimal | None:
        return self.value if isinstance(self.value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a reference says nothing: one sentence."""

    reason: str


def resolve(ledger: Ledger, ref: str) -> Resolved | Unresolved:
    """Return what `ref` says in `ledger`."""
    pointer = parse_ref(ref)
    if pointer is None:
        return Unresolved(f"{ref} is no reference to a ledger entry")
    match pointer.kind:
        case "fact":
            fact = ledger.fact(pointer.id)
            return Unresolved(f"no fact {pointer.id}") if fact is None else of_fact(fact, pointer)
        case "assume":
            made = ledger.assumption(pointer.id)
            return (
                Unresolved(f"no assumption {pointer.id}") if made is None else _of_assumption(made)
            )
        case "rule":
            return _of_rule(pointer.id)
        case "calc":
            done = ledger.calculation(pointer.id)
            if done is None:
                return Unresolved(f"no calculation {pointer.id}")
            return _of_calculation(ledger, done, pointer.path)


def of_fact(fact: Fact, pointer: Pointer | None = None) -> Resolved | Unresolved:
    """Return a fact's number: percent as a fraction, a duration in years."""
    dimension, divisor = _measure(fact.figure_kind, fact.unit)
    path = pointer.path if pointer else ()
    end = fact.value_high if path == ("high",) else fact.value
    if end is None or path not in ((), ("low",), ("high",)):
        return Unresolved(f"fact {fact.id} has no {'.'.join(path)}")
    high = fact.value_high / divisor if fact.value_high is not None and not path else None
    return Resolved(
        value=end / divisor,
        high=high,
        dimension=dimension,
        currency=fact.currency or _price_currency(fact),
        approx=fact.approx,
        digits=len(end.normalize().as_tuple().digits),
        metric=fact.metric,
        basis=fact.basis,
        facts=(fact.id,),
        assumptions=(),
    )


def _measure(figure_kind: str, unit: str) -> tuple[Dimension, Decimal]:
    match figure_kind:
        case "money":
            return "money", Decimal(1)
        case "percent":
            return "ratio", Decimal(100)
        case "multiple":
            return "ratio", Decimal(1)
        case "duration":
            return "years", _IN_YEARS.get(unit, Decimal(1))
        case "rate":
            return "price", Decimal(1)
        case _:
            return "count", Decimal(1)


def _price_currency(fact: Fact) -> str | None:
    return fact.unit.partition("/")[0] if fact.figure_kind == "rate" else None


def _of_assumption(made: Assumption) -> Resolved:
    kind = (
        "money" if made.currency else {"percent": "percent", "years": "duration"}.get(made.unit, "")
    )
    dimension, divisor = _measure(kind, made.unit)
    if made.unit == "number" and made.currency is None:
        dimension = "number"
    return Resolved(
        value=made.value / divisor,
        high=None,
        dimension=dimension,
        currency=made.currency,
        approx="exact",
        digits=len(made.value.normalize().as_tuple().digits),
        metric=None,
        basis="assumed",
        facts=(),
        assumptions=(made.id,),
    )


def _of_rule(name: str) -> Resolved | Unresolved:
    if name not in RULES:
        return Unresolved(f"no rule {name}; there are {', '.join(RULES)}")
    value, dimension = RULES[name]
    return Resolved(value, None, dimension, None, "exact", None, None, None, (), ())


def _of_calculation(
    ledger: Ledger, done: Calculation, path: Sequence[str]
) -> Resolved | Unresolved:
    if done.outputs is None:
        return Unresolved(f"calculation {done.id} was refused: {done.refusal}")
    found = at(done.outputs, path)
    if found is None:
        return Unresolved(f"calculation {done.id} has no {'.'.join(path)}")
    facts, assumptions = stands_on(ledger, done)
    dimension = dimension_of(done, path)
    currencies = {f.currency for i in facts if (f := ledger.fact(i)) and f.currency}
    return Resolved(
        value=found,
        high=None,
        dimension=dimension,
        currency=currencies.pop() if len(currencies) == 1 else _assumed(ledger, assumptions),
        approx="exact",
        digits=None,
        metric=None,
        basis=None,
        facts=facts,
        assumptions=assumptions,
    )


def _assumed(ledger: Ledger, assumptions: Sequence[str]) -> str | None:
    named = {a.currency for i in assumptions if (a := ledger.assumption(i)) and a.currency}
    return named.pop() if len(named) == 1 else None


def at(outputs: Mapping[str, Any], path: Sequence[str]) -> Decimal | str | tuple[str, ...] | None:
    """Follow a dotted path (list positions from 0) into outputs; None where it leads nowhere."""
    here: Any = outputs
    for step in path:
        if isinstance(here, Mapping) and step in here:
            here = here[step]
        elif isinstance(here, list | tuple) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    match here:
        case bool():
            return "yes" if here else "no"
        case int():
            return Decimal(here)
        case Decimal() | str():
            return here
        case list() | tuple() if all(isinstance(x, str) for x in here):
            return tuple(here)
        case _:
            return None


def dimension_of(done: Calculation, path: Sequence[str]) -> Dimension:
    """Return what an output is measured in; that of its target for scenarios and flips."""
    if done.calculator == "verdict_flips" and path[-1] in ("now", "at"):
        return DRIVERS.get(str(at(done.outputs or {}, [*path[:-1], "driver"])), "number")
    if done.calculator == "quantity_ratio" and path[0] == "ratio":
        return "ratio"  # a stock over a flow is so many times the flow, whatever else its unit
    target = done.inputs.get("output")
    last = path[-1]
    if isinstance(target, str) and last not in ("name", "input", "probability_at_least"):
        return OUTPUTS.get(target.lstrip("'").rpartition(".")[2], "number")
    for step in reversed(path):
        if step in OUTPUTS:
            return OUTPUTS[step]
    return "text" if path[-1] in ("name", "input") else "number"


def stands_on(ledger: Ledger, done: Calculation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the facts and assumptions under a calculation, in order, each once."""
    facts: dict[str, None] = {}
    assumptions: dict[str, None] = {}
    for ref in references(done.inputs):
        pointer = parse_ref(ref.removeprefix("typed:").removeprefix("-"))
        if pointer is None:
            continue
        if pointer.kind == "fact":
            facts[pointer.id] = None
        elif pointer.kind == "assume":
            assumptions[pointer.id] = None
        elif (inner := ledger.calculation(pointer.id)) is not None and inner.id != done.id:
            below = stands_on(ledger, inner)
            facts.update(dict.fromkeys(below[0]))
            assumptions.update(dict.fromkeys(below[1]))
    return tuple(facts), tuple(assumptions)


def references(inputs: object) -> list[str]:
    """Return every reference inside a calculation's inputs, in order; literals are none."""
    match inputs:
        case str():
            return [] if inputs[:1] in ("=", "'") else [inputs]
        case Mapping():  # sorted, as they are written, so that a parsed ledger says the same
            return [ref for key in sorted(inputs) for ref in references(inputs[key])]
        case list() | tuple():
            return [ref for value in inputs for ref in references(value)]
        case _:
            return []


def negated(resolved: Resolved) -> Resolved:
    """Return the same with the other sign (an outflow given as a positive number)."""
    return replace(resolved, value=-resolved.number) if resolved.number is not None else resolved
