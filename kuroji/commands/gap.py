"""`kuroji gap`: the revenue gap by hand, with the published figures as defaults."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kuroji.commands.arguments import ArgumentError, money_of, number_of
from kuroji.commands.plain_json import dump
from kuroji.commands.published import METHODS, Published
from kuroji.tools.calculator import Outputs, Refusal
from kuroji.tools.catalog import CATALOG, calculate
from kuroji.tools.quantity import BASES
from kuroji.tools.writing import money, percent, years

_BILLION = Decimal("1e9")
_RATIOS = ("coverage", "funded_share")
_WORDS = {
    "method": ("method", "方式"),
    "inputs": ("inputs", "入力"),
    "formula": ("formula", "計算式"),
    "is": ("this is", "注意"),
}


def gap(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    method = _method(arguments)
    published = METHODS[method]
    parser = _parser(method, published)
    given = vars(parser.parse_args(arguments))
    try:
        inputs, currency = _inputs(published, given)
    except ArgumentError as error:
        return parser.error(str(error))
    result = calculate(published.calculator, inputs)
    if isinstance(result, Refusal):
        if given["json"]:
            print(dump({"error": result.code, "message": result.reason}))
        print(f"refused: {result.code}: {result.reason}", file=sys.stderr)
        return 1
    if given["json"]:
        report = {
            "method": method,
            "source": published.who,
            "calculator": published.calculator,
            "formula": CATALOG[published.calculator].formula,
            "currency": currency,
            "inputs": inputs,
            "value": result.outputs,
            "not_comparable": published.caution_en,
            "not_comparable_ja": published.caution_ja,
        }
        print(dump(report))
    else:
        print("\n".join(_report(method, given, result.outputs, currency)))
    return 0


def _method(arguments: Sequence[str]) -> str:
    first = argparse.ArgumentParser("kuroji gap", add_help=False, allow_abbrev=False)
    first.add_argument("--method", choices=METHODS, default="sequoia")
    method: str = first.parse_known_args(arguments)[0].method
    return method


def _parser(method: str, published: Published) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "kuroji gap",
        description=f"{published.who}. Money like $150bn or 2兆円, shares like 50%, years like 4.",
        epilog="Other methods have other options: kuroji gap --method NAME --help",
        allow_abbrev=False,
    )
    parser.add_argument("--method", choices=METHODS, default=method)
    for role, default in published.money.items():
        parser.add_argument(_option(role), dest=role, help=f"default ${default}bn")
    for role, default in published.other.items():
        parser.add_argument(_option(role), dest=role, help=f"default {default}")
    if published.calculator == "revenue_gap":
        _add_unified(parser)
    parser.add_argument("--lang", choices=("en", "ja"), default="en")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _add_unified(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", default="2025")
    parser.add_argument("--perimeter", default="industry:AI")
    parser.add_argument("--basis", choices=BASES, default="estimate")


def _option(role: str) -> str:
    return "--" + role.replace("_", "-")


def _inputs(published: Published, given: Mapping[str, str]) -> tuple[dict[str, object], str]:
    """Return the inputs of the calculator, the given ones over the published ones."""
    inputs: dict[str, object] = {}
    currencies: set[str] = set()
    for role, default in published.money.items():
        if given[role] is None:
            inputs[role] = Decimal(default) * _BILLION
            continue
        amount, currency = money_of(given[role])
        inputs[role] = amount
        currencies |= {currency} if currency else set()
    for role, default in published.other.items():
        text = default if given[role] is None else given[role]
        inputs[role] = text if role in ("assets", "charge_method") else number_of(text)
    if len(currencies) > 1:
        both = " and ".join(sorted(currencies))
        raise ArgumentError(f"amounts are in {both}; translate them into one currency first")
    currency = currencies.pop() if currencies else "USD"
    untouched = [role for role in published.money if given[role] is None]
    if currency != "USD" and untouched:
        options = ", ".join(_option(role) for role in untouched)
        raise ArgumentError(f"the defaults are in USD; give {options} in {currency} too")
    if published.calculator == "revenue_gap":
        inputs = _unified(inputs, given, currency)
    return inputs, currency


def _unified(
    inputs: dict[str, object], given: Mapping[str, str], currency: str
) -> dict[str, object]:
    observed = {
        "value": inputs.pop("observed_revenue"),
        "currency": currency,
        "kind": "flow",
        "basis": given["basis"],
        "period": given["period"],
        "perimeter": given["perimeter"],
    }
    return {
        "currency": currency,
        "period": given["period"],
        "perimeter": given["perimeter"],
        "asset_classes": [_asset(part) for part in str(inputs.pop("assets")).split(",")],
        **inputs,
        "observed_revenue": observed,
        "accept_basis": given["basis"],
    }


def _asset(text: str) -> dict[str, object]:
    """Read NAME:AMOUNT:YEARS[:RESIDUAL]; a bare amount is in billions."""
    name, *figures = text.split(":")
    if len(figures) not in (2, 3):
        raise ArgumentError(f"{text[:60]!r} is no asset; write NAME:AMOUNT:YEARS[:RESIDUAL]")
    bare = figures[0].replace(".", "").isdigit()
    amount = Decimal(figures[0]) * _BILLION if bare else money_of(figures[0])[0]
    asset: dict[str, object] = {
        "name": name,
        "amount": amount,
        "life_years": number_of(figures[1]),
    }
    return asset | ({"residual_share": number_of(figures[2])} if len(figures) == 3 else {})


def _report(method: str, given: Mapping[str, str], outputs: Outputs, currency: str) -> list[str]:
    published, japanese = METHODS[method], given["lang"] == "ja"
    entry = CATALOG[published.calculator]
    words = {key: pair[japanese] for key, pair in _WORDS.items()}
    lines = [f"{words['method']}: {entry.title_ja if japanese else entry.title_en}"]
    lines.append(f"  {published.who}")
    lines.append(f"{words['inputs']}:")
    for role, default in published.money.items():
        shown = given[role] or money(Decimal(default) * _BILLION, currency, given["lang"])
        lines.append(f"  {_option(role)} {shown}")
    for role, default in published.other.items():
        lines.append(f"  {_option(role)} {given[role] or default}")
    for name, value in outputs.items():
        lines.append(f"{name}: {_shown(name, value, currency, given['lang'])}")
    lines.append(f"{words['formula']}: {entry.formula}")
    caution = published.caution_ja if japanese else published.caution_en
    return [*lines, f"{words['is']}: {caution}"]


def _shown(name: str, value: object, currency: str, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(name, item, currency, language) for item in value)
    if not isinstance(value, Decimal):
        return str(value)
    if name in _RATIOS:
        return percent(value, language)
    return years(value, language) if name == "weighted_life" else money(value, currency, language)
