"""The simulation of a memo: assumptions drawn over a calculator, with trials and seed shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from kuroji.agent.research.desk import Desk


def simulate(
    desk: Desk, id: str, over: Mapping[str, Any], draws: Sequence[Mapping[str, Any]], prefix: str
) -> None:
    """Draw the assumptions of `draws` over a calculator; roles begin with `prefix`.

    `over` names the calculator, its inputs and the output that is looked at; counted is how often
    that is not below zero.
    """
    inputs = {
        **over,
        "distributions": draws,
        "trials": desk.point(f"{prefix}_trials", desk.assume("trials"), view="n0"),
        "seed": desk.point(f"{prefix}_seed", desk.assume("seed"), view="plain"),
        "threshold": "=0",
    }
    outputs = {"p5": "p5", "p50": "p50", "p95": "p95", "share": "probability_at_least"}
    roles = {f"{prefix}_{name}": output for name, output in outputs.items()}
    desk.calculate(id, "monte_carlo", inputs, **roles)
