"""What a document says once for all its figures: company, framework, kind, period, date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kuroji.knowledge.aliases import entities, is_company
from kuroji.knowledge.labels.timing import joined, moments
from kuroji.tools.period import Period, read_periods

if TYPE_CHECKING:
    from kuroji.knowledge.entities import Accounts, Companies
    from kuroji.knowledge.passage import Passage, Source

RESEARCHERS = frozenset(
    ("Sequoia Capital", "Goldman Sachs", "Morgan Stanley", "Bain & Company", "McKinsey", "Gartner")
)
_FILINGS = re.compile(
    r"filing|release|10-?[kq]|20-f|s-1|annual|quarterly|xbrl|決算|有価証券|短信", re.I
)
_PRESS = re.compile(r"^(?:news|press|press_article|newspaper)$", re.I)
_FRAMEWORKS = (
    (re.compile(r"〔?ＩＦＲＳ〕?|IFRS|国際会計基準|International Financial Reporting"), "ifrs"),
    (re.compile(r"〔?日本基準〕?|J-?GAAP|Japanese GAAP|jgaap", re.I), "jgaap"),
    (re.compile(r"米国基準|US[ -]?GAAP|U\.S\. GAAP|(?<!non-)(?<!non )\bGAAP\b", re.I), "gaap"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The frame in which a passage's figures stand; `entity` may be a market or a country."""

    entity: str | None
    accounts: Accounts
    framework: str | None
    home: str
    filing: bool
    press: bool
    kind: str
    heading: str
    period: Period | None
    title_period: Period | None
    published: Period | None


def setting_of(passage: Passage, source: Source, companies: Companies) -> Setting:
    """Return what holds for every figure of `passage` unless its own words say otherwise."""
    entity = _entity(passage, source, companies)
    accounts = _learnt(companies.accounts(entity), f"{source.title}\n{passage.heading}")
    around = f"{source.title}\n{passage.heading}\n{passage.text}"
    kind = f"{source.kind} {source.title}"
    day = source.published
    return Setting(
        entity=entity,
        accounts=accounts,
        framework=framework_in(source.title)
        or framework_in(passage.heading)
        or framework_in(around)
        or accounts.framework,
        home=home_of(entity, accounts, passage.language, passage.text + passage.heading),
        filing=bool(_FILINGS.search(kind)) and not _PRESS.match(source.kind),
        press=bool(_PRESS.match(source.kind)),
        kind=source.kind,
        heading=passage.heading,
        period=_only(passage.heading),
        title_period=_running(_only(source.title), source.title),
        published=Period("day", day.isoformat(), day, day) if day else None,
    )


def _learnt(accounts: Accounts, titles: str) -> Accounts:
    """The month in which the fiscal year ends, where a title says so: year ended 31 March 2025."""
    if accounts.year_end is not None:
        return accounts
    ends = {
        period.end.month if period.end.day > 7 else (period.end.month - 2) % 12 + 1
        for _, _, period in read_periods(titles)
        if period.kind == "year" and period.label.startswith("FY") and period.end
    }
    stated = {int(month) for month in re.findall(r"FY\d{4}-(\d\d)", " ".join(_labels(titles)))}
    months = ends | stated
    return replace(accounts, year_end=months.pop()) if len(months) == 1 else accounts


def _labels(text: str) -> list[str]:
    return [period.label for _, _, period in read_periods(text)]


def _running(period: Period | None, title: str) -> Period | None:
    """The second quarter's 決算短信 gives the half-year, the third's nine months."""
    if period is None or "短信" not in title or not re.search("-Q[23]$", period.label):
        return period
    half = period.label.endswith("Q2")
    label = f"{period.label[:-2]}{'H1' if half else '9M'}"
    return Period("half" if half else "span", label, None, period.end)


def framework_in(text: str) -> str | None:
    """Return the accounting framework that `text` names, if it names one and no other."""
    named = {name for pattern, name in _FRAMEWORKS if pattern.search(text)}
    return named.pop() if len(named) == 1 else None


def _entity(passage: Passage, source: Source, companies: Companies) -> str | None:
    """The company of the nearest heading that names just one, else that of the document."""
    about = [companies.canonical(name) for name in entities(source.entity or "")]
    for part in reversed(passage.heading.split(" > ")):
        named = {one.name for one in companies.find(part) if one.name not in RESEARCHERS}
        if len(named) == 1:
            name = named.pop()
            parent = companies.accounts(name).parent
            return parent if parent in about else name
    if len(about) == 1:
        return about[0]
    titled = {one.name for one in companies.find(source.title)}
    return titled.pop() if not about and len(titled) == 1 else None


def frame_of(setting: Setting, entity: str, companies: Companies) -> Setting:
    """Return the setting as it holds for figures of `entity`, which may be another company."""
    if entity == setting.entity:
        return setting
    accounts = companies.accounts(entity)
    return replace(
        setting,
        entity=entity,
        accounts=accounts,
        framework=accounts.framework,
        home=home_of(entity, accounts, setting.home),
    )


def home_of(entity: str | None, accounts: Accounts, language: str, written: str = "") -> str:
    """Return ja for a company that reports the Japanese way: 2025年3月期, 年度, yen."""
    if accounts.framework in ("gaap", "none"):
        return "en"
    if accounts.framework is not None:
        return "ja"
    if entity is None or not is_company(entity):
        return language
    yen = bool(re.search("[円¥]|JPY", written))
    return "ja" if yen or any("\u3041" <= c <= "\u9fff" for c in entity) else "en"


def _only(text: str) -> Period | None:
    """The one period of a heading; of several, none, unless the last part alone has one."""
    for part in (text.rsplit(" > ", maxsplit=1)[-1], text):
        found = [p for _, _, p in joined(part, read_periods(part)) if p is not None]
        longer = [p for p in found if p.kind != "day"] or found
        if len({p.label for p in longer}) == 1:
            return _narrowed(longer[0], part)
    return None


def _narrowed(period: Period, title: str) -> Period | None:
    """`Third quarter results, fiscal 2025` is of a quarter, not of the year."""
    if period.kind != "year":
        return period
    parts = {p.label: p for _, _, p in moments(title, read_periods(title), None) if p is not None}
    inner = [p for p in parts.values() if p.kind in ("quarter", "half")]
    return period if not inner else inner[0] if len(inner) == 1 else None
