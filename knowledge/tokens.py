"""Text → the words under which it is found: stems for English, pairs of characters for Japanese."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from kuroji.knowledge.script import JAPANESE
from kuroji.knowledge.word_forms import common_form

STOP_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "does", "for",
        "from", "had", "has", "have", "how", "in", "is", "it", "its", "of", "on", "or", "that",
        "the", "their", "there", "these", "this", "those", "to", "was", "were", "what", "when",
        "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "about",
        "many", "much", "than",
    )
)  # fmt: skip
_LETTERS = rf"[^\W\d_{JAPANESE}]+"
_RUN = re.compile(rf"[{JAPANESE}]+|[0-9]+(?:[.,][0-9]+)*|{_LETTERS}(?:['’]{_LETTERS})?")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_JAPANESE = re.compile(f"[{JAPANESE}]")
_LONGEST = 40
_STEMMER = snowballstemmer.stemmer("english")


def tokens(text: str) -> list[str]:
    """Return the index words of `text`, in order and with repeats.

    A run of Japanese gives every pair of characters and each kanji or katakana by itself; a number
    stays whole, without its commas.

    >>> tokens("The revenues of 1,915.4 売上高")
    ['revenu', '1915.4', '売上', '上高', '売', '上', '高']
    >>> tokens("GPUの価格")
    ['gpu', 'の価', '価格', '価', '格']
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        first = run[0]
        if first.isdigit():
            found.append(run.replace(",", "")[:_LONGEST])
        elif _JAPANESE.match(first):
            found.extend(_japanese(run))
        elif run not in STOP_WORDS:
            found.append(root(run[:_LONGEST]))
    return found


def latin_words(text: str) -> list[str]:
    """Return every word and number of `text` that is no Japanese, in lower case and in order.

    >>> latin_words("ROI of the GPUs: 売上高")
    ['roi', 'of', 'the', 'gpus']
    """
    runs = _RUN.findall(unicodedata.normalize("NFKC", text).lower())
    return [run for run in runs if not _JAPANESE.match(run)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem under which an English word is found.

    >>> stem("utilisation"), stem("vendor's")
    ('utilis', 'vendor')
    """
    return str(_STEMMER.stemWord(word.removesuffix("'s").removesuffix("’s")))


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """Return the stem of a word in small letters, by whatever form or spelling it is written.

    >>> root("fell"), root("utilisation"), root("vendor's")
    ('fall', 'util', 'vendor')
    """
    return stem(common_form(word.removesuffix("'s").removesuffix("’s")))


def _japanese(run: str) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return pairs + [one for one in run if not _HIRAGANA.match(one)]
