"""What an investor asks of a company known only from filings: right figure, period and part."""

from collections.abc import Callable

import pytest

from kuroji.agent.chat import Chat
from kuroji.agent.offline.analyst import OfflineAnalyst
from tests.agent.research.filed import company_facts, office_with, page

Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    home = tmp_path_factory.mktemp("asked")
    office = office_with(home, [("facts.json", company_facts()), ("page.htm", page())])
    chat = Chat(office, OfflineAnalyst(), lambda _: None)
    return lambda question: chat.answer(question, []).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did Orrin Vale's operating loss narrow in the latest quarter?", ("−$41m", "Q1 FY2026")),
        ("Orrin Valeの直近の四半期の売上高は", ("15億ドル", "2026年1月期第1四半期", "2.6億ドル")),
        ("What was Orrin Vale's revenue in the three months ended April 30, 2025?",
         ("$1.5bn", "Q1 FY2026", "$260m")),
        ("What was Orrin Vale's operating income as a share of revenue in fiscal 2025?",
         ("−21.7 %", "share of revenue")),
        ("What was Orrin Vale's gross margin in fiscal 2025 and 2024?", ("60.0 %", "59.3 %")),
        ("How much cash and marketable securities does Orrin Vale have?", ("$1.06bn",)),
        ("Orrin Valeの有利子負債は", ("3.45億ドル",)),
        ("What was Orrin Vale's revenue in fiscal 2024?", ("$910m",)),
        ("What are Orrin Vale's remaining performance obligations?", ("$2bn", "30 April 2025")),
        ("What are the intangible assets of Corrow Trams?", ("$88m", "31 December 2024")),
    ],
)  # fmt: skip
def test_the_right_figure_of_the_right_time(ask: Ask, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question)
    assert [word for word in said if word not in answer.replace("\u00a0", " ")] == [], answer
