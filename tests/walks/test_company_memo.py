"""A company → its memo, whole: dossier, words, gate, tie-out, files, and the check of them."""

import json
from pathlib import Path

import pytest

from kuroji.agent.wiring import Office
from kuroji.knowledge.passage import Language
from kuroji.memo.bundle import Bundle, Unopened
from kuroji.memo.checking import check, rendered_faults
from kuroji.memo.model import SECTIONS, Paragraph
from kuroji.memo.publishing import folder_name, published, rendered
from tests.walks.conftest import bundle_of, dossier_of

COMPANIES = [
    ("CoreWeave", "en"), ("CoreWeave", "ja"), ("NVIDIA", "en"), ("OpenAI", "en"),
    ("Snowflake", "ja"), ("PKSHA Technology", "ja"), ("さくらインターネット", "ja"),
    ("Microsoft AI", "en"), ("Sakana AI", "ja"), ("BigBear.ai", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("company", "language"), COMPANIES)
def test_a_memo_ties_out_and_has_fourteen_sections(
    shared_office: Office, company: str, language: Language, tmp_path: Path
) -> None:
    bundle = bundle_of(shared_office, dossier_of(shared_office, company), language)
    assert [section.id for section in bundle.sections] == list(SECTIONS)
    assert all(section.blocks for section in bundle.sections)
    paths = published(bundle, tmp_path / folder_name(company))
    again = Bundle.parse(paths[-1].read_text(encoding="utf-8"))
    assert isinstance(again, Bundle)
    assert check(again).faults == ()
    for path in paths[:-1]:
        right = rendered(again, again.ledger())[path.suffix[1:]]
        assert rendered_faults(right, path.read_text(encoding="utf-8")) == ()


def test_bear_stands_before_bull_and_both_argue_with_figures(coreweave: Bundle) -> None:
    by_id = {section.id: section for section in coreweave.sections}
    for side in ("bear_case", "bull_case"):
        arguments = [b for b in by_id[side].blocks if isinstance(b, Paragraph) and "{{" in b.text]
        assert len(arguments) >= 3
        assert all(argument.text.startswith("**") for argument in arguments)


def test_the_two_languages_carry_the_same_verdict_and_ledger_facts(shared_office: Office) -> None:
    english, japanese = (
        bundle_of(shared_office, dossier_of(shared_office, "CoreWeave"), language)
        for language in ("en", "ja")
    )
    assert english.verdict == japanese.verdict
    assert english.facts == japanese.facts


def test_the_same_dossier_gives_the_same_memo(shared_office: Office, coreweave: Bundle) -> None:
    again = bundle_of(shared_office, dossier_of(shared_office, "CoreWeave"), "en")
    assert again.bundle_hash == coreweave.bundle_hash


def test_what_is_no_memo_is_refused_in_one_sentence() -> None:
    assert isinstance(Bundle.parse("{"), Unopened)
    assert isinstance(Bundle.parse(json.dumps({"schema_version": 1})), Unopened)


def test_a_later_year_is_judged_beside_and_an_assumption_can_be_changed(
    shared_office: Office,
) -> None:
    from decimal import Decimal

    target = shared_office.target("CoreWeave")
    usual = dossier_of(shared_office, "CoreWeave")
    assert [v.fiscal_year for v in usual.beside] == ["FY2025"]
    changed = shared_office.dossier(target, changed={"equipment_life_years": Decimal(3)})  # type: ignore[arg-type]  # known to be here
    assert changed.desk.number("gap_base_required") > usual.desk.number("gap_base_required")  # type: ignore[union-attr, operator]  # likewise
