"""The connector for an address, chosen by how it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kuroji.knowledge.connectors import edinet, sec, web
from kuroji.knowledge.fetching import PUBLIC

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kuroji.knowledge.connectors.access import Access, Brought
    from kuroji.knowledge.fetching import Unfetchable

_ADDRESS = re.compile(r"(?:https?://|sec:|edinet:)", re.I)


def is_address(text: str) -> bool:
    """Say whether `text` names something to fetch and not a file.

    >>> is_address("sec:PLTR"), is_address("report.pdf")
    (True, False)
    """
    return _ADDRESS.match(text) is not None


def bring(
    address: str, folder: Path, access: Access, today: date
) -> tuple[Brought, ...] | Unfetchable:
    """Fetch the documents behind `address` into `folder`."""
    scheme, _, rest = address.partition(":")
    match scheme.lower():
        case "sec":
            return sec.bring(rest.strip(), folder, access)
        case "edinet":
            return edinet.bring(rest.strip(), folder, access, today)
        case _:
            return web.bring(address, folder, PUBLIC.with_ports(access.ports))
