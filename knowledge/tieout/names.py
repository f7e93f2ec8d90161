"""Companies and people named in a text, in either script, told from words that only look so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kuroji.knowledge.tieout.lexicon import words_in
from kuroji.knowledge.tieout.name_words import COMMON, COMPANY_WORDS, NEVER, SOLD, SUFFIX


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a span. `sure` where its form leaves no doubt that it names a company."""

    start: int
    end: int
    text: str
    sure: bool


_LEGAL = (
    r"(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|plc|PLC|AG|SE|SA|S\.A|"
    r"GmbH|NV|N\.V|BV"
    r"|KK|K\.K|AB|ASA|Oyj|SpA|Pty)"
)
_TOKEN = r"[A-Z][A-Za-z0-9]*(?:[&.\-'’](?!s\b)[A-Za-z0-9]+)*"  # noqa: S105  # a word, no secret
_LATIN = re.compile(
    rf"(?<![A-Za-z0-9$€£¥]){_TOKEN}(?: (?:{_TOKEN}|&|of(?= [A-Z])))*(?:,? {_LEGAL}\b\.?)?"
)


@lru_cache(maxsize=4096)
def names_of(text: str) -> tuple[Name, ...]:
    """Return the names in `text`, in order.

    >>> [n.text for n in names_of("Revenue at Halden Cloud, Inc. rose; 港南電機の売上高は減った。")]
    ['Halden Cloud, Inc.', '港南電機']
    """
    found = [*_latin(text), *_kanji(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def _latin(text: str) -> list[Name]:
    found = []
    for match in _LATIN.finditer(text):
        start, words = match.start(), match[0]
        tokens = words.split(" ")
        if text[match.end() : match.end() + 1] in ("$", "€", "£", "¥"):
            tokens = tokens[:-1]
        while tokens and _never(tokens[0]):
            start += len(tokens[0]) + 1
            tokens = tokens[1:]
        while tokens and (
            tokens[-1].lower() in _TRAILING or re.match(r"(?:FY|[QH]\d)", tokens[-1])
        ):
            tokens = tokens[:-1]
        name = " ".join(tokens)
        if _PART_OF_ONE.match(text, start + len(name)) or _label(text, start, start + len(name)):
            continue
        if _unit(text[:start], name):
            continue
        if len(name) > 1 and not (len(tokens) == 1 and _place(text, start, name)):
            found.append(Name(start, start + len(name), name, _sure(text, start, name, tokens)))
    return found


def _unit(before: str, name: str) -> bool:
    """Whether the word is a unit: 2.6 TWh, a price per GPU-hour."""
    counted = len(name) <= 4 and before.rstrip()[-1:].isdigit()
    return counted or before.endswith(("per ", "/"))


_PART_OF_ONE = re.compile(
    r" (?:segments?|divisions?|(?:business )?units?|business(?:es)?|arm|line|products?)\b"
)
_IN = re.compile(r"\b(?:in|near|across|throughout|outside)\s$", re.IGNORECASE)


def _label(text: str, start: int, end: int) -> bool:
    """Whether the words only head a line: "Orders received: 12"."""
    before = text[:start]
    return text[end : end + 1] == ":" and (
        not before.strip() or before.endswith(("\n", "- ", "• "))
    )


def _place(text: str, start: int, name: str) -> bool:
    return bool(_IN.search(text[max(0, start - 14) : start])) and not re.match(
        r"['’]s?\b", text[start + len(name) :]
    )


def _never(token: str) -> bool:
    word = token.lower().strip(".,")
    parts = word.split("-")
    if word in NEVER or (len(parts) > 1 and all(part in NEVER for part in parts)):
        return True
    return bool(re.match(r"(?:FY|Q|H)\d", token))


_TRAILING = words_in(
    """
    the in at of for and & series gaap ifrs arr q1 q2 q3 q4 h1 h2 fy
    """
)
_VERB = re.compile(
    r"(?:['’]s?\b|,? (?:reported|recogni[sz]ed|posted|expects?|employs?|raised|booked"
    r"|signed|leases|leased|burned|generated|recorded|said|says|plans|forecasts?|guides|has|owns|"
    r"operates|runs|pays|paid|sold|sells|bought|buys|spends|spent|opened|launched|rents|holds|"
    r"serves|lends|borrowed|hired|delivered|shipped|closed|acquired|invested)\b)"
)


def _sure(text: str, start: int, name: str, tokens: list[str]) -> bool:
    if re.search(rf"{_LEGAL}\.?$", name) or (
        len(tokens) > 1 and tokens[-1].lower() in COMPANY_WORDS
    ):
        return True
    return name.endswith(("'", "’")) or bool(_VERB.match(text, start + len(name)))


_RUN = r"[々一-鿿ァ-ヺーA-Za-z0-9&・]"
_INCORPORATED = re.compile(
    rf"株式会社(?P<a>{_RUN}{{2,20}})|(?P<b>{_RUN}{{2,20}})(?:株式会社|（株）|\(株\))"
)
_SUFFIXED = re.compile(rf"{_RUN}{{1,14}}?(?:{SUFFIX})(?!{_RUN})")
_STEM = re.compile(rf"(?:{SUFFIX})$")
_HEAD = re.compile(
    rf"(?:^|(?<=[。、（(」\s])|(?<=[会同競傘大]社の)|(?<=同業の)|(?<=競合の)|(?<=傘下の)|(?<=大手の))"
    rf"(?P<n>[一-鿿ァ-ヺー々A-Za-z]{_RUN}{{1,14}})(?=[のはがで、])"
)


def _kanji(text: str) -> list[Name]:
    if text.isascii():
        return []
    found: list[Name] = []
    for match in _INCORPORATED.finditer(text):
        group = "a" if match["a"] else "b"
        _keep(found, Name(*match.span(group), match[group], True))
    for match in _SUFFIXED.finditer(text):
        if not COMMON.search(_STEM.sub("", match[0])) and not match[0].isascii():
            _keep(found, Name(*match.span(), match[0], True))
    for match in _HEAD.finditer(text):
        word = match["n"]
        if word in SOLD or word.isascii() or COMMON.search(word):
            continue
        if not _number(word):
            _keep(found, Name(*match.span("n"), match["n"], False))
    return found


def _number(text: str) -> bool:
    return bool(re.match(r"[0-9０-９]|令和|平成|昭和|第[0-9１-９]", text))


def _keep(found: list[Name], name: Name) -> None:
    if not any(name.start < one.end and one.start < name.end for one in found):
        found.append(name)


def certain(names: tuple[Name, ...], text: str, known: tuple[Name, ...] = ()) -> tuple[Name, ...]:
    """Leave out a lone capitalised word that opens a sentence and need be no name.

    It is one where it stands elsewhere as a name (`known`).
    """
    told = {k.text for k in known if k.sure and not k.text.isascii()}
    names = tuple(replace(n, sure=n.sure or n.text in told or _told_again(text, n)) for n in names)
    kept = tuple(n for n in names if n.sure or _need_be_name(text, n))
    others = (*kept, *known)
    return tuple(n for n in names if n in kept or any(same(n.text, k.text) for k in others))


def _told_again(text: str, name: Name) -> bool:
    """Whether a Japanese subject is named more than once: a company, not a word of the topic."""
    return not name.text.isascii() and _opens(text, name) and text.count(name.text) > 1


def not_of_topic(names: tuple[Name, ...], known: tuple[Name, ...]) -> tuple[Name, ...]:
    """Leave out short words that open a sentence as a company does, but are none: 募集は."""
    told = {k.text for k in known}
    return tuple(n for n in names if n.sure or n.text in told or not _TWO_KANJI.fullmatch(n.text))


_ACRONYM = re.compile(r"[A-Z0-9]{2,5}")


_TWO_KANJI = re.compile(r"[一-鿿]{1,2}")  # 募集は: a word of the topic, in most texts


def _need_be_name(text: str, name: Name) -> bool:
    """A subject in Japanese, two capitalised words, or one that does not open the sentence."""
    if not name.text.isascii():
        opening = not text[: name.start].strip()
        return _opens(text, name) and (opening or not _TWO_KANJI.fullmatch(name.text))
    if _ACRONYM.fullmatch(name.text):
        return False
    return " " in name.text or not _opens(text, name)


_TITLE_HEAD = re.compile(rf"(?P<n>[一-鿿ァ-ヺー々]{_RUN}{{1,14}})(?=[\s　:：|])")


def titled_names(title: str) -> tuple[Name, ...]:
    """The names of a document's title; the one that it opens with is whose document it is."""
    names = names_of(title)
    head = _TITLE_HEAD.match(title)
    if head and not names and not COMMON.search(head["n"]) and not _number(head["n"]):
        names = (Name(*head.span("n"), head["n"], True),)
    return tuple(n if n.sure or n.start else Name(n.start, n.end, n.text, True) for n in names)


def _opens(text: str, name: Name) -> bool:
    before = text[: name.start].rstrip()
    return not before or before[-1] in ".!?\n|:。「#"


_DROPPED = re.compile(rf"(?:,? {_LEGAL}\.?)+$|['’]s?$|株式会社|[.,]")


@lru_cache(maxsize=4096)
def same(left: str, right: str) -> bool:
    """Whether two names can be one company's: equal, or one the beginning of the other.

    >>> same("Orbis", "Orbis Health, Inc."), same("Hexafold", "Hexagon")
    (True, False)
    """
    a, b = _words(left), _words(right)
    shorter = min(len(a), len(b))
    if not shorter:
        return False
    if a[:shorter] == b[:shorter]:
        return True
    if shorter == 1 and a[-1] == b[-1] and a[-1] not in COMPANY_WORDS:
        return True
    return (
        _is_kanji(left)
        and _is_kanji(right)
        and (left in right or right in left)
        and len(min(left, right, key=len)) > 2
    )


def _words(name: str) -> list[str]:
    return _DROPPED.sub("", name).lower().split()


def _is_kanji(name: str) -> bool:
    return not name.isascii()


def meet(left: Sequence[Name], right: Sequence[Name]) -> bool:
    """Whether a name of the one side can be a name of the other."""
    return any(same(a.text, b.text) for a in left for b in right)


def one_script(left: str, right: str) -> bool:
    """Whether both names stand in the same script, so that they can be compared at all."""
    return _is_kanji(left) == _is_kanji(right)
