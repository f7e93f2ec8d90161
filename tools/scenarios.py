"""What if: sensitivity, tornado, scenarios and seeded simulation over any calculator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from kuroji.tools.calculator import Given, Others, Outputs, Value, calculator_of_calculators
from kuroji.tools.checking import read
from kuroji.tools.refusal import Refusal, out_of_range
from kuroji.tools.roles import NUMBERS, OBJECT, many, number, record, share, text, whole
from kuroji.tools.simulating import (
    Distribution,
    distribution,
    drawn,
    figures,
)
from kuroji.tools.trial import trial

MOST_TRIALS: Final = 1_000_000
_ALMOST: Final = Decimal("1e-9")
_FINAL: Final = frozenset({"UnknownCalculator", "UnknownInput", "UnknownOutput", "MissingInput"})
_OVER: Final = {"calculator": text(), "inputs": OBJECT, "output": text()}


@calculator_of_calculators(
    "one-way sensitivity",
    "一変数の感応度",
    roles={**_OVER, "vary": text(), "values": NUMBERS},
    outputs=("base", "results"),
    formula="the output at each value, the other inputs held",
)
def sensitivity(given: Given, others: Others) -> Outputs | Refusal:
    vary = given.text("vary")
    held = trial(given, others, [vary])
    if isinstance(held, Refusal):
        return held
    results = []
    for changes in ({}, *({vary: value} for value in given.numbers("values"))):
        found = held.number_at(changes)
        if isinstance(found, Refusal):
            return found
        results.append(found)
    return {"base": results[0], "results": results[1:]}


@calculator_of_calculators(
    "tornado",
    "トルネード分析",
    roles={**_OVER, "ranges": OBJECT},
    outputs=("base", "bars"),
    formula="the output at both ends of each range; sorted by swing = |high − low|",
)
def tornado(given: Given, others: Others) -> Outputs | Refusal:
    ranges = _ranges(given.mapping("ranges"))
    if isinstance(ranges, Refusal):
        return ranges
    held = trial(given, others, list(ranges))
    if isinstance(held, Refusal):
        return held
    base = held.number_at({})
    if isinstance(base, Refusal):
        return base
    bars: list[tuple[Decimal, str, Decimal, Decimal]] = []
    for path, (low_end, high_end) in ranges.items():
        low, high = held.number_at({path: low_end}), held.number_at({path: high_end})
        if isinstance(low, Refusal):
            return low
        if isinstance(high, Refusal):
            return high
        bars.append((-abs(high - low), path, low, high))
    listed: list[Value] = [
        {"input": path, "low": low, "high": high, "swing": -turned}
        for turned, path, low, high in sorted(bars)
    ]
    return {"base": base, "bars": listed}


def _ranges(raw: Mapping[str, object]) -> dict[str, tuple[Decimal, Decimal]] | Refusal:
    if not raw:
        reason = "ranges is empty; give at least one input with its two ends"
        return Refusal("EmptySeries", reason, ("ranges",))
    ranges: dict[str, tuple[Decimal, Decimal]] = {}
    for path, pair in raw.items():
        if isinstance(pair, list | tuple) and len(pair) != 2:
            reason = f"ranges.{path} has {len(pair)} ends, but must have two"
            return Refusal("LengthMismatch", reason, ("ranges",))
        ends = read(NUMBERS, pair, f"ranges.{path}")
        if isinstance(ends, Refusal):
            return ends
        low, high = Given({"ends": ends}).numbers("ends")
        ranges[path] = (low, high)
    return ranges


@calculator_of_calculators(
    "scenarios",
    "シナリオ比較",
    roles={
        **_OVER,
        "scenarios": many(record(name=text(), changes=OBJECT, probability=share(default=None))),
    },
    outputs=("rows", "expected_value"),
    formula="the changes of each scenario on the base; expected value if all have a probability",
)
def scenario_table(given: Given, others: Others) -> Outputs | Refusal:
    scenarios = given.rows("scenarios")
    given_odds = [s.maybe("probability") for s in scenarios]
    odds = [p for p in given_odds if p is not None]
    if odds and (len(odds) < len(scenarios) or abs(sum(odds, Decimal(0)) - 1) > _ALMOST):
        reason = "the probabilities of scenarios must be given for all and add up to 1, or for none"
        return out_of_range("scenarios", reason)
    held = trial(given, others, [path for s in scenarios for path in s.mapping("changes")])
    if isinstance(held, Refusal):
        return held
    values = []
    for scenario in scenarios:
        found = held.number_at(scenario.mapping("changes"))
        if isinstance(found, Refusal):
            return found
        values.append(found)
    names = [s.text("name") for s in scenarios]
    expected = sum((p * v for p, v in zip(odds, values, strict=False)), Decimal(0))
    return {
        "rows": [{"name": n, "value": v} for n, v in zip(names, values, strict=True)],
        "expected_value": expected if odds else None,
    }


@calculator_of_calculators(
    "Monte Carlo",
    "モンテカルロ・シミュレーション",
    roles={
        **_OVER,
        "distributions": many(OBJECT),
        "trials": whole(at_least=1),
        "seed": whole(at_least=0),
        "threshold": number(default=None),
    },
    outputs=("mean", "sd", "p5", "p50", "p95", "probability_at_least", "failed_trials"),
    formula="inputs drawn by the inverse of their distributions from PCG64(seed); percentiles "
    "linear (type 7), sd with n − 1",
)
def monte_carlo(given: Given, others: Others) -> Outputs | Refusal:
    if given["trials"] > MOST_TRIALS:
        reason = f"trials is {given['trials']}, but at most {MOST_TRIALS} are run; give fewer"
        return out_of_range("trials", reason)
    shapes: list[Distribution] = []
    for place, raw in enumerate(given.mappings("distributions")):
        shape = distribution(raw, f"distributions.{place}")
        if isinstance(shape, Refusal):
            return shape
        shapes.append(shape)
    held = trial(given, others, [shape.path for shape in shapes])
    if isinstance(held, Refusal):
        return held
    values = []
    for row in _uniform(int(given["trials"]), len(shapes), int(given["seed"])):
        changes = {s.path: drawn(s, Decimal(u)) for s, u in zip(shapes, row, strict=True)}
        found = held.at(changes)
        if isinstance(found, Decimal):
            values.append(found)
        elif found is not None and found.code in _FINAL:
            return found
    if not values:
        reason = "every trial was refused; check distributions against the ranges of the inputs"
        return Refusal("NoSolution", reason, ("distributions",))
    summary = figures(values, given.maybe("threshold"))
    return {**summary, "failed_trials": int(given["trials"]) - len(values)}


def _uniform(trials: int, columns: int, seed: int) -> list[list[Any]]:
    import numpy as np  # 0.1 s to load, and only a simulation needs it

    table: list[list[Any]] = (
        np.random.Generator(np.random.PCG64(seed)).random((trials, columns)).tolist()
    )
    return table
