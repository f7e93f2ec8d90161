"""What connectors need to know of the user, and what they bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

SEC_SITE, SEC_DATA = "https://www.sec.gov", "https://data.sec.gov"
EDINET = "https://api.edinet-fsa.go.jp"


@dataclass(frozen=True, slots=True)
class Access:
    """Addresses, contact and key, from the settings; `cache` is a folder of ours.

    `ports` are those of web addresses that are allowed besides the usual two.
    `sec_base` and `edinet_base` replace the services' own addresses, for a mirror or a test.
    """

    cache: Path
    sec_contact: str | None = None
    sec_base: str | None = None
    edinet_key: str | None = field(default=None, repr=False)
    edinet_base: str | None = None
    ports: frozenset[int] = frozenset()


class Brought(BaseModel):
    """A document that was fetched, where it lies, and what its source says about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path
    url: str
    title: str | None
    publisher: str | None
    published: date | None
    company: str | None
    kind: str
