"""The questions of the product, asked of a small real store."""

import pytest

from kuroji.agent.offline.analyst import OfflineAnalyst
from kuroji.agent.wiring import Office
from kuroji.evals.asking import Case, cases, tried


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_question_is_answered_as_expected(case: Case, desk: Office) -> None:
    outcome = tried(case, desk, OfflineAnalyst())
    assert outcome.faults == (), outcome.text
