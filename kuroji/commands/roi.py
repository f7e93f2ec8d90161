"""`kuroji roi`: return on an investment, or on a portfolio of AI pilots."""

import argparse
import sys
from collections.abc import Sequence

from kuroji.commands.arguments import ArgumentError, money_of, value_of
from kuroji.commands.plain_json import dump
from kuroji.tools.calculator import Outputs, Refusal, Role
from kuroji.tools.catalog import CATALOG, calculate
from kuroji.tools.writing import money, percent, years

_MONEY = frozenset(
    {
        "benefits",
        "costs",
        "cost_per_pilot",
        "deployment_cost",
        "annual_benefit",
        "annual_run_cost",
        "net_benefit",
        "cashflows",
        "npv",
    }
)
_PERCENT = frozenset({"roi", "annualised_roi", "break_even_survival_rate"})
_YEARS = frozenset({"payback_periods"})
_PILOTS = "enterprise_ai_project"
_SIMPLE = "return_on_investment"
_DEFAULTS = {"adoption_ramp": "0.3,0.6,0.9,0.9,0.9", "rate": "0.1"}
_NOTES = {
    _SIMPLE: (
        "costs must hold everything that is paid: pilots that failed, people, computing, change; "
        "time saved is no benefit until it is realised",
        "費用には失敗したパイロット、人件費、計算資源、業務変更など支払う全てを含めてください。"
        "節約時間は実現するまで便益ではありません",
    ),
    _PILOTS: (
        "the survival rate decides: compare it with the break-even rate before anything else",
        "生存率が決め手です。まず損益分岐の生存率と比べてください",
    ),
}


def roi(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code; `--pilots` chooses the portfolio."""
    pilots = any(a == "--pilots" or a.startswith("--pilots=") for a in arguments)
    name = _PILOTS if pilots else _SIMPLE
    entry = CATALOG[name]
    parser = argparse.ArgumentParser(
        "kuroji roi",
        description=f"{entry.title_en} / {entry.title_ja}: {entry.formula}",
        epilog="kuroji roi --benefits $1.5m --costs $1m --years 3, or kuroji roi --pilots 20 "
        "--cost-per-pilot $150k --survival-rate 5% --deployment-cost $800k "
        "--annual-benefit $1.5m --annual-run-cost $250k",
        allow_abbrev=False,
    )
    for role_name, role in entry.roles.items():
        _add(parser, role_name, role)
    parser.add_argument("--lang", choices=("en", "ja"), default="en")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = vars(parser.parse_args(arguments))
    try:
        inputs = {
            role_name: value_of(role, given[role_name])
            for role_name, role in entry.roles.items()
            if given[role_name] is not None
        }
        currency = _currency([given[r] for r in entry.roles if r in _MONEY and given[r]])
    except ArgumentError as error:
        return parser.error(str(error))
    result = calculate(name, inputs)
    if isinstance(result, Refusal):
        if given["json"]:
            print(dump({"error": result.code, "message": result.reason}))
        print(f"refused: {result.code}: {result.reason}", file=sys.stderr)
        return 1
    if given["json"]:
        print(dump({"calculator": name, "inputs": inputs, "value": result.outputs}))
    else:
        print("\n".join(_report(name, result.outputs, currency, given["lang"])))
    return 0


def _add(parser: argparse.ArgumentParser, name: str, role: Role) -> None:
    default = _DEFAULTS.get(name)
    hint = f"default {default}" if default else role.range()
    # argparse reads a percent sign in a hint as a format.
    parser.add_argument(
        "--" + name.replace("_", "-"),
        dest=name,
        default=default,
        required=role.required and default is None,
        help=hint.replace("%", "%%"),
    )


def _currency(amounts: Sequence[str]) -> str | None:
    """Return the one currency of the amounts; bare numbers have none."""
    written = [a for a in amounts if not a.replace(".", "").replace("-", "").isdigit()]
    found = {currency for currency in (money_of(a)[1] for a in written) if currency}
    if len(found) > 1:
        both = " and ".join(sorted(found))
        raise ArgumentError(f"amounts are in {both}; translate them into one currency first")
    return found.pop() if found else None


def _report(name: str, outputs: Outputs, currency: str | None, language: str) -> list[str]:
    entry, japanese = CATALOG[name], language == "ja"
    lines = [entry.title_ja if japanese else entry.title_en]
    for output, value in outputs.items():
        lines.append(f"{output}: {_shown(output, value, currency, language)}")
    word = "計算式" if japanese else "formula"
    return [*lines, f"{word}: {entry.formula}", _NOTES[name][japanese]]


def _shown(output: str, value: object, currency: str | None, language: str) -> str:
    from decimal import Decimal

    if isinstance(value, tuple):
        return ", ".join(_shown(output, item, currency, language) for item in value)
    if not isinstance(value, Decimal):
        return "–" if value is None else str(value)
    if output in _PERCENT:
        return percent(value, language)
    if output in _YEARS:
        return years(value, language)
    if output in _MONEY and currency:
        return money(value, currency, language)
    return dump(value)
