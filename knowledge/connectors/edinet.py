"""EDINET (Japan's disclosure system, API v2): the latest reports of a company."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kuroji.knowledge.connectors.access import EDINET, Access, Brought
from kuroji.knowledge.connectors.service import Pace, Service
from kuroji.knowledge.fetching import Unfetchable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANNUAL, HALF_YEAR, QUARTER = "120", "160", "140"
_WANTED = {ANNUAL: "有価証券報告書", HALF_YEAR: "半期報告書", QUARTER: "四半期報告書"}
_BACK = 400  # days: an annual report is never older
_PACE = Pace(0.34)
_HOUR = 3600.0
_PACKAGE = "1"  # the filing itself, as a package of inline XBRL


def bring(
    code: str,
    folder: Path,
    access: Access,
    today: date,
    pace: Pace = _PACE,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Brought, ...] | Unfetchable:
    """Fetch the newest annual report, and a newer interim one if there is one.

    EDINET lists filings by day only, so the days are asked one by one, the newest first; days
    that are over are kept for good. `code` is the EDINET code (E02144) or the securities code.
    """
    if not access.edinet_key:
        return Unfetchable(
            code="no_key",
            reason="EDINET answers only with a key",
            remedy="set KUROJI_EDINET_KEY; the key is free at EDINET's site",
        )
    wanted = _wanted(code)
    if wanted is None:
        return Unfetchable(
            code="unknown_code",
            reason=f"{code[:20]} is no EDINET or securities code",
            remedy="give a code such as E02144 or 7203",
        )
    service = Service(
        "EDINET",
        access.edinet_base or EDINET,
        {},
        access.cache / "edinet",
        pace,
        secret=("Subscription-Key", access.edinet_key),
        own=access.edinet_base is not None,
    )
    found = _newest(wanted, service, today, told)
    if isinstance(found, Unfetchable):
        return found
    documents = []
    for filing in found:
        brought = _fetched(filing, folder, service)
        if isinstance(brought, Unfetchable):
            return brought
        documents.append(brought)
    return tuple(documents)


def _wanted(code: str) -> tuple[str, str] | None:
    """Return field and value by which a filing of the company is known."""
    code = code.upper()
    if re.fullmatch(r"E\d{5}", code):
        return "edinetCode", code
    if re.fullmatch(r"\d[\dA-Z]\d[\dA-Z]0?", code):
        return "secCode", code[:4] + "0"
    return None


def _newest(
    wanted: tuple[str, str], service: Service, today: date, told: Callable[[int, int], None]
) -> list[dict[str, Any]] | Unfetchable:
    """Go back day by day until the annual report; keep the first interim one on the way."""
    found: list[dict[str, Any]] = []
    for back in range(_BACK):
        day = today - timedelta(days=back)
        told(back, _BACK)
        if day.weekday() > 4:
            continue
        # A filing of a day that is over does not come any more.
        listed = _listed(service, day, None if back > 1 else _HOUR)
        if isinstance(listed, Unfetchable):
            return listed
        for filing in listed:
            kind = filing.get("docTypeCode")
            if (
                filing.get(wanted[0]) != wanted[1]
                or kind not in _WANTED
                or str(filing.get("withdrawalStatus", "0")) != "0"
            ):
                continue
            if kind == ANNUAL:
                return [*found, filing]
            found = found or [filing]
    return found or Unfetchable(
        code="nothing",
        reason=f"EDINET lists no report under {wanted[1]} in the last {_BACK} days",
        remedy="check the code, or bring the report as a file",
    )


def _listed(service: Service, day: date, fresh: float | None) -> list[dict[str, Any]] | Unfetchable:
    answer = service.json(f"/api/v2/documents.json?date={day.isoformat()}&type=2", fresh)
    if isinstance(answer, Unfetchable):
        return answer
    if refusal := _said_no(answer):
        service.forget(f"/api/v2/documents.json?date={day.isoformat()}&type=2")
        return refusal
    results = answer.get("results") if isinstance(answer, dict) else None
    return [row for row in results if isinstance(row, dict)] if isinstance(results, list) else []


def _said_no(answer: Any) -> Unfetchable | None:
    """Return the refusal that EDINET wraps in an answer of status 200."""
    if not isinstance(answer, dict):
        return Unfetchable(
            code="answer", reason="EDINET sent an answer of another form", remedy="try again later"
        )
    metadata = answer.get("metadata")
    about = metadata if isinstance(metadata, dict) else answer
    status = str(about.get("status", about.get("statusCode", about.get("StatusCode", "200"))))
    if status == "200":
        return None
    if status in ("401", "403"):
        return Unfetchable(
            code="refused", reason="EDINET did not accept the key", remedy="check KUROJI_EDINET_KEY"
        )
    return Unfetchable(
        code="busy", reason=f"EDINET could not answer ({status[:3]})", remedy="try again later"
    )


def _fetched(filing: dict[str, Any], folder: Path, service: Service) -> Brought | Unfetchable:
    """Fetch the package of a filing; EDINET reports its errors as JSON in its place."""
    number = str(filing.get("docID", ""))
    if not re.fullmatch(r"[A-Z0-9]{8}", number):
        return Unfetchable(
            code="answer",
            reason="EDINET named a document in another form",
            remedy="try again later",
        )
    path = f"/api/v2/documents/{number}?type={_PACKAGE}"
    content = service.ask(path, None)
    if isinstance(content, Unfetchable):
        return content
    if not content.startswith(b"PK"):
        service.forget(path)
        return Unfetchable(
            code="not_found",
            reason=f"EDINET did not hand out the document {number}",
            remedy="try again later",
        )
    place = folder / f"{number}.zip"
    place.write_bytes(content)
    name = str(filing.get("filerName") or "")
    words = str(filing.get("docDescription") or _WANTED[str(filing["docTypeCode"])])
    return Brought(
        path=place,
        url=f"{service.base}/api/v2/documents/{number}",
        title=f"{name} {words}".strip(),
        publisher="EDINET",
        published=_date(str(filing.get("submitDateTime") or "")[:10]),
        company=name or None,
        kind=_WANTED[str(filing["docTypeCode"])],
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
