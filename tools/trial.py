"""One calculator with one output in view, run again and again with changed inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuroji.tools.calculator import Calculator, Given, Others, Result, Value
from kuroji.tools.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Trial:
    """What is held, what is looked at; `at` says what comes out when paths are changed."""

    entry: Calculator
    inputs: Mapping[str, object]
    output: str
    others: Others

    def at(self, changes: Mapping[str, object]) -> Decimal | Refusal | None:
        """Return the output with these paths changed; None where it is null."""
        inputs = self.inputs
        for path, value in changes.items():
            inputs = _changed(inputs, path.split("."), value)
        result = self.others.calculate(self.entry.name, inputs)
        return _looked_at(result, self.output) if isinstance(result, Result) else result

    def number_at(self, changes: Mapping[str, object]) -> Decimal | Refusal:
        """Return the output, null being no number."""
        found = self.at(changes)
        return _no_number(self.output) if found is None else found


def trial(given: Given, others: Others, paths: Sequence[str]) -> Trial | Refusal:
    """Return the trial that `given` names, or the name that does not exist."""
    name, output = given.text("calculator"), given.text("output")
    entry = others.catalog.get(name)
    if entry is None:
        reason = f"there is no calculator {name}; kuroji calc --list names them"
        return Refusal("UnknownCalculator", reason, ("calculator",))
    inputs = given.mapping("inputs")
    for path in paths:
        if not _has(entry, inputs, path.split(".")):
            reason = f"{path} is no input of {name} as given; name a field, or item by position"
            return Refusal("UnknownInput", reason, (path,))
    if output.split(".")[0] not in entry.outputs:
        known = ", ".join(entry.outputs)
        reason = f"{output} is no output of {name}; known are {known}"
        return Refusal("UnknownOutput", reason, ("output",))
    return Trial(entry, inputs, output, others)


def _has(entry: Calculator, inputs: Mapping[str, object], parts: list[str]) -> bool:
    """Say whether the path exists; an absent field of the top level may be named."""
    if parts[0] not in entry.roles:
        return False
    place: object = inputs.get(parts[0])
    for part in parts[1:]:
        if isinstance(place, Mapping) and part in place:
            place = place[part]
        elif isinstance(place, list | tuple) and _position(part, place) is not None:
            place = place[int(part)]
        else:
            return False
    return True


def _position(part: str, items: Sequence[object]) -> int | None:
    if part.isascii() and part.isdigit() and len(part) < 10 and int(part) < len(items):
        return int(part)
    return None


def _changed(place: Mapping[str, object], parts: list[str], value: object) -> Mapping[str, object]:
    """Return a copy with the value at the path replaced."""
    return {**place, parts[0]: _replaced(place.get(parts[0]), parts[1:], value)}


def _replaced(place: object, parts: list[str], value: object) -> object:
    if not parts:
        return value
    if isinstance(place, Mapping):
        return _changed(place, parts, value)
    items = list(place) if isinstance(place, list | tuple) else []
    position = int(parts[0])
    items[position] = _replaced(items[position], parts[1:], value)
    return items


def _looked_at(result: Result, path: str) -> Decimal | Refusal | None:
    place: Value = result.outputs
    for part in path.split("."):
        if isinstance(place, Mapping) and part in place:
            place = place[part]
        elif isinstance(place, tuple) and _position(part, place) is not None:
            place = place[int(part)]
        else:
            return _no_number(path)
    if place is None or isinstance(place, Decimal):
        return place
    if isinstance(place, int) and not isinstance(place, bool):
        return Decimal(place)
    return _no_number(path)


def _no_number(output: str) -> Refusal:
    reason = f"{output} is no number here; name an output that is one"
    return Refusal("UnknownOutput", reason, ("output",))
