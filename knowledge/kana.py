"""Does this katakana word sound like that Latin name? By consonants, as a reader would guess."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ",
    "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ",
    "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_KANA = {kana: row + "aiueo"[at] for row, line in _ROWS.items() for at, kana in enumerate(line)}
_KANA |= {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "ジ": "ji", "フ": "fu", "ヴ": "bu", "ヂ": "ji",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n",
}  # fmt: skip
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o"}
_LATIN = (
    ("tion", "shn"), ("sch", "sh"), ("tch", "ch"), ("ck", "k"), ("ph", "f"), ("igh", "i"),
    ("ough", "o"), ("gh", "g"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("th", "s"), ("wh", "w"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "\x01"), ("c", "k"), ("\x01", "ch"),
    ("ge", "je"), ("gi", "ji"), ("v", "b"), ("l", "r"), ("dg", "j"),
)  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]+")
_SHORT = 4


def sounds_like(katakana: str, name: str) -> bool:
    """Tell whether `katakana` spells `name` or its first words.

    >>> [sounds_like(k, n) for k, n in (("スノーフレイク", "Snowflake"), ("コスト", "Costco"))]
    [True, False]
    """
    heard = _skeleton(_romaji(katakana))
    if len(heard) < 3:
        return False
    for written, vowels in _written(name):
        if heard == written and (len(heard) >= _SHORT or _first_vowel(katakana) in vowels):
            return True
        if min(len(heard), len(written)) > _SHORT and _one_apart(heard, written):
            return True
    return False


@lru_cache(maxsize=10_000)
def _written(name: str) -> tuple[tuple[str, str], ...]:
    """Return skeleton and first vowels of the name's first word, its first two, and so on."""
    words = _WORDS.findall(unicodedata.normalize("NFKD", name))
    joined = ["".join(words[: count + 1]) for count in range(len(words))]
    return tuple((_skeleton(_latin(word)), _vowels(word)) for word in joined)


def _romaji(katakana: str) -> str:
    out = ""
    for one in unicodedata.normalize("NFKC", katakana):
        if one in _SMALL:
            out = (out[:-1] if out[-1:] in "aiueo" else out) + _SMALL[one]
        elif one not in "ーッ・= ":
            out += _KANA.get(one, "")
    return out


def _latin(word: str) -> str:
    word = re.sub(r"(?<=[^aeiou])e$", "", word.lower())
    word = re.sub(r"(?<=[aeiou])r(?=[^aeiouyr]|$)", "", word)  # only lengthens: `Lantern`
    for old, new in _LATIN:
        word = word.replace(old, new)
    return word


def _skeleton(sound: str) -> str:
    bare = sound.replace("sh", "S").replace("ch", "C").replace("ts", "T")
    bare = re.sub("[aeiouywh]", "", bare)
    bare = bare.replace("j", "z").replace("T", "t").replace("C", "t").replace("f", "h")
    bare = bare.replace("z", "s").replace("S", "s").replace("g", "k").replace("d", "t")
    return re.sub(r"(.)\1+", r"\1", bare)


def _vowels(word: str) -> str:
    return "".join(re.findall("[aeiouy]", word.lower())[:2]).replace("y", "i")


def _first_vowel(katakana: str) -> str:
    """Return the first vowel heard, which a short skeleton needs as a second witness."""
    return next(iter(re.findall("[aeiou]", _romaji(katakana))), "-")


def _one_apart(left: str, right: str) -> bool:
    """Tell whether one letter more, less or other makes the two equal."""
    if abs(len(left) - len(right)) > 1:
        return False
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    if len(left) == len(right):
        return left[at + 1 :] == right[at + 1 :]
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[at + 1 :] == shorter[at:]
