"""Company names, words, years and the glossary."""

import pytest

from kuroji.knowledge.aliases import Names, entities
from kuroji.knowledge.glossary import terms, terms_in
from kuroji.knowledge.kana import sounds_like
from kuroji.knowledge.question import understood
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.years import years_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What does CoreWeave owe?", ("CoreWeave",)),
        ("コアウィーブの受注残高", ("CoreWeave",)),
        ("NVIDIA's margin against AMD's", ("NVIDIA", "AMD")),
        ("the meta question of scale together", ()),
        ("maximal taxation", ()),
        ("ソフトバンクグループとソフトバンク", ("ソフトバンクグループ", "ソフトバンク")),
        ("アームストロング氏", ()),
        ("Palantir Technologies Inc. grew", ("Palantir",)),
        ("さくらインターネット（3778.T）", ("さくらインターネット",)),
        ("3778 people work there", ()),
    ],
)
def test_companies_are_found_by_their_names(text: str, found: tuple[str, ...]) -> None:
    assert Names().find(text) == found


def test_names_that_a_source_brings_are_known() -> None:
    names = Names({"Harrowgate Compute, Inc.": "Harrowgate Compute"})
    assert names.find("HARROWGATE COMPUTE reported") == ("Harrowgate Compute",)
    assert names.find_spoken("ハロウゲートの業績") == ("Harrowgate Compute",)


@pytest.mark.parametrize(
    ("katakana", "name"),
    [
        ("パランティア", "Palantir"),
        ("スノーフレイク", "Snowflake"),
        ("アンソロピック", "Anthropic"),
        ("ランタンフィッシュ", "Lanternfish Search"),
        ("ハロウゲート・コンピュート", "Harrowgate Compute"),
    ],
)
def test_katakana_sounds_like_the_name(katakana: str, name: str) -> None:
    assert sounds_like(katakana, name)


@pytest.mark.parametrize("word", ["サーバー", "コスト", "マージン", "クラウド", "リスク"])
def test_loanwords_sound_like_no_company(word: str) -> None:
    brought = {
        name: name for name in ("Silverbee", "Costello", "Margrave", "Cloudera", "Riskified")
    }
    assert Names(brought).find_spoken(word) == ()


def test_several_entities_are_told_apart() -> None:
    assert entities("OpenAI, NVIDIA Corporation, Acme, Inc.") == (
        "OpenAI",
        "NVIDIA Corporation",
        "Acme, Inc.",
    )


def test_the_glossary_knows_many_words_of_both_languages() -> None:
    assert len(terms()) >= 300
    assert all(term.english and term.japanese for term in terms())


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("減価償却費はいくらか", "depreciation"),
        ("How large is the backlog?", "backlog"),
        ("capex in 2025", "capital expenditure"),
        ("粗利率", "gross margin"),
    ],
)
def test_terms_are_found_in_both_languages(text: str, term: str) -> None:
    assert term in [found.english[0] for found in terms_in(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ARRの伸び", "recurring revenue"),
        ("GPUは何年使えるか", "accelerator"),
        ("the firm is in the red", "loss"),
        ("its product lines", "product revenue"),
        ("an article by this author", "author"),
        ("著者の権利", "author"),
    ],
)
def test_terms_are_found_as_they_are_written(text: str, term: str) -> None:
    assert term in [found.english[0] for found in terms_in(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [("red and black", "loss"), ("its product", "production"), ("kinds", "credits")],
)
def test_part_of_a_name_or_another_word_of_its_stem_is_no_term(text: str, term: str) -> None:
    assert term not in [found.english[0] for found in terms_in(text)]


def test_everyday_words_are_told_from_business_terms() -> None:
    asked = understood("Does the author expect higher revenue?", Names())
    assert [term.english[0] for term in asked.terms] == ["revenue"]
    assert "author" in [term.english[0] for one in asked.meanings for term in one.terms]
    assert any(("著者", "著", "者") in idea for idea in asked.ideas)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Which countries did PwC survey in 2025?", {"pwc", "2025"}),
        ("H100の賃料", {"h", "100"}),
        ("What did it cost?", set()),
    ],
)
def test_only_names_and_numbers_are_looked_for_as_they_are_in_the_other_language(
    text: str, kept: set[str]
) -> None:
    asked = understood(text, Names())
    words = asked.words["ja"] if asked.language == "en" else asked.words["en"]
    assert set(words) == kept


def test_a_longer_name_hides_a_shorter() -> None:
    assert [term.english[0] for term in terms_in("operating cash flow")] == ["operating cash flow"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("FY2025, 2024年3月期", (2024, 2025)),
        ("令和7年度", (2025,)),
        ("Q3 FY25", (2025,)),
        ("2,024 people and 1999.5", ()),
    ],
)
def test_years_of_a_text(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


def test_words_are_the_same_in_full_and_half_width() -> None:
    assert tokens("ＡＲＲ　１，２３４") == tokens("ARR 1,234")


def test_a_table_that_learns_a_name_leaves_the_old_one_as_it_was() -> None:
    before = Names({"Fennel Systems": "Fennel Systems"})
    after = before.knowing({"フェンネル": "Fennel Systems", "Ab": "Abacus Oy"})
    assert before.find("フェンネルとAbの話") == ()
    assert after.find("フェンネルとAbの話") == ("Fennel Systems", "Abacus Oy")
    assert after.knowing({"Ab": "Abacus Oy"}) is after
    assert after.both_scripts("Fennel Systems") == ("Fennel Systems", "フェンネル")
