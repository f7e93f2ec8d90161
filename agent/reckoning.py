"""A calculator asked for by the model: references in, slots or a refusal out, no number passed."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from kuroji.agent.inquiry import Inquiry
from kuroji.knowledge.calculating import calculated
from kuroji.knowledge.ledger import Calculation, written
from kuroji.knowledge.resolve import Resolved, resolve
from kuroji.memo.figures import usual_view
from kuroji.tools.calculator import Calculator, Role
from kuroji.tools.catalog import CATALOG

_MANY = 2  # from here on a ratio reads as a multiple
_WAIVABLE = ("period", "basis", "perimeter", "kind", "scale")


def reckoned(inquiry: Inquiry, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Run one calculator on entries of the ledger; every number must be a reference."""
    known = CATALOG.get(name)
    if known is None:
        return {"refused": f"there is no calculator {name}; there are {', '.join(CATALOG)}"}
    words = _words(inquiry, known)
    for given in _leaves(inputs):
        if (wrong := _fault(inquiry, given, words)) is not None:
            return {"refused": wrong}
    typed = {role: _typed(given, known.roles.get(role)) for role, given in inputs.items()}
    digest = hashlib.sha256(written(typed).encode()).hexdigest()[:6]
    done = calculated(inquiry.ledger, f"{name.replace('_', '-')}-{digest}", name, typed)
    return told(inquiry, done)


def told(inquiry: Inquiry, done: Calculation) -> dict[str, Any]:
    """Say what a calculation brought: a slot for each output, or the refusal by its name."""
    if done.outputs is None:
        return {"id": done.id, "refused": f"{done.refusal}: {done.reason}", "code": done.refusal}
    rows = []
    for path in _paths(done.outputs):
        ref = f"calc:{done.id}.{path}"
        said = resolve(inquiry.ledger, ref)
        if isinstance(said, Resolved):
            number = said.number
            sign = 0 if number is None else (number > 0) - (number < 0)
            many = done.calculator == "quantity_ratio" and number is not None and number >= _MANY
            view = "x" if many else usual_view(said.dimension)
            rows.append({"output": path, "ref": ref, "view": view, "sign": sign})
    return {"id": done.id, "outputs": rows}


def _paths(outputs: Mapping[str, Any]) -> Iterable[str]:
    for name, value in outputs.items():
        match value:
            case Mapping():
                yield from (f"{name}.{path}" for path in _paths(value))
            case list() | tuple() if value and not all(isinstance(v, str) for v in value):
                yield from (
                    f"{name}.{path}" for path in _paths({str(n): v for n, v in enumerate(value)})
                )
            case None:
                continue
            case _:
                yield name


def _leaves(inputs: object) -> Iterable[object]:
    match inputs:
        case Mapping():
            for inner in inputs.values():
                yield from _leaves(inner)
        case list() | tuple():
            for inner in inputs:
                yield from _leaves(inner)
        case _:
            yield inputs


def _fault(inquiry: Inquiry, given: object, words: frozenset[str]) -> str | None:
    """Say what is wrong with one input: it must point into the ledger, or be a known word."""
    if not isinstance(given, str):
        return f"{given} is a number; give a reference such as fact:ID, or use assume"
    if given.startswith("'"):
        return None if given[1:] in words else f"{given} is no word that this calculator knows"
    bare = given.removeprefix("-").removeprefix("typed:")
    said = resolve(inquiry.ledger, bare)
    return None if isinstance(said, Resolved) else f"{given}: {said.reason}"


def _words(inquiry: Inquiry, known: Calculator) -> frozenset[str]:
    """The words that an input may be: the choices of its roles, and labels of the ledger."""
    labels = {label for f in inquiry.ledger.facts for label in _labels(f.model_dump())}
    return frozenset({*_choices(known.roles.values()), *labels, *_WAIVABLE, "A", "B", "C", "D"})


def _labels(fact: Mapping[str, Any]) -> Iterable[str]:
    return (str(fact[key]) for key in ("currency", "basis", "period", "perimeter", "metric"))


def _choices(roles: Iterable[Role]) -> Iterable[str]:
    for role in roles:
        yield from role.words
        yield from _choices(role.fields.values())


def _typed(given: Any, role: Role | None) -> Any:
    """Hand an amount over with its labels where the calculator compares them."""
    if role is None:
        return given
    match given:
        case str() if role.shape == "quantity" and not given.startswith(("typed:", "'")):
            return f"typed:{given}"
        case list() | tuple() if "item" in role.fields:
            return [_typed(inner, role.fields["item"]) for inner in given]
        case _:
            return given
