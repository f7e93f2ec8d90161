"""`kuroji calc`: any calculator by hand, or one JSON line for each line in."""

import argparse
import sys
from collections.abc import Mapping, Sequence

from kuroji.commands.arguments import ArgumentError, value_of
from kuroji.commands.lines import LineError, answer_lines, text_of
from kuroji.commands.plain_json import dump
from kuroji.tools.calculator import Calculator, Refusal
from kuroji.tools.catalog import CATALOG, calculate

USAGE = """kuroji calc NAME --input a=1 --input b=2 [--json]
       kuroji calc NAME --help
       kuroji calc --list [--json]
       kuroji calc --jsonl"""


def calc(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser("kuroji calc", usage=USAGE, add_help=False)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--input", action="append", default=[], metavar="ROLE=VALUE")
    parser.add_argument("--list", action="store_true", help="list the calculators")
    parser.add_argument("--jsonl", action="store_true", help="one line out for each line in")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("-h", "--help", action="store_true")
    given = parser.parse_args(arguments)
    if given.jsonl:
        answer_lines(_answer, sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if given.list:
        _list(as_json=given.json)
        return 0
    if given.name is None:
        return _help(parser) if given.help else parser.error("name a calculator, or --list")
    entry = CATALOG.get(given.name)
    if entry is None:
        return _unknown(given.name)
    if given.help:
        print(_described(entry))
        return 0
    try:
        inputs = dict(_input(entry, argument) for argument in given.input)
    except ArgumentError as error:
        return parser.error(str(error))
    return show(entry, inputs, as_json=given.json)


def show(entry: Calculator, inputs: Mapping[str, object], *, as_json: bool) -> int:
    """Print the result, or the refusal on stderr, and return the exit code."""
    result = calculate(entry.name, inputs)
    if isinstance(result, Refusal):
        if as_json:
            print(dump({"error": result.code, "message": result.reason}))
        print(f"refused: {result.code}: {result.reason}", file=sys.stderr)
        return 1
    if as_json:
        print(dump({"value": result.outputs}))
        return 0
    for name, value in result.outputs.items():
        print(f"{name}: {value if isinstance(value, str) else dump(value)}")
    print(f"formula: {entry.formula}")
    return 0


def _answer(item: Mapping[str, object]) -> Mapping[str, object]:
    for key in ("calculator", "inputs"):
        if key not in item:
            reason = f'the line has no "{key}"; give {{"calculator": "…", "inputs": {{…}}}}'
            raise LineError(reason)
    result = calculate(text_of(item, "calculator"), item["inputs"])
    if isinstance(result, Refusal):
        return {"error": result.code, "message": result.reason}
    return {"value": result.outputs}


def _list(*, as_json: bool) -> None:
    if as_json:
        entries = [
            {"name": c.name, "version": c.version, "title_en": c.title_en, "title_ja": c.title_ja}
            for c in CATALOG.values()
        ]
        print(dump(entries))
        return
    for entry in CATALOG.values():
        print(f"{entry.name:<28} {entry.title_en} / {entry.title_ja}")


def _help(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return 0


def _unknown(name: str) -> int:
    from difflib import get_close_matches  # only for this message

    near = get_close_matches(name, CATALOG, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "kuroji calc --list names them"
    print(f"refused: UnknownCalculator: there is no calculator {name}; {hint}", file=sys.stderr)
    return 1


def _described(entry: Calculator) -> str:
    lines = [f"{entry.name}: {entry.title_en} / {entry.title_ja}", f"  {entry.formula}", "inputs:"]
    for name, role in entry.roles.items():
        parts = [role.shape, role.range()]
        if not role.required:
            parts.append(
                "optional" if role.default is None else f"default {_default(role.default)}"
            )
        lines.append(f"  {name} ({', '.join(part for part in parts if part)})")
        fields = role.fields["item"].fields if role.shape == "list" else role.fields
        if fields:
            lines.append(f"    with {', '.join(fields)}")
    return "\n".join([*lines, f"outputs: {', '.join(entry.outputs)}"])


def _default(default: object) -> str:
    return "none" if default == () else str(default)


def _input(entry: Calculator, argument: str) -> tuple[str, object]:
    name, equals, text = argument.partition("=")
    if not equals:
        raise ArgumentError(f"{argument[:60]!r} is no input; write --input NAME=VALUE")
    role = entry.roles.get(name)
    return name, text if role is None else value_of(role, text)
