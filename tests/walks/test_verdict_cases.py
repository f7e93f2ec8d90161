"""Every real company and year of the verdict cases, judged from the starter corpus alone."""

import json
from pathlib import Path

import pytest

from kuroji.agent.wiring import Office
from tests.walks.conftest import dossier_of

CASES = {
    row["id"]: row
    for line in (Path(__file__).parents[2] / "evals/cases/verdict_cases.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
    if (row := json.loads(line))
}
# What the command line is given for each case: the company and the fiscal year.
ASKED = {
    "V01": ("NVIDIA", "FY2025"),
    "V02": ("Palantir", "FY2024"),
    "V03": ("Microsoft", "FY2025"),
    "V04": ("Microsoft AI", None),
    "V05": ("Meta Platforms", "FY2024"),
    "V06": ("ServiceNow", "FY2024"),
    "V07": ("Oracle", "FY2025"),
    "V08": ("Snowflake", "FY2025"),
    "V09": ("C3.ai", "FY2025"),
    "V10": ("C3.ai", "2026-H1"),
    "V11": ("SoundHound AI", "FY2024"),
    "V12": ("BigBear.ai", "FY2024"),
    "V13": ("CoreWeave", "FY2024"),
    "V14": ("OpenAI", "2025-H1"),
    "V15": ("Anthropic", "2024"),
    "V16": ("Anthropic", "2025"),
    "V17": ("xAI", "2025"),
    "V18": ("PKSHA Technology", "2022年9月期"),
    "V24": ("PKSHA Technology", "2025年9月期"),
    "V19": ("さくらインターネット", "2025年3月期"),
    "V20": ("さくらインターネット", "2026年3月期上期"),
    "V21": ("Preferred Networks", None),
    "V22": ("Sakana AI", None),
}


@pytest.mark.parametrize("case", ASKED)
def test_the_corpus_gives_the_verdict_of_the_case(shared_office: Office, case: str) -> None:
    company, year = ASKED[case]
    verdict = dossier_of(shared_office, company, year).verdict
    expected = CASES[case]["expected"]
    assert (verdict.code, verdict.rule, list(verdict.flags), list(verdict.missing)) == (
        expected["verdict"],
        expected["rule"],
        expected["flags"],
        expected["missing"],
    )


@pytest.mark.parametrize("case", ASKED)
def test_provisional_follows_from_the_grades_that_the_corpus_carries(
    shared_office: Office, case: str
) -> None:
    company, year = ASKED[case]
    verdict = dossier_of(shared_office, company, year).verdict
    weak = verdict.evidence_grade in ("C", "D") and verdict.code != "R0"
    assert verdict.provisional == weak
    assert bool(verdict.provisional_because) == weak


def test_every_case_but_the_invented_one_is_asked() -> None:
    assert set(CASES) - set(ASKED) == {"V23"}
