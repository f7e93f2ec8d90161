"""Reads golden cases and compares answers with them."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "evals" / "cases"


def cases(file: str) -> list[Any]:
    text = (CASES / file).read_text(encoding="utf-8")
    loaded = json.loads(text, parse_float=Decimal)["cases"]
    return [pytest.param(case, id=f"{case['id']}-{case['calculator']}") for case in loaded]


def lines(file: str) -> list[Any]:
    text = (CASES / file).read_text(encoding="utf-8")
    return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def decoded(value: Any) -> Any:
    """Turn {"$float": "nan"} and {"$int": "1000"} into what they stand for."""
    if isinstance(value, dict):
        if set(value) == {"$float"}:
            return Decimal(value["$float"])
        if set(value) == {"$int"}:
            return int(value["$int"])
        return {key: decoded(inner) for key, inner in value.items()}
    return [decoded(inner) for inner in value] if isinstance(value, list) else value


def agrees(expected: Any, got: Any, tolerance: Mapping[str, Any]) -> bool:
    if expected is None or isinstance(expected, bool | str):
        return type(expected) is type(got) and bool(expected == got)
    if isinstance(expected, int | Decimal):
        allowed = abs(Decimal(expected)) * Decimal(tolerance["rel"]) + Decimal(tolerance["abs"])
        return got is not None and bool(abs(got - expected) <= allowed)
    if isinstance(expected, list):
        pairs = zip(expected, got, strict=False)
        return len(expected) == len(got) and all(agrees(e, g, tolerance) for e, g in pairs)
    return all(key in got and agrees(expected[key], got[key], tolerance) for key in expected)
