"""Every real company and year of the verdict cases, judged from the starter corpus alone."""

from collections.abc import Callable
from functools import cache

import pytest

from kuroji.agent.wiring import Office
from kuroji.evals.case import rows
from kuroji.evals.runs import ASKED
from kuroji.memo.model import Verdict
from tests.walks.conftest import dossier_of

CASES = {row["id"]: row for row in rows("verdict_cases")}
Judge = Callable[[str], Verdict]


@pytest.fixture(scope="module")
def verdict_of(shared_office: Office) -> Judge:
    return cache(lambda case: dossier_of(shared_office, *ASKED[case]).verdict)


@pytest.mark.parametrize("case", ASKED)
def test_the_corpus_gives_the_verdict_of_the_case(verdict_of: Judge, case: str) -> None:
    verdict = verdict_of(case)
    expected = CASES[case]["expected"]
    assert (verdict.code, verdict.rule, list(verdict.flags), list(verdict.missing)) == (
        expected["verdict"],
        expected["rule"],
        expected["flags"],
        expected["missing"],
    )


@pytest.mark.parametrize("case", ASKED)
def test_provisional_follows_from_the_grades_that_the_corpus_carries(
    verdict_of: Judge, case: str
) -> None:
    verdict = verdict_of(case)
    weak = verdict.evidence_grade in ("C", "D") and verdict.code != "R0"
    assert verdict.provisional == weak
    assert bool(verdict.provisional_because) == weak


def test_every_case_but_the_invented_one_is_asked() -> None:
    assert set(CASES) - set(ASKED) == {"V23"}
