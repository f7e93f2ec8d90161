"""Periods read from English and Japanese text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuroji.tools.period import Period, read_periods


def one(text: str) -> Period:
    ((start, end, period),) = read_periods(text)
    assert 0 <= start < end <= len(text)
    return period


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("in FY2025", "year", "FY2025"),
        ("in fiscal 2025", "year", "FY2025"),
        ("for the financial year 2024/25", "year", "FY2025"),
        ("in Q3 FY25", "quarter", "FY2025-Q3"),
        ("in 3Q25", "quarter", "2025-Q3"),
        ("in FY2025 Q2", "quarter", "FY2025-Q2"),
        ("the third quarter of 2025", "quarter", "2025-Q3"),
        ("the third quarter of fiscal 2025", "quarter", "FY2025-Q3"),
        ("the first half of 2025", "half", "2025-H1"),
        ("H2 FY24", "half", "FY2024-H2"),
        ("year ended 31 January 2025", "year", "FY2025"),
        ("year to June 2025", "year", "FY2025"),
        ("three months ended September 30, 2025", "quarter", "2025-Q3"),
        ("six months ended June 30, 2025", "half", "2025-H1"),
        ("nine months ended 30 June 2025", "span", "2025-06-30-9M"),
        ("quarter ended 27 April 2025", "quarter", "2025-04-27-3M"),
        ("at 31 December 2024", "day", "2024-12-31"),
        ("on March 3rd, 2025", "day", "2025-03-03"),
        ("on 2025-03-31", "day", "2025-03-31"),
        ("at the end of June 2025", "day", "2025-06-30"),
        ("at end-2024", "day", "2024-12-31"),
        ("in June 2024", "month", "2024-06"),
        ("by mid-2024", "span", "2024-mid"),
        ("over 2024–2026", "span", "2024/2026"),
        ("by 2030", "year", "2030"),
        ("2025年3月期", "year", "FY2025-03"),
        ("25年3月期", "year", "FY2025-03"),
        ("２０２６年３月期第１四半期", "quarter", "FY2026-03-Q1"),
        ("2026年3月期上期", "half", "FY2026-03-H1"),
        ("2026年3月期中間期", "half", "FY2026-03-H1"),
        ("2026年3月期下期", "half", "FY2026-03-H2"),
        ("2026年3月期第2四半期累計", "half", "FY2026-03-H1"),
        ("2026年3月期第3四半期累計", "span", "FY2026-03-9M"),
        ("2026年3月期第4四半期累計", "year", "FY2026-03"),
        ("令和7年度", "year", "FY2025"),
        ("令和元年5月1日", "day", "2019-05-01"),
        ("平成30年", "year", "2018"),
        ("2025年9月末", "day", "2025-09-30"),
        ("2025年末", "day", "2025-12-31"),
        ("2025年4〜6月期", "quarter", "2025-Q2"),
        ("2025年10〜3月期", "half", "2026-03-31-6M"),
        ("2025年度上期", "half", "FY2025-H1"),
        ("2025年第1四半期", "quarter", "2025-Q1"),
        ("2025年9月", "month", "2025-09"),
        ("2024〜26年度", "span", "2024/2026"),
    ],
)
def test_a_period_is_named_by_its_label(text: str, kind: str, label: str) -> None:
    period = one(text)
    assert (period.kind, period.label) == (kind, label)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("year ended 31 January 2025", date(2024, 2, 1), date(2025, 1, 31)),
        ("fiscal year ended 26 January 2025", date(2024, 1, 27), date(2025, 1, 26)),
        ("2025年3月期", date(2024, 4, 1), date(2025, 3, 31)),
        ("2026年3月期第1四半期", date(2025, 4, 1), date(2025, 6, 30)),
        ("2026年2月期第4四半期", date(2025, 12, 1), date(2026, 2, 28)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("FY2024", None, None),
    ],
)
def test_days_are_set_where_the_words_fix_them(
    text: str, start: date | None, end: date | None
) -> None:
    assert (one(text).start, one(text).end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "no number",
        "$2024",
        "2,024",
        "2024億円",
        "2025年13月期",
        "2025年13月1日",
        "2025年13〜14月",
        "Q5 1",
        "3H 2025",
        "from 2026 to 2024",
    ],
)
def test_what_is_no_period_has_no_label_of_one(text: str) -> None:
    assert all(p.kind == "year" for _, _, p in read_periods(text))


def test_a_day_that_the_calendar_lacks_is_no_day() -> None:
    labels = [p.label for _, _, p in read_periods("30 February 2025; year ended 31 June 2025")]
    assert labels == ["2025-02", "2025-06"]


@pytest.mark.parametrize("text", ["$2024", "2,024", "2024億円", "2000社", "2024.5", "A2024"])
def test_an_amount_is_no_year(text: str) -> None:
    assert read_periods(text) == ()


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_a_written_day_is_read_back(day: date) -> None:
    for text in (f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert one(text) == Period("day", day.isoformat(), day, day)
    assert one(f"{day.year}年{day.month}月{day.day}日").label == day.isoformat()


@given(st.text(alphabet="0123456789年月期日末第四半上下QH FY2025-/.令和ade mJune", max_size=40))
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    reached = 0
    for start, end, period in read_periods(text):
        assert reached <= start < end <= len(text)
        assert period.start is None or period.end is None or period.start <= period.end
        reached = end
