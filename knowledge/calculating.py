"""Calculations by ledger id: references in, an entry out, with a refusal where there is one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kuroji.knowledge.ledger import Assumption, Calculation, Ledger, plain
from kuroji.knowledge.resolve import Resolved, Unresolved, resolve, stands_on
from kuroji.knowledge.slots import parse_ref
from kuroji.tools.catalog import CATALOG, calculate
from kuroji.tools.refusal import Refusal


def calculated(ledger: Ledger, id: str, calculator: str, inputs: Mapping[str, Any]) -> Calculation:
    """Run `calculator` on entries of `ledger`, append the answer under `id`, and return it.

    An input is a reference ("fact:ID", "calc:ID.output", "assume:ID"; "-" before it takes the
    other sign, "typed:" before it gives the whole quantity of SPEC §3), a literal number ("=12"),
    a literal word ("'annuity"), or a list or record of these.
    """
    entry = _run(ledger, id, calculator, inputs)
    ledger.append(entry)
    return entry


def _run(ledger: Ledger, id: str, calculator: str, inputs: Mapping[str, Any]) -> Calculation:
    known = CATALOG.get(calculator)
    try:
        values = {role: _value(ledger, given) for role, given in inputs.items()}
    except _Lacking as lacking:
        answer: Any = Refusal("MissingInput", str(lacking))
    else:
        answer = calculate(calculator, values)
    refused = isinstance(answer, Refusal)
    return Calculation(
        id=id,
        calculator=calculator,
        version=known.version if known else "0",
        inputs=dict(inputs),
        outputs=None if refused else _plain(answer.outputs),
        refusal=answer.code if refused else None,
        reason=answer.reason if refused else None,
    )


class _Lacking(Exception):
    """A reference that says nothing."""


def _value(ledger: Ledger, given: object) -> object:
    match given:
        case Mapping():
            return {key: _value(ledger, inner) for key, inner in given.items()}
        case list() | tuple():
            return [_value(ledger, inner) for inner in given]
        case str() if given.startswith("="):
            return Decimal(given[1:])
        case str() if given.startswith("'"):
            return given[1:]
        case str() if given.startswith("typed:"):
            return _quantity(ledger, given.removeprefix("typed:"))
        case str() if given.startswith("-"):
            return -_number(ledger, given[1:])
        case str():
            return _number(ledger, given)
        case _:
            return given


def _number(ledger: Ledger, ref: str) -> Decimal:
    found = resolve(ledger, ref)
    if isinstance(found, Unresolved):
        raise _Lacking(found.reason)
    if found.number is None:
        raise _Lacking(f"{ref} is no number")
    return Decimal(plain(found.number))  # 1.70E+9 and 1700000000 are one number, also in a reason


def _quantity(ledger: Ledger, ref: str) -> dict[str, object]:
    """Return the wire form of SPEC §3; what a calculation stands on gives it its labels."""
    found = resolve(ledger, ref)
    if isinstance(found, Unresolved):
        raise _Lacking(found.reason)
    facts = [fact for i in found.facts if (fact := ledger.fact(i)) is not None]
    pointer = parse_ref(ref)
    done = ledger.calculation(pointer.id) if pointer and pointer.kind == "calc" else None
    annualised = done is not None and done.calculator == "annualised_run_rate"
    if not facts or found.number is None or found.currency is None:
        raise _Lacking(f"{ref} is no amount of money with labels")
    return {
        "value": Decimal(plain(found.number)),
        "currency": found.currency,
        "kind": facts[0].kind if facts[0].kind in ("flow", "stock") else "flow",
        "basis": "run_rate" if annualised else facts[0].basis,
        "period": facts[0].period or "undated",
        "perimeter": facts[0].perimeter,
    }


def _plain(value: Any) -> Any:
    """Return outputs as plain dicts, lists, Decimals and text, the way they are stored."""
    match value:
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case bool():
            return value
        case int():
            return Decimal(value)
        case _:
            return value


def replay(ledger: Ledger, changed: Mapping[str, Decimal]) -> Ledger:
    """Return the ledger again with other values for some assumptions, calculations done anew."""
    again = Ledger()
    for entry in ledger:
        match entry:
            case Assumption() if entry.id in changed:
                again.append(entry.model_copy(update={"value": changed[entry.id], "by": "user"}))
            case Calculation():
                calculated(again, entry.id, entry.calculator, entry.inputs)
            case _:
                again.append(entry)
    return again


__all__ = ["Resolved", "calculated", "replay", "stands_on"]
