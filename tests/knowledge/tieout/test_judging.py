"""A sentence is refused for the one thing in which it differs from its passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.knowledge.tieout import Evidence, judge

RELEASE = Evidence(
    "p1",
    "Halden Compute reported revenue of $96.2 million for fiscal 2025, compared with $71.8 million "
    "for fiscal 2024. Net loss was $14.6 million. Annual recurring revenue was $120 million.",
    "Halden Compute release",
)
RIVAL = Evidence("p2", "Ostrom Labs reported revenue of $310 million for fiscal 2025.", "")
TABLE = Evidence(
    "p3",
    "（単位：百万円）\n| 科目 | 2025年3月期 | 2024年3月期 |\n| 売上高 | 45,678 | 41,002 |\n"
    "| 営業利益 | △1,245 | 890 |",
    "株式会社港南テック 決算短信",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Halden's revenue was $96.2 million in fiscal 2025.",
        "Halden took in about $96M in fiscal 2025.",
        "Halden's revenue was $0.0962 billion in fiscal 2025.",
        "Halden Computeの2025年度の売上高は9,620万ドルだった。",
        "Halden's revenue grew 34.0% in fiscal 2025.",
        "Halden's revenue rose by $24.4 million.",
        "Halden lost $14.6 million.",
        "港南テックの2025年3月期の売上高は約457億円である。",
        "港南テック posted an operating loss of ¥1,245 million in the year to March 2025.",
        "港南テックは2025年3月期に11.4%の増収だった。",
        "Nothing here is counted.",
    ],
)
def test_what_follows_is_supported(sentence: str) -> None:
    assert judge(sentence, [RELEASE, RIVAL, TABLE]).supported


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Halden's revenue was $100M in fiscal 2025.", "wrong_number"),
        ("Halden's revenue was $96.2 billion in fiscal 2025.", "wrong_scale"),
        ("Halden earned net income of $14.6 million.", "wrong_sign"),
        ("Halden's revenue fell by $24.4 million.", "wrong_sign"),
        ("Halden's revenue was €96.2 million in fiscal 2025.", "wrong_unit"),
        ("Halden's revenue was $71.8 million in fiscal 2025.", "wrong_year_or_row"),
        ("Halden recognised revenue of $120 million.", "wrong_basis"),
        ("Halden's revenue was $310 million in fiscal 2025.", "wrong_entity"),
        ("Halden's revenue grew 24.0% in fiscal 2025.", "wrong_derivation"),
        ("Halden employs 1,240 people.", "fabricated"),
        ("港南テックの2025年3月期の売上高は410億200万円だった。", "wrong_year_or_row"),
        ("港南テックの2025年3月期の営業利益は12億4,500万円の黒字だった。", "wrong_sign"),
    ],
)
def test_what_differs_is_refused_by_name(sentence: str, reason: str) -> None:
    judged = judge(sentence, [RELEASE, RIVAL, TABLE])
    assert (judged.supported, judged.reason) == (False, reason)
    assert judged.detail


def test_a_range_is_not_its_middle_unless_that_is_said() -> None:
    outlook = Evidence("p", "Management expects revenue of $410 million to $430 million.", "")
    assert judge("The midpoint of the revenue guidance is $420 million.", [outlook]).supported
    assert judge("Revenue was $420 million.", [outlook]).reason == "wrong_basis"


def test_an_option_is_no_lease() -> None:
    site = Evidence("p", "Kiln leases 300 MW and has options on a further 900 MW.", "")
    assert judge("Kiln holds options on 0.9 GW.", [site]).supported
    assert judge("Kiln leases 900 MW.", [site]).reason == "wrong_basis"


def test_a_year_alone_is_held_against_the_passage() -> None:
    loan = Evidence("p", "The loan of $2.3 billion matures in 2030.", "")
    assert judge("The loan matures in 2030.", [loan]).supported
    assert not judge("The loan matures in 2028.", [loan]).supported


def test_without_passages_no_figure_stands() -> None:
    assert judge("Revenue was $5 million.", []).reason == "fabricated"


@given(
    st.integers(10_000, 999_999),
    st.sampled_from(["Revenue", "Marketing expense", "Cost of sales"]),
    st.integers(0, 5),
    st.integers(1, 9),
)
def test_one_changed_digit_is_never_supported(
    thousands: int, row: str, place: int, step: int
) -> None:
    digits = list(str(thousands))
    place = min(place, len(digits) - 1)
    digits[place] = str((int(digits[place]) + step) % 10)
    changed = int("".join(digits))
    table = Evidence("p", f"| $ thousands | 2025 |\n| {row} | {thousands:,} |", "Halden Labs 10-K")
    assert judge(f"Halden's {row.lower()} was ${thousands:,} thousand in 2025.", [table]).supported
    assert not judge(
        f"Halden's {row.lower()} was ${changed:,} thousand in 2025.", [table]
    ).supported


@given(st.text(max_size=120), st.text(max_size=200), st.text(max_size=30))
def test_any_text_is_judged_without_a_fault(sentence: str, text: str, title: str) -> None:
    judged = judge(sentence, [Evidence("p", text, title)])
    assert judged.supported == (judged.reason == "")
