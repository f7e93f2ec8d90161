"""Metrics that are told by what they mean, rows of tables that are asked for, forms of words."""

import pytest

from kuroji.knowledge.aliases import Names
from kuroji.knowledge.described import describable, describes
from kuroji.knowledge.glossary import terms, terms_in
from kuroji.knowledge.question import Question, understood
from kuroji.knowledge.rows import row_of
from kuroji.knowledge.tokens import tokens
from kuroji.knowledge.word_forms import common_form


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Of every ten euros billed, six remain once support has been paid.", "gross margin"),
        ("Of every dollar it bills, 60 cents remain once support is paid.", "gross margin"),
        ("千円の売上のうち、機械の代金を払うと420円が残る。", "gross margin"),
        ("Goods ordered but not yet shipped came to $4.5 million.", "backlog"),
        ("注文を受けたがまだ出荷していない品は8億円です。", "backlog"),
        ("We invested EUR 80 million in new machines.", "capital expenditure"),
        ("機械は四年にわたり均等に費用とします。", "useful life"),
        ("Its main buyer took 61% of the boats.", "largest customer"),
        ("売上の三割が一社に依存している。", "largest customer"),
        ("The firm counts a staff of 84.", "employees"),
        ("One in six of the engineers left during the winter.", "employee turnover"),
        ("手元の資金は来年の春までしか持たない。", "runway"),
    ],
)
def test_a_metric_is_recognised_by_its_description(text: str, name: str) -> None:
    term = next(term for term in terms() if term.english[0] == name)
    assert describes(text, term)


@pytest.mark.parametrize(
    "text", ["The annual figure leaves a larger loss of 4%.", "Rain fell. 40% of it on Monday."]
)
def test_other_sentences_describe_no_staff_turnover(text: str) -> None:
    (term,) = terms_in("employee turnover")
    assert not describes(text, term)


def test_every_description_is_of_a_term_of_the_glossary() -> None:
    found = describable(terms())
    assert len({term.english[0] for term in found}) >= 40


def _asked(text: str) -> Question:
    return understood(text, Names({"Fennel Systems": "Fennel Systems"}))


@pytest.mark.parametrize(
    ("text", "table", "fits"),
    [
        ("Fennel Systems revenue", "|x|2024|\n|Revenue from leases|12|", True),
        ("Fennel Systems wall-mounted sales", "|x|2024|\n| Wall-mounted | 12 |", True),
        ("Fennel Systems sales in China", "|x|2024|\n| China (restated) | 12 |", True),
        ("Fennel Systemsの除雪機事業の伸び", "|x|2024|\n|除雪機|12|", True),
        ("Fennel Systems wall-mounted sales", "|x|2024|\n| Wall-mounted units |", False),
        ("Fennel Systems sales in China", "|x|2024|\n| China Sea route | 12 |", False),
    ],
)
def test_a_row_with_just_what_is_asked_for(text: str, table: str, *, fits: bool) -> None:
    pattern = row_of(_asked(text))
    assert pattern is not None
    assert (pattern.search(table) is not None) == fits


def test_without_a_company_only_lines_of_the_statements_are_rows() -> None:
    pattern = row_of(understood("revenue of wall-mounted units", Names()))
    assert pattern is not None
    assert pattern.search("\n|Revenue|12|")
    assert not pattern.search("\n| Wall-mounted units | 12 |")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("fell", "falling"),
        ("sold", "sells"),
        ("centre", "centers"),
        ("organisations", "organization"),
        ("licence", "licenses"),
        ("children", "child"),
    ],
)
def test_forms_and_spellings_of_a_word_are_found_alike(written: str, same: str) -> None:
    assert tokens(written) == tokens(same)


@pytest.mark.parametrize("word", ["revised", "enterprises", "raised", "promise", "noise"])
def test_words_that_only_look_british_stay(word: str) -> None:
    assert common_form(word) == word
