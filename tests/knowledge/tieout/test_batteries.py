"""The batteries in `evals/cases`: few true sentences refused, hardly a false one let through."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kuroji.knowledge.tieout import Evidence, Given, Judgement, judge

CASES = Path(__file__).parents[3] / "evals" / "cases"


def judged(item: dict[str, Any]) -> Judgement:
    passages = [Evidence(p["id"], p["text"], p.get("title", "")) for p in item["passages"]]
    givens = [
        Given(c["id"], c["calculator"], c["inputs"], Decimal(c["value"]), c["unit"])
        for c in item["calculations"]
    ]
    return judge(item["sentence"], passages, givens)


@pytest.mark.parametrize("battery", ["grounding_dev.jsonl", "grounding_own.jsonl"])
def test_the_battery_is_judged_to_the_goal(battery: str) -> None:
    lines = (CASES / battery).read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    wrong = Counter(i["label"] for i in items if judged(i).supported != (i["label"] == "supported"))
    every = Counter(i["label"] for i in items)
    assert wrong["supported"] <= every["supported"] * 0.01
    assert wrong["unsupported"] <= every["unsupported"] * 0.01
    assert all(not judged(i).supported for i in items if i.get("probe"))
