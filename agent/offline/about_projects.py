"""Answers about projects from what the user typed: pilots that went live, benefits and costs."""

from typing import Any

from kuroji.agent.asked import Asked
from kuroji.agent.offline.asking import Wanted, counts, durations, sums
from kuroji.agent.offline.steps import Call, Seen, Step, call
from kuroji.agent.offline.wording import Told

_COSTS = ("cost_per_pilot", "deployment_cost", "annual_benefit", "annual_run_cost")
_RATES = ("ramp_first_year", "ramp_full", "discount_rate")


def pilots(asked: Asked, want: Wanted, seen: Seen) -> Step:  # noqa: ARG001 - one form for all
    """Do the pilots pay: value at the share that went live, break-even, how sure that share is."""
    numbers = counts(asked.question)
    total, live = numbers[0], numbers[1]
    typed = {"trials": f"{total:f}", "successes": f"{live:f}"}
    asks = {
        name: call("assume", name=name, value=typed.get(name, ""), why="typed in the question")
        for name in (*typed, *_COSTS, *_RATES)
    }
    if lacking := seen.lacking(*asks.values()):
        return lacking
    refs = {name: str(seen[one].get("ref", "")) for name, one in asks.items()}
    between = call(
        "run_calculator",
        name="binomial_interval",
        inputs={"successes": refs["successes"], "trials": refs["trials"]},
    )
    if lacking := seen.lacking(between):
        return lacking
    share = _out(seen, between)
    if "proportion" not in share:
        return Told(asked.language, asked.question).say("none.open", "none.try")
    cases = {
        role: _project(refs, share[output]["ref"])
        for role, output in (
            ("npv", "proportion"), ("npv_low", "clopper_pearson_low"),
            ("npv_high", "clopper_pearson_high"),
        )
    }  # fmt: skip
    if lacking := seen.lacking(*cases.values()):
        return lacking
    return _spoken(asked, seen, refs, share, cases)


def _project(refs: dict[str, str], share: str) -> Call:
    inputs: dict[str, Any] = {name: refs[name] for name in _COSTS}
    ramp = [refs["ramp_first_year"], refs["ramp_full"], refs["ramp_full"]]
    inputs |= {
        "pilots": refs["trials"], "survival_rate": share, "adoption_ramp": ramp,
        "rate": refs["discount_rate"],
    }  # fmt: skip
    return call("run_calculator", name="enterprise_ai_project", inputs=inputs)


def _spoken(
    asked: Asked,
    seen: Seen,
    refs: dict[str, str],
    share: dict[str, Any],
    cases: dict[str, Call],
) -> str:
    told = Told(asked.language, asked.question)
    for name in (*_COSTS, *_RATES, "trials", "successes"):
        view = "money" if name in _COSTS else "pct" if name in _RATES else "n0"
        told.put(name, refs[name], view)
    for role, output in (
        ("proportion", "proportion"), ("low", "clopper_pearson_low"),
        ("high", "clopper_pearson_high"),
    ):  # fmt: skip
        told.put(role, share[output]["ref"], "pct")
    for role, one in cases.items():
        out = _out(seen, one)
        told.put(role, out["npv"]["ref"], "money", out["npv"]["sign"])
        if role == "npv" and "break_even_survival_rate" in out:
            told.put("break_even", out["break_even_survival_rate"]["ref"], "pct")
    opening = "pilots.yes" if told.entries["npv"].sign > 0 else "pilots.no"
    value = "pilots.value" if told.has("break_even") else "pilots.value_none"
    return told.say(
        opening, "pilots.assume", value, "pilots.interval", "pilots.ends", "pilots.so",
    )  # fmt: skip


def _out(seen: Seen, one: Call) -> dict[str, Any]:
    return {row["output"]: row for row in seen[one].get("outputs", ())}


def return_on(asked: Asked, want: Wanted, seen: Seen) -> Step:  # noqa: ARG001 - one form for all
    """Does it pay: the return on typed benefits and costs, a year where years are typed."""
    amounts = sums(asked.question)
    spent, gained = _sides(asked.question, [a.text for a in amounts])
    years = durations(asked.question)
    asks = {
        "costs": call("assume", name="costs", value=spent, why="typed in the question"),
        "benefits": call("assume", name="benefits", value=gained, why="typed in the question"),
    }
    if years:
        asks["years"] = call(
            "assume", name="years", value=years[0].text, why="typed in the question"
        )
    if lacking := seen.lacking(*asks.values()):
        return lacking
    refs = {name: seen[one]["ref"] for name, one in asks.items() if "ref" in seen[one]}
    tried = call("run_calculator", name="return_on_investment", inputs=refs)
    if lacking := seen.lacking(tried):
        return lacking
    told = Told(asked.language, asked.question)
    for name in ("costs", "benefits"):
        told.put(name, refs[name], "money")
    out = _out(seen, tried)
    if "roi" not in out:
        return told.say("none.open", "none.try")
    told.put("roi", out["roi"]["ref"], "pct", out["roi"]["sign"])
    told.put("net_benefit", out["net_benefit"]["ref"], "money", out["net_benefit"]["sign"])
    if "annualised_roi" in out:
        told.put("annual", out["annualised_roi"]["ref"], "pct")
    opening = "return.yes" if told.entries["roi"].sign > 0 else "return.no"
    return told.say(opening, "return.year", "return.so")


_SPENT = ("spend", "spent", "cost", "invest", "pay", "費用", "投資", "支出", "コスト", "かけ")


def _sides(question: str, texts: list[str]) -> tuple[str, str]:
    """Tell the amount spent, which a word of spending stands nearest to, from the one gained."""
    lower = question.lower()
    words = [lower.find(word) for word in _SPENT if word in lower]

    def away(text: str) -> int:
        at = lower.find(text.lower())
        return min((abs(at - place) for place in words), default=at)

    first, second = texts[:2]
    return (first, second) if away(first) <= away(second) else (second, first)
