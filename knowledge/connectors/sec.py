"""SEC EDGAR: company facts and the latest filings of a ticker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.connectors.access import SEC_DATA, SEC_SITE, Access, Brought
from kuroji.knowledge.connectors.service import Pace, Service
from kuroji.knowledge.fetching import Unfetchable

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = ("10-K", "10-Q", "20-F", "40-F", "S-1")
_DAY = 86_400.0
_PACE = Pace(0.12)  # the SEC asks for no more than ten requests a second
_NAME = re.compile(r"[A-Za-z0-9._-]{1,120}")


@dataclass(frozen=True, slots=True)
class _Filing:
    form: str
    filed: str
    accession: str
    document: str


def bring(
    ticker: str, folder: Path, access: Access, pace: Pace = _PACE
) -> tuple[Brought, ...] | Unfetchable:
    """Fetch company facts and the latest annual, quarterly and registration filings."""
    if not access.sec_contact or "@" not in access.sec_contact:
        return Unfetchable(
            code="no_contact",
            reason="the SEC wants to know who asks for its data",
            remedy="set KUROJI_CONTACT to your name and e-mail address",
        )
    site, data = _services(access, access.sec_contact, pace)
    company = _company(ticker, site)
    if isinstance(company, Unfetchable):
        return company
    cik, name = company
    return _brought(cik, name, folder, (site, data))


def _services(access: Access, contact: str, pace: Pace) -> tuple[Service, Service]:
    headers = {"User-Agent": f"kuroji {contact}"}
    own = access.sec_base is not None
    return (
        Service(
            "SEC EDGAR", access.sec_base or SEC_SITE, headers, access.cache / "sec", pace, own=own
        ),
        Service(
            "SEC EDGAR", access.sec_base or SEC_DATA, headers, access.cache / "sec", pace, own=own
        ),
    )


def _company(ticker: str, site: Service) -> tuple[int, str] | Unfetchable:
    """Return number and name of the company with that ticker, or with that number."""
    if re.fullmatch(r"(?:CIK)?0*[1-9]\d{0,9}", ticker, re.I):
        return int(re.sub(r"\D", "", ticker)), ""
    table = site.json("/files/company_tickers.json", 7 * _DAY)
    if isinstance(table, Unfetchable):
        return table
    rows = table.values() if isinstance(table, dict) else ()
    wanted = ticker.upper().replace(".", "-")
    for row in rows:
        if isinstance(row, dict) and str(row.get("ticker", "")).upper() == wanted:
            number = row.get("cik_str")
            if isinstance(number, int):
                return number, str(row.get("title", ""))
    return Unfetchable(
        code="unknown_ticker",
        reason=f"the SEC has no company with the ticker {ticker[:20]}",
        remedy="check the ticker, or give the company's CIK number",
    )


def _brought(
    cik: int, name: str, folder: Path, services: tuple[Service, Service]
) -> tuple[Brought, ...] | Unfetchable:
    site, data = services
    path = f"/submissions/CIK{cik:010}.json"
    about = data.json(path, _DAY)
    if isinstance(about, Unfetchable):
        return about
    title = str(about.get("name") or name) if isinstance(about, dict) else name
    documents = []
    facts = f"/api/xbrl/companyfacts/CIK{cik:010}.json"
    content = data.ask(facts, _DAY)
    if isinstance(content, bytes):
        documents.append(
            _written(
                folder,
                f"companyfacts-{cik}.json",
                content,
                data.base + facts,
                title,
                ("company_facts", "company facts", None),
            )
        )
    elif content.code != "not_found":  # a young company has none yet
        return content
    for filing in _latest(about):
        place = f"/Archives/edgar/data/{cik}/{filing.accession.replace('-', '')}/{filing.document}"
        content = site.ask(place, None)
        if isinstance(content, Unfetchable):
            return content
        suffix = Path(filing.document).suffix or ".htm"
        documents.append(
            _written(
                folder,
                f"{filing.form}-{filing.accession}{suffix}".replace("/", "-"),
                content,
                site.base + place,
                title,
                (filing.form, filing.form, filing.filed),
            )
        )
    if not documents:
        return Unfetchable(
            code="nothing",
            reason=f"the SEC has no filings of {title or cik} that are read here",
            remedy="bring the company's own reports",
        )
    return tuple(documents)


def _written(
    folder: Path,
    name: str,
    content: bytes,
    url: str,
    company: str,
    about: tuple[str, str, str | None],
) -> Brought:
    kind, words, filed = about
    path = folder / name
    path.write_bytes(content)
    return Brought(
        path=path,
        url=url,
        title=f"{company}, {words}" + (f", filed {filed}" if filed else ""),
        publisher="SEC EDGAR",
        published=_date(filed or ""),
        company=company or None,
        kind=kind,
    )


def _latest(about: Any) -> Iterator[_Filing]:
    """Yield the newest filing of each form; a registration only if no annual report followed it."""
    recent = about.get("filings", {}).get("recent", {}) if isinstance(about, dict) else {}
    columns = [
        recent.get(name, [])
        for name in ("form", "filingDate", "accessionNumber", "primaryDocument")
    ]
    rows = [_Filing(*map(str, row)) for row in zip(*columns, strict=False)]
    usable = [
        row
        for row in rows
        if re.fullmatch(r"\d{10}-\d{2}-\d{6}", row.accession)
        and _NAME.fullmatch(row.document)
        and _date(row.filed)
    ]
    newest = {
        form: max((r for r in usable if r.form == form), key=lambda r: r.filed, default=None)
        for form in FORMS
    }
    annual = max((f.filed for form in FORMS[:4] if (f := newest[form])), default="")
    for form in FORMS:
        found = newest[form]
        if found and not (form == "S-1" and found.filed < annual):
            yield found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
