"""The reader against the hand-made batteries: strict F1 of span, value and unit."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kuroji.tools.reading import read, wire

CASES = Path(__file__).parents[3] / "evals" / "cases"
KINDS = ("money", "percent", "multiple", "count", "duration", "rate")


def matches(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    spans = [gold["span"], *gold.get("span_alt", [])]
    units = [gold["unit"], *gold.get("unit_alt", [])]
    room = abs(Decimal(gold["value"])) * Decimal(gold.get("tol", "0"))
    return (
        [found["start"], found["end"]] in spans
        and found["unit"] in units
        and abs(Decimal(found["value"]) - Decimal(gold["value"])) <= room
        and found.get("value_high") == gold.get("value_high")
    )


def tally(items: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How often each kind was right, missed and read where nothing is."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        left = [f for f in wire(read(item["text"], item["lang"])) if f["kind"] in KINDS]
        for gold in (g for g in item["gold"] if g["kind"] in KINDS):
            hit = next((f for f in left if matches(gold, f)), None)
            counts[gold["kind"], "right" if hit else "missed"] += 1
            if hit:
                left.remove(hit)
        for found in left:
            if not any(found["start"] < b and a < found["end"] for a, b in item.get("ignore", [])):
                counts[str(found["kind"]), "spurious"] += 1
    return counts


@pytest.mark.parametrize("battery", ["quantities_dev", "quantities_own"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_macro_score_is_at_least_98_percent(battery: str, lang: str) -> None:
    lines = (CASES / f"{battery}.jsonl").read_text(encoding="utf-8").splitlines()
    counts = tally([item for item in map(json.loads, lines) if item["lang"] == lang])
    total = Decimal(0)
    for kind in KINDS:
        right = 2 * counts[kind, "right"]
        total += Decimal(right) / (right + counts[kind, "missed"] + counts[kind, "spurious"])
    assert total / len(KINDS) >= Decimal("0.98")
