"""What a search shows of a passage is what the question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.commands.excerpt import excerpt

LONG = (
    "We thank all employees. The year was a good one for our industry. "
    "Remaining performance obligation was $63.4 billion. Our offices moved to a new place."
)
TABLE = """Consisted of the following:
| | Current | Noncurrent | Total |
| --- | ---: | --- | --- |
| Revenue | 1 | 2 | 3 |
| As of January 31, 2025 | $30.2 |  | $63.4 |
"""


def test_the_sentence_that_answers_is_shown() -> None:
    assert excerpt(LONG, "remaining performance obligation", 60) == (
        "… Remaining performance obligation was $63.4 billion. …"
    )


def test_a_japanese_sentence_is_found() -> None:
    text = "当社は成長しました。" * 20 + "売上高は4,217億円です。" + "以上です。" * 20
    assert excerpt(text, "売上高はいくらか", 40).startswith("… 売上高は4,217億円です。")


def test_a_short_passage_is_shown_whole() -> None:
    assert excerpt("Revenue rose.", "costs", 300) == "Revenue rose."


def test_a_row_comes_with_its_heads() -> None:
    assert excerpt(TABLE, "January 2025", 300) == (
        "As of January 31, 2025 | Current: $30.2 | Total: $63.4"
    )


def test_a_row_is_found_by_a_question_in_the_other_language() -> None:
    assert excerpt(TABLE, "エヌビディアの売上高", 300).startswith("Revenue | Current: 1")


def test_a_table_without_the_words_is_shown_without_its_rule() -> None:
    assert "---" not in excerpt(TABLE, "obligation", 300)


def test_marks_of_headings_are_not_shown() -> None:
    assert excerpt("## Risks\n\nCosts rose.", "risks", 300) == "Risks\n\nCosts rose."


@pytest.mark.parametrize("most", [20, 300])
@given(text=st.text(max_size=600), query=st.text(max_size=30))
def test_an_excerpt_is_never_longer_than_it_may_be(most: int, text: str, query: str) -> None:
    assert len(excerpt(text, query, most)) <= most + 4
