"""Markdown and page say what the ledger says, and nothing else."""

import re
from html.parser import HTMLParser

import pytest

from kuroji.memo.bundle import Bundle
from kuroji.memo.publishing import rendered
from tests.memo.memos import SOURCE, bundle_of, ledger_of, ref

NOW, THEN = (ref(ledger_of(), "revenue", year) for year in ("FY2024", "FY2023"))
TOLD = f"**It took {{{{{NOW}}}}}.** It grew {{{{calc:growth.growth}}}} from {{{{{THEN}}}}}."


class _Page(HTMLParser):
    """The visible text of the sections, and what the page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._hidden += tag in ("style", "script")
        self.loads += [tag] if tag == "script" or "src" in given else []
        self.loads += [name for name in given if name.startswith("on")]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def page_of(bundle: Bundle) -> _Page:
    page = _Page()
    page.feed(rendered(bundle, bundle.ledger())["html"])
    return page


def figures(text: str) -> list[str]:
    return re.findall(r"[−$]+[\d.,]+(?:bn|m)|[\d.]+ %|[\d.]+億ドル", text)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_both_formats_show_the_same_figures(language: str) -> None:
    bundle = bundle_of(TOLD, language)
    told = rendered(bundle, bundle.ledger())["md"].partition("\n## A")[0].partition("\n## 付")[0]
    body = "".join(page_of(bundle).words)
    assert figures(told)
    for figure in figures(told):
        assert figure in body


def test_the_markdown_has_fourteen_numbered_sections_an_appendix_and_its_notes() -> None:
    text = rendered(bundle_of(TOLD), bundle_of(TOLD).ledger())["md"]
    heads = re.findall(r"(?m)^## (.*)$", text)
    assert [head.partition(" ")[0] for head in heads[:14]] == [str(n) for n in range(1, 15)]
    assert heads[14:] == ["Appendix"]
    defined, used = (
        re.findall(r"(?m)^\[\^(\w+)\]:", text),
        set(re.findall(r"\[\^(\w+)\](?!:)", text)),
    )
    assert set(defined) == used == {"n1"}
    assert SOURCE.title in text


def test_a_stroke_in_a_cell_does_not_break_the_table() -> None:
    text = rendered(bundle_of(TOLD), bundle_of(TOLD).ledger())["md"]
    assert "| $1.2bn[^n1] | x\\|y |" in text


def test_every_fact_and_calculation_stands_in_the_appendix() -> None:
    bundle = bundle_of(TOLD)
    appendix = rendered(bundle, bundle.ledger())["md"].partition("## Appendix")[2]
    shown = [*(f.id for f in bundle.facts), *(c.id for c in bundle.calculations if not c.refusal)]
    for name in shown:
        assert f"| {name} |" in appendix
    assert "PeriodMismatch" in appendix


def test_the_page_loads_and_runs_nothing() -> None:
    page = page_of(bundle_of(TOLD))
    assert page.loads == []
    assert {link for link in page.links if not link.startswith("#")} == {SOURCE.url}


def test_words_of_a_source_are_text_on_the_page() -> None:
    page = page_of(bundle_of(TOLD))
    assert any("Annual report <2024>" in word for word in page.words)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    page = page_of(bundle_of(TOLD))
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_an_address_that_runs_code_is_no_link() -> None:
    bundle = bundle_of(TOLD)
    evil = SOURCE.model_copy(update={"url": "javascript:alert(1)"})
    cited = bundle.sources[0].model_copy(update={"source": evil})
    page = page_of(bundle.model_copy(update={"sources": (cited,)}))
    assert not any("javascript" in link for link in page.links)


def test_a_later_paragraph_is_marked() -> None:
    bundle = bundle_of(TOLD)
    first = bundle.sections[0]
    later = first.blocks[0].model_copy(update={"later": True})
    told = first.model_copy(update={"blocks": (later,)})
    marked = bundle.model_copy(update={"sections": (told, *bundle.sections[1:])})
    assert "\n‡ **It took" in rendered(marked, marked.ledger())["md"]
