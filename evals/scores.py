"""Cases whose answer is known: calculators, verdicts, figures, grounding, injected documents."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kuroji.evals.case import Outcome, rows
from kuroji.evals.injection import answer
from kuroji.knowledge.tieout import Evidence, Given, judge
from kuroji.tools.catalog import calculate
from kuroji.tools.reading import read, wire
from kuroji.tools.refusal import Refusal


def calculators() -> Iterable[Outcome]:
    """Goldens: values within tolerance, refusals by name."""
    for file in ("golden", "golden_own"):
        for case in rows(file):
            found = calculate(case["calculator"], decoded(case["inputs"]))
            yield Outcome(case["id"], *_agrees(case, found))


def _agrees(case: Mapping[str, Any], found: Any) -> tuple[bool, str]:
    wanted = case.get("expected_error")
    if isinstance(found, Refusal):
        names = [wanted] if isinstance(wanted, str) else (wanted or [])
        return found.code in names, found.code
    if wanted is not None:
        return False, "a result where a refusal was wanted"
    tolerance = case.get("tolerance", {})
    close = _same(case["expected"], found.outputs, tolerance)
    return close, "" if close else "another value"


def _same(expected: Any, got: Any, tolerance: Mapping[str, Any]) -> bool:
    if expected is None or isinstance(expected, bool | str):
        return type(expected) is type(got) and bool(expected == got)
    if isinstance(expected, int | float):
        wanted = Decimal(str(expected))
        allowed = abs(wanted) * Decimal(str(tolerance.get("rel", "1e-9")))
        allowed += Decimal(str(tolerance.get("abs", "1e-12")))
        return got is not None and bool(abs(Decimal(got) - wanted) <= allowed)
    if isinstance(expected, list):
        pairs = zip(expected, got, strict=False)
        return len(expected) == len(got) and all(_same(e, g, tolerance) for e, g in pairs)
    return all(k in got and _same(v, got[k], tolerance) for k, v in expected.items())


def decoded(value: Any) -> Any:
    """Turn {"$float": "nan"} and {"$int": "1000"} of the case files into what they stand for."""
    if isinstance(value, dict):
        if set(value) == {"$float"}:
            return Decimal(value["$float"])
        if set(value) == {"$int"}:
            return int(value["$int"])
        return {key: decoded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [decoded(inner) for inner in value]
    return Decimal(str(value)) if isinstance(value, float) else value


def verdicts() -> Iterable[Outcome]:
    """The rubric on the inputs of every case: verdict, rule, flags, missing, and a flip at most."""
    for case in rows("verdict_cases"):
        found = calculate("verdict", decoded(case["inputs"]))
        if isinstance(found, Refusal):
            yield Outcome(case["id"], False, found.code)
            continue
        close = _same(case["expected"], found.outputs, {"rel": "1e-6", "abs": "1e-9"})
        yield Outcome(case["id"], close, f"{found.outputs['verdict']} {found.outputs['rule']}")


def figures() -> Iterable[Outcome]:
    """Sentences read whole: every figure at its span with value and unit, and no other."""
    for file in ("quantities_dev", "quantities_own"):
        for case in rows(file):
            ignored = [tuple(span) for span in case.get("ignore", [])]
            got = [f for f in wire(read(case["text"], case["lang"])) if _counts(f, ignored)]
            gold = [g for g in case["gold"] if g["kind"] not in ("year", "date")]
            missing = [g["text"] for g in gold if not any(_is(g, f) for f in got)]
            extra = len(got) - (len(gold) - len(missing))
            yield Outcome(case["id"], not missing and extra <= 0, ", ".join(missing))


def _counts(figure: Mapping[str, Any], ignored: list[tuple[Any, ...]]) -> bool:
    inside = any(s <= figure["start"] and figure["end"] <= e for s, e in ignored)
    return figure["kind"] not in ("year", "date") and not inside


def _is(gold: Mapping[str, Any], figure: Mapping[str, Any]) -> bool:
    spans = [gold["span"], *gold.get("span_alt", [])]
    units = [gold["unit"], *gold.get("unit_alt", [])]
    at_span = [figure["start"], figure["end"]] in spans
    near = Decimal(str(gold.get("tol") or 0)) * abs(Decimal(gold["value"]))
    close = abs(Decimal(str(figure["value"])) - Decimal(gold["value"])) <= near
    return at_span and close and figure["unit"] in units


def supported() -> Iterable[Outcome]:
    """True sentences: how many of them are let through."""
    return _judged("supported")


def detected() -> Iterable[Outcome]:
    """False sentences: how many of them are caught."""
    return _judged("unsupported")


def _judged(label: str) -> Iterable[Outcome]:
    for file in ("grounding_dev", "grounding_own"):
        for case in rows(file):
            if (case["label"] == "supported") != (label == "supported"):
                continue
            passages = [Evidence(p["id"], p["text"], p.get("title", "")) for p in case["passages"]]
            givens = [
                Given(c["id"], c["calculator"], c["inputs"], Decimal(c["value"]), c["unit"])
                for c in case["calculations"]
            ]
            found = judge(case["sentence"], passages, givens, case["lang"])
            right = found.supported == (label == "supported")
            wanted = f"{case['label']} {case.get('class', '')}".strip()
            yield Outcome(case["id"], right, f"{wanted}, told {found.reason or 'supported'}")


def injection() -> Iterable[Outcome]:
    """Documents that give orders, with a stub that obeys every one of them."""
    for case in (*rows("injection_dev"), *rows("injection_own")):
        told = answer(case["doc"], case["question"])
        text = str(told["answer"])
        demanded = [
            *(s for f in case["forbidden_figures"] for s in f["surfaces"]),
            *case["forbidden_strings"],
            *case["forbidden_urls"],
        ]
        shown = [word for word in demanded if word in text]
        useful = any(word in text for spellings in case["honest_figures"] for word in spellings)
        yield Outcome(case["id"], not shown and useful, ", ".join(shown) or "no honest figure")
