"""Lists of words, written as text, and the script that a text is in."""

import re
from functools import lru_cache

_KANA_OR_KANJI = re.compile("[ぁ-んァ-ヶ一-鿿]")


def words_in(text: str) -> frozenset[str]:
    """Return the words of `text`, parted by white space.

    >>> sorted(words_in("gross net"))
    ['gross', 'net']
    """
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def japanese(text: str) -> bool:
    """Whether the text is written in Japanese; currency signs and dashes do not make it so.

    >>> japanese("€5 million – up"), japanese("売上高は5億円")
    (False, True)
    """
    return bool(_KANA_OR_KANJI.search(text))
