"""E-mail: headers, the plain body or else the HTML one; attachments are named, not opened."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from kuroji.knowledge.readers import html
from kuroji.knowledge.readers.draft import Draft
from kuroji.knowledge.readers.encodings import decoded
from kuroji.knowledge.readers.reading import Limits, Refused

_HEADERS = 256 << 10
_PARTS = 50


def read(data: bytes, limits: Limits) -> Draft:
    """Read a message; its subject is the title, its date the day of publication."""
    head = re.search(rb"\r?\n\r?\n", data)
    if (head.start() if head else len(data)) > _HEADERS:
        raise Refused("too_big", "its headers are larger than 256 KB", "save the text of it")
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    parts = list(message.walk())
    if len(parts) > _PARTS:
        raise Refused("too_big", f"it has more than {_PARTS} parts", "save the text of it")
    draft = _body(message, limits)
    draft.kind = "mail"
    for name in ("From", "To", "Cc", "Subject", "Date"):
        draft.describe(name.lower(), _header(message, name))
    draft.title = draft.meta.get("subject") or draft.title
    draft.published = _sent(draft.meta.get("date", ""))
    attached = [p.get_filename() or p.get_content_type() for p in message.iter_attachments()]
    if attached:
        draft.left_out("attachments were not read: " + ", ".join(attached)[:500])
    return draft


def _body(message: EmailMessage, limits: Limits) -> Draft:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise Refused("empty", "there is no text in its body", "bring its attachments as files")
    raw = body.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    text, _, notice = decoded(data, body.get_content_charset())
    if body.get_content_type() == "text/html":
        return html.read(text.encode("utf-8"), limits)
    draft = Draft("mail")
    if notice:
        draft.left_out(notice)
    draft.block(text)
    return draft


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""  # the standard library's header parser fails on some malformed ones


def _sent(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
