"""Small invented filings, with the traps of real ones: company facts, and a page with inline tags.

Orrin Vale's years end in January. Its facts have a restated year, a quarter that is bigger than
others' years, balances in parts, leases that are no debt, and obligations of many dates. The page
has a segment, columns of years to come, a loss on an "investment" and a provision for "purchases".
"""

import json
from collections.abc import Iterable
from pathlib import Path

from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.target import Target
from kuroji.agent.settings import Settings
from kuroji.agent.wiring import Office
from kuroji.knowledge.entities import Companies
from kuroji.knowledge.ingest import ingest
from kuroji.knowledge.library import Library

MILLION = 1_000_000
Row = tuple[str | None, str, int, str, str]  # start, end, millions, form, filed

K24, K25, Q26 = ("10-K", "2024-03-20"), ("10-K", "2025-03-21"), ("10-Q", "2025-05-28")
Y23, Y24, Y25 = (("2022-02-01", "2023-01-31"), ("2023-02-01", "2024-01-31"),
                 ("2024-02-01", "2025-01-31"))  # fmt: skip
Q1_25, Q1_26 = ("2024-02-01", "2024-04-30"), ("2025-02-01", "2025-04-30")
JAN25 = (None, "2025-01-31")

FACTS: dict[str, list[Row]] = {
    "Revenues": [
        (*Y23, 700, *K24), (*Y24, 940, *K24), (*Y24, 910, *K25), (*Y25, 1200, *K25),
        (*Q1_25, 260, *Q26), (*Q1_26, 1500, *Q26),
    ],
    "GrossProfit": [(*Y24, 540, *K25), (*Y25, 720, *K25)],
    "OperatingIncomeLoss": [(*Y24, -310, *K25), (*Y25, -260, *K25), (*Q1_26, -41, *Q26)],
    "NetCashProvidedByUsedInOperatingActivities": [(*Y24, 60, *K25), (*Y25, 95, *K25)],
    "PaymentsToAcquirePropertyPlantAndEquipment": [(*Y24, 25, *K25), (*Y25, 38, *K25)],
    "CashAndCashEquivalentsAtCarryingValue": [(*JAN25, 410, *K25), (None, "2025-04-30", 300, *Q26)],
    "AvailableForSaleSecuritiesDebtSecuritiesCurrent": [(*JAN25, 520, *K25)],
    "AvailableForSaleSecuritiesDebtSecuritiesNoncurrent": [(*JAN25, 130, *K25)],
    "AvailableForSaleSecuritiesDebtSecurities": [(*JAN25, 650, *K25)],
    "LongTermDebtNoncurrent": [(*JAN25, 300, *K25)],
    "DebtCurrent": [(*JAN25, 45, *K25)],
    "OperatingLeaseLiabilityNoncurrent": [(*JAN25, 999, *K25)],
    "RevenueRemainingPerformanceObligation": [
        (None, "2021-07-31", 300, "10-Q", "2021-08-30"), (None, "2024-04-30", 1700, *Q26),
        (None, "2025-01-31", 2100, *K25), (None, "2025-04-30", 2000, *Q26),
    ],
}  # fmt: skip


def company_facts(changed: dict[str, list[Row]] | None = None) -> bytes:
    """Return company facts as the SEC's service gives them."""
    concepts = {
        name: {"label": name, "units": {"USD": [_fact(*row) for row in rows]}}
        for name, rows in (FACTS | (changed or {})).items()
    }
    document = {"cik": 9, "entityName": "ORRIN VALE, INC.", "facts": {"us-gaap": concepts}}
    return json.dumps(document).encode()


def _fact(
    start: str | None, end: str, millions: int, form: str, filed: str
) -> dict[str, str | int | None]:
    told: dict[str, str | int | None] = {
        "end": end,
        "val": millions * MILLION,
        "form": form,
        "filed": filed,
        "accn": "0-0-0",
    }
    part = "FY" if form == "10-K" else "Q2" if end[5:7] == "07" else "Q1"
    return {**told, **({"start": start} if start else {}), "fy": 2025, "fp": part}


CONTEXTS = """<xbrli:context id="y"><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>
<xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="s"><xbrli:entity><xbrli:segment><xbrldi:explicitMember
dimension="us-gaap:StatementBusinessSegmentsAxis">ct:RailMember</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate>
<xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="n"><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period>
</xbrli:context><xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"""
TAGGED = {
    "Revenues": ("y", 5000), "OperatingIncomeLoss": ("y", 410), "CostOfRevenue": ("y", 3100),
    "NetCashProvidedByUsedInOperatingActivities": ("y", 620),
    "PaymentsToAcquirePropertyPlantAndEquipment": ("y", 150),
    "CashCashEquivalentsAndShortTermInvestments": ("n", 900),
    "CashAndCashEquivalentsAtCarryingValue": ("n", 600), "MarketableSecuritiesCurrent": ("n", 300),
    "MarketableSecuritiesNoncurrent": ("n", 70), "LongTermDebtNoncurrent": ("n", 210),
    "IntangibleAssetsNetExcludingGoodwill": ("n", 88),
}  # fmt: skip
WORDS = """<p>Our rail segment revenue was $900 million in 2024. Revenue on a constant currency
basis would have increased 23% compared to 2023.</p>
<p>The following table gives our purchase obligations (in millions):</p>
<table><tr><td></td><td>2025</td><td>2026</td><td>2027</td></tr>
<tr><td>Purchase obligations</td><td>41</td><td>42</td><td>43</td></tr></table>
<p>Amortization of intangible assets is expected as follows (in millions):</p>
<table><tr><td></td><td>Intangible assets</td></tr><tr><td>2025</td><td>31</td></tr>
<tr><td>2026</td><td>27</td></tr></table>
<p>Provisions for excess inventory purchase obligations totaled $77 million in 2024.</p>
<p>SIGNATURES The registrant has signed this report by the undersigned, thereunto duly authorized,
as of February 6, 2025.</p>"""


def page(changed: dict[str, tuple[str, int]] | None = None) -> bytes:
    """Return a 10-K extract in which words mislead and tags do not."""
    rows = "".join(
        f"<tr><td>{name}</td><td><ix:nonFraction name='us-gaap:{name}' contextRef='{context}' "
        f"unitRef='u' scale='6'>{value:,}</ix:nonFraction></td></tr>"
        for name, (context, value) in (TAGGED | (changed or {})).items()
    )
    part = (
        "<p>Rail: <ix:nonFraction name='us-gaap:Revenues' contextRef='s' unitRef='u' scale='6'>"
        "900</ix:nonFraction></p>"
    )
    return (
        "<html><head><title>ct-20241231</title></head><body><div style='display:none'><ix:header>"
        f"<ix:resources>{CONTEXTS}</ix:resources></ix:header></div>"
        "<p><ix:nonNumeric name='dei:EntityRegistrantName' contextRef='y'>Corrow Trams, Inc."
        "</ix:nonNumeric> <ix:nonNumeric name='dei:DocumentType' contextRef='y'>10-K"
        "</ix:nonNumeric> <ix:nonNumeric name='dei:DocumentPeriodEndDate' contextRef='y'>"
        "December 31, 2024</ix:nonNumeric></p>"
        f"<table>{rows}</table>{part}{WORDS}</body></html>"
    ).encode()


def office_with(home: Path, files: Iterable[tuple[str, bytes]]) -> Office:
    """Return an office whose store has these files and nothing else."""
    folder = home / "filings"
    folder.mkdir(parents=True)
    for name, data in files:
        (folder / name).write_bytes(data)
    library = Library.open(home / "library", encoder="none")
    ingest(library, [folder])
    settings = Settings(home=home, encoder="none", starter=False, openai_api_key=None)
    return Office(settings, library, Companies(library.archive.names()))


def dossier_in(office: Office, company: str) -> Dossier:
    """Return the dossier of a company of the store."""
    target = office.target(company)
    assert isinstance(target, Target), target
    made = office.dossier(target)
    assert isinstance(made, Dossier)
    return made
