"""The place of a figure on its page: found, drawn once, shown in the memo, held by its seal."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from kuroji.knowledge.entities import Companies
from kuroji.knowledge.facts import facts_of
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.ledger import Fact, read_json
from kuroji.knowledge.library import Library
from kuroji.knowledge.passage import Box, Passage
from kuroji.memo.bundle import Bundle, Evidence, bundled
from kuroji.memo.checking import check, rendered_faults
from kuroji.memo.places import Picture, drawn, picture_of, spots_of
from kuroji.memo.publishing import rendered
from tests.knowledge.readers.conftest import make_pdf as made
from tests.memo.memos import NAMES, PASSAGE, SOURCE, bundle_of, ledger_of, memo_of, ref

MakePdf = Callable[..., bytes]
make_pdf = made
TOLD = "**It took {{" + ref(ledger_of(), "revenue", "FY2024") + "}}.**"
HEAD = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAC"  # four dots wide, two high
PICTURE = Picture(
    source_id="s1", page=7, left=900, top=1900, right=9100, bottom=2300, png=HEAD + "BAAA"
)
LINE = Box(
    start=0, end=len(PASSAGE.text), left=1000, top=2000, right=9000, bottom=2150
)  # one long line, as far as this passage goes
PLACED = PASSAGE.model_copy(update={"boxes": (LINE,)})


def bundle(*pictures: Picture, passage: Passage = PLACED) -> Bundle:
    ledger = ledger_of()
    evidence = Evidence({"p1": passage}, {"s1": SOURCE}, NAMES, ("FY2024",), (), (), pictures)
    return bundled(memo_of(ledger, TOLD), ledger, evidence)


def fact(quote: str) -> Fact:
    return next(f for f in ledger_of().facts if f.quote == quote)


def test_words_are_found_within_their_line() -> None:
    (spot,) = spots_of(fact("$800 million"), PLACED)
    assert spot.line == LINE
    share = PLACED.text.index("$800 million") / len(PLACED.text)
    assert abs(spot.words.left - (1000 + share * 8000)) < 200
    assert 100 < spot.words.right - spot.words.left < 700
    assert spots_of(fact("$800 million"), PASSAGE) == ()


def test_a_picture_is_that_of_the_page_and_holds_the_words() -> None:
    told = fact("$800 million")
    assert picture_of(told, PLACED, [PICTURE]) is PICTURE
    assert picture_of(told, PASSAGE, [PICTURE]) is None
    for field, value in (("page", 8), ("source_id", "s2"), ("bottom", 2100)):
        assert picture_of(told, PLACED, [PICTURE.model_copy(update={field: value})]) is None


def test_figures_of_a_real_page_share_its_pictures(tmp_path: Path, make_pdf: MakePdf) -> None:
    rows = [(72, 760 - 16 * i, f"Halden Compute note {i} of the year", 10) for i in range(40)]
    rows[5] = (72, 680, "Revenue of Halden Compute was $1,200 million in fiscal year 2024.", 10)
    rows[6] = (72, 664, "Operating loss was $150 million in fiscal year 2024.", 10)
    rows[38] = (72, 152, "Capital expenditure was $400 million in fiscal year 2024.", 10)
    (tmp_path / "halden.pdf").write_bytes(make_pdf([rows]))
    library = Library.open(tmp_path / "home", encoder="none")
    ingest(library, [tmp_path / "halden.pdf"], company="Halden Compute")
    (source,) = library.archive.sources()
    passages = {p.id: p for p in library.archive.passages()}
    kept = library.archive.original(source.id)
    library.close()
    assert kept is not None
    facts = [f for p in passages.values() for f in facts_of(p, source, Companies(NAMES))]
    assert {"revenue", "capital_expenditure"} <= {f.metric for f in facts}
    pictures = drawn(facts, passages, {source.id: kept})
    assert 1 < len(pictures) < len(facts)
    for one in facts:
        shown = picture_of(one, passages[one.passage_id], pictures)
        assert shown is not None
        width, height = shown.size
        assert 100 < width < 1100
        assert 20 < height < 600
    assert drawn(facts, passages, {}) == ()


def test_the_memo_shows_the_line_with_the_figure_highlighted() -> None:
    sealed = bundle(PICTURE)
    page = rendered(sealed, sealed.ledger())["html"]
    assert page.count(PICTURE.png) == 1  # however many figures it shows
    assert "aspect-ratio: 4 / 2" in page
    cards = re.findall(r'<svg class="page page-0" viewBox="900 1900 8200 400"', page)
    assert len(cards) == len(sealed.facts)
    assert '<rect class="line" x="1000" y="2000" width="8000" height="150"/>' in page
    assert "page 7 of the source" in page
    assert not re.search(r"(?:src|href)=\"(?!#|https://halden)", page)
    assert check(sealed).faults == ()


def test_without_pictures_a_memo_is_what_it_was() -> None:
    plain = bundle(passage=PASSAGE)
    assert "pictures" not in read_json(plain.dump())
    assert plain.dump() == bundle_of(TOLD).dump()
    assert "<svg" not in rendered(plain, plain.ledger())["html"]


def test_another_picture_does_not_tie() -> None:
    other = PICTURE.model_copy(update={"png": HEAD + "BAAB"})
    forged = bundle(PICTURE).model_copy(update={"pictures": (other,)})
    assert {"bundle_hash", "pictures"} <= {fault.where for fault in check(forged).faults}
    right, told = (rendered(b, b.ledger())["html"] for b in (bundle(PICTURE), forged))
    assert rendered_faults(right, told)


def test_a_picture_of_a_page_that_is_not_quoted_does_not_tie() -> None:
    foreign = bundle(PICTURE.model_copy(update={"page": 8}))
    flat = bundle(PICTURE.model_copy(update={"right": 900}))
    assert [f.where for f in check(foreign).faults] == ["picture 1"]
    assert [f.where for f in check(flat).faults] == ["picture 1"]


@pytest.mark.parametrize("png", ["R0lGODlhAQAB", HEAD + '");}', HEAD + "</style>", "A" * 500_000])
def test_what_is_no_plain_picture_is_not_taken(png: str) -> None:
    with pytest.raises(ValidationError):
        Picture(**(PICTURE.model_dump() | {"png": png}))


@pytest.mark.parametrize(
    ("language", "told"), [("en", "optical recognition"), ("ja", "光学文字認識")]
)
def test_what_was_told_from_a_picture_is_said_in_note_and_card(language: str, told: str) -> None:
    ledger = ledger_of("C")
    scanned = PLACED.model_copy(update={"recognised": True})
    source = SOURCE.model_copy(update={"grade": "C"})
    evidence = Evidence({"p1": scanned}, {"s1": source}, NAMES, ("FY2024",), (), ())
    sealed = bundled(memo_of(ledger, TOLD, language), ledger, evidence)
    texts = rendered(sealed, sealed.ledger())
    assert told in texts["md"]
    assert texts["html"].count(told) == 1 + len(sealed.facts)
    plain = bundle_of(TOLD, language)
    assert told not in rendered(plain, plain.ledger())["md"]
