"""Enterprise AI projects: time saved, pilots that survive, and what a survey of them can say."""

from decimal import Decimal
from typing import Final

from kuroji.tools.calculator import Given, Outputs, calculator
from kuroji.tools.intervals import clopper_pearson, wilson
from kuroji.tools.refusal import Refusal, out_of_range, zero
from kuroji.tools.returns import payback, present_values
from kuroji.tools.roles import RATE, many, number, share, whole

# Beyond this fifty digits do not hold the logarithms of the tail.
MOST_TRIALS: Final = Decimal("1e12")


@calculator(
    "value of time saved",
    "節約時間の価値",
    roles={
        "users": number(at_least=0),
        "hours_saved_per_week": number(at_least=0, at_most=168),
        "weeks_per_year": number(at_least=0, at_most=53, default=46),
        "hourly_cost": number(at_least=0),
        "realisation_rate": share(),
    },
    outputs=("gross_value", "realised_value"),
    formula="users × hours per week × weeks × hourly cost; realised = × realisation rate",
)
def time_saved_value(given: Given) -> Outputs | Refusal:
    hours = given["users"] * given["hours_saved_per_week"] * given["weeks_per_year"]
    gross = hours * given["hourly_cost"]
    return {"gross_value": gross, "realised_value": gross * given["realisation_rate"]}


@calculator(
    "portfolio of AI pilots",
    "AI パイロット案件群",
    roles={
        "pilots": number(at_least=0),
        "cost_per_pilot": number(at_least=0),
        "survival_rate": share(),
        "deployment_cost": number(at_least=0),
        "annual_benefit": number(at_least=0),
        "annual_run_cost": number(at_least=0),
        "adoption_ramp": many(share()),
        "rate": RATE,
    },
    outputs=(
        "surviving_projects",
        "cashflows",
        "npv",
        "break_even_survival_rate",
        "payback_periods",
    ),
    formula="live = pilots × survival; flow_0 = −pilots × cost − live × deployment; "
    "flow_t = live × (benefit × ramp_t − run cost)",
)
def enterprise_ai_project(given: Given) -> Outputs | Refusal:
    pilots, cost, rate = given["pilots"], given["cost_per_pilot"], given["rate"]
    if pilots == 0:
        return zero("pilots", "the survival rate needed")
    live = pilots * given["survival_rate"]
    yearly = [
        given["annual_benefit"] * used - given["annual_run_cost"]
        for used in given.numbers("adoption_ramp")
    ]
    outlay = -pilots * cost - live * given["deployment_cost"]
    flows = [outlay, *(live * each for each in yearly)]
    surplus = sum(present_values(rate, (-given["deployment_cost"], *yearly)), Decimal(0))
    return {
        "surviving_projects": live,
        "cashflows": flows,
        "npv": sum(present_values(rate, flows), Decimal(0)),
        "break_even_survival_rate": cost / surplus if surplus > 0 and cost <= surplus else None,
        "payback_periods": payback(flows)["periods"] if outlay < 0 else None,
    }


@calculator(
    "exact and Wilson intervals",
    "正確な信頼区間と Wilson 区間",
    roles={
        "successes": whole(at_least=0),
        "trials": whole(at_least=0),
        "confidence": share(default="0.95"),
    },
    outputs=(
        "proportion",
        "clopper_pearson_low",
        "clopper_pearson_high",
        "wilson_low",
        "wilson_high",
    ),
    formula="Clopper–Pearson by quantiles of the beta distribution; Wilson score without "
    "continuity correction",
)
def binomial_interval(given: Given) -> Outputs | Refusal:
    """Clopper & Pearson, Biometrika 1934; Wilson, JASA 1927."""
    successes, trials, confidence = given["successes"], given["trials"], given["confidence"]
    if trials == 0:
        return zero("trials", "a proportion")
    if successes > trials:
        reason = f"successes is {successes}, more than {trials} trials; give a part of them"
        return out_of_range("successes", reason)
    if trials > MOST_TRIALS:
        reason = f"trials is {trials}, but at most 1e12 are taken; give fewer"
        return out_of_range("trials", reason)
    if confidence in (0, 1):
        reason = f"confidence is {confidence}, but must lie between 0 and 1, such as 0.95"
        return out_of_range("confidence", reason)
    exact_low, exact_high = clopper_pearson(int(successes), int(trials), 1 - confidence)
    low, high = wilson(successes, trials, 1 - confidence)
    return {
        "proportion": successes / trials,
        "clopper_pearson_low": exact_low,
        "clopper_pearson_high": exact_high,
        "wilson_low": low,
        "wilson_high": high,
    }
