"""Which cases are asked of what: each suite is a list of outcomes, a floor and a target."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from kuroji.evals.case import Outcome
from kuroji.evals.finding import finding
from kuroji.evals.invented import invented
from kuroji.evals.runs import asked, companies, memos, mutations
from kuroji.evals.scores import calculators, detected, figures, injection, supported, verdicts


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases to ask; the share that must pass, and the share that we want."""

    name: str
    asks: Callable[[], Iterable[Outcome]]
    floor: Decimal
    target: Decimal


def _suite(name: str, asks: Callable[[], Iterable[Outcome]], floor: str, target: str) -> Suite:
    return Suite(name, asks, Decimal(floor), Decimal(target))


SUITES: Final[Mapping[str, Suite]] = MappingProxyType(
    {
        suite.name: suite
        for suite in (
            _suite("calculators", calculators, "1", "1"),
            _suite("verdicts", verdicts, "1", "1"),
            _suite("figures", figures, "0.95", "0.97"),
            _suite("supported", supported, "0.98", "0.99"),
            _suite("detected", detected, "0.95", "0.97"),
            _suite("injection", injection, "0.95", "1"),
            _suite("retrieval", finding, "0.9", "0.95"),
            _suite("invented", invented, "0.85", "0.95"),
            _suite("companies", companies, "1", "1"),
            _suite("ask", asked, "1", "1"),
            _suite("mutation", mutations, "1", "1"),
            _suite("memos-en", lambda: memos("en"), "0.5", "1"),
            _suite("memos-ja", lambda: memos("ja"), "0.8", "1"),
        )
    }
)
QUICK: Final = (
    "calculators",
    "verdicts",
    "figures",
    "supported",
    "detected",
    "retrieval",
    "companies",
)
