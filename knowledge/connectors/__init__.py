"""Public sources by code: `sec:PLTR`, `edinet:E02144`, or a web address → documents in a folder."""

from __future__ import annotations

from kuroji.knowledge.connectors.access import Access, Brought
from kuroji.knowledge.connectors.bring import bring, is_address

__all__ = ["Access", "Brought", "bring", "is_address"]
