"""A guard is proved by planting faults: each single change of a finished memo is named."""

import random
from collections import Counter
from typing import Literal

import pytest

from kuroji.agent.wiring import Office
from kuroji.evals.forging import Forging
from kuroji.evals.mutate import Planted, exports, planted
from kuroji.knowledge.ledger import Ledger, read_json, written
from kuroji.memo.bundle import Bundle
from kuroji.memo.checking import check, rendered_faults
from tests.walks.conftest import bundle_of, dossier_of

TIMES = 100  # of each memo and each forging; `kuroji eval --suite mutation` does thousands
MEMOS = ("CoreWeave", "Sakana AI")


@pytest.fixture(scope="module", params=MEMOS)
def memo(request: pytest.FixtureRequest, shared_office: Office) -> Bundle:
    language: Literal["en", "ja"] = "en" if request.param == "CoreWeave" else "ja"
    return bundle_of(shared_office, dossier_of(shared_office, request.param), language)


def missed(found: list[Planted]) -> list[Planted]:
    return [one for one in found if one.outcome not in ("named", "refused", "same")]


@pytest.mark.parametrize("forging", ["plain", "chained"])
def test_every_single_change_of_the_document_is_named(memo: Bundle, forging: Forging) -> None:
    found = list(planted(memo, TIMES, forging, random.Random(20261124)))
    assert missed(found) == []
    assert Counter(one.outcome for one in found)["named"] > TIMES // 2


def test_no_figure_can_be_changed_even_where_every_hash_is_recomputed(memo: Bundle) -> None:
    found = list(planted(memo, TIMES // 3, "whole", random.Random(4)))
    assert [one for one in missed(found) if one.outcome != "words"] == []


def test_every_changed_sign_of_an_export_is_named(memo: Bundle) -> None:
    assert missed(list(exports(memo, 500, random.Random(7)))) == []


def test_a_changed_line_is_said_with_what_the_memo_has() -> None:
    (fault,) = rendered_faults("one\ntwo 2\n", "one\ntwo 3\n")
    assert (fault.where, fault.what) == ("line 2", "it says “two 3” where the memo has “two 2”")
    assert [f.where for f in rendered_faults("one\n", "one\ntwo\n")] == ["the end"]


@pytest.mark.parametrize("kind", ["facts", "calculations"])
def test_a_changed_entry_is_named_by_its_id(coreweave: Bundle, kind: str) -> None:
    document = read_json(coreweave.dump())
    entry = document[kind][3]
    if kind == "facts":
        entry["value"] += 1
    else:
        name = next(n for n, v in entry["outputs"].items() if not isinstance(v, str | list))
        entry["outputs"][name] += 1
    changed = Bundle.parse(written(document))
    assert isinstance(changed, Bundle)
    assert f"{kind[:-1]} {entry['id']}" in [fault.where for fault in check(changed).faults]


def test_a_dumped_ledger_has_the_same_head(coreweave: Bundle) -> None:
    ledger = coreweave.ledger()
    assert Ledger.parse(ledger.dump()).head == ledger.head == coreweave.ledger_head
