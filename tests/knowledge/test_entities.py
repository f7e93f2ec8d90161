"""Where a text names a company, and what is known of its accounts."""

import pytest

from kuroji.knowledge.entities import Companies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oracle’s revenue and OpenAI's", ["Oracle", "OpenAI"]),
        ("C3.ai, Inc.: revenue", ["C3.ai"]),
        ("メタルとエヌビディア", ["NVIDIA"]),
        ("the meta question of an oracle", []),
        (
            "SAKURA INTERNET and さくらインターネット",
            ["さくらインターネット", "さくらインターネット"],
        ),
    ],
)
def test_names_stand_alone_and_in_both_scripts(text: str, names: list[str]) -> None:
    assert [named.name for named in Companies().find(text)] == names


def test_a_company_of_the_sources_is_found_too() -> None:
    companies = Companies({"Halden Compute, Inc.": "Halden Compute"})
    assert [n.name for n in companies.find("Halden Compute reported")] == ["Halden Compute"]


def test_one_name_stands_for_all_of_a_company() -> None:
    companies = Companies()
    assert companies.canonical("NVIDIA Corporation") == "NVIDIA"
    assert companies.canonical("株式会社PKSHA Technology") == "PKSHA Technology"
    assert companies.canonical("Fennel Systems, Inc.") == "Fennel Systems"


def test_a_misspelt_name_is_near_the_right_one() -> None:
    assert Companies().near("Nvidea")[0] == "NVIDIA"
    assert Companies().near("qqqqqqqq") == ()


def test_the_calendar_and_the_parent_of_a_company_are_known() -> None:
    companies = Companies()
    assert companies.accounts("Oracle").year_end == 5
    assert companies.accounts("Amazon Web Services").parent == "Amazon"
    assert companies.accounts("Fennel Systems").framework is None
