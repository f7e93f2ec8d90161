"""Company names in both scripts: which company does a question, a title, a passage speak of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kuroji.knowledge.kana import sounds_like

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUFFIX = re.compile(
    r"(?:[\s,]+(?:inc|corp|corporation|co|ltd|limited|llc|plc|n\.?v|s\.?a|ag|se|pbc|gmbh|kk"
    r"|holdings?|group|company)\.?)+$",
    re.IGNORECASE,
)
_KABUSHIKI = re.compile(r"株式会社|有限会社|合同会社|\(株\)|㈱")
_TOPIC = re.compile(
    r"(?:^|[\s])(?:market|markets|industry|sector|organi[sz]ations?|companies|hyperscalers?|rental"
    r"|startups?|enterprises?|platforms?|models?|economy|world|study|projects?|adopters|states)$"
    r"|^(?:日本|米国|中国|世界|国内|海外|欧州|韓国)|(?:市場|企業|業界|産業|各社|政府|経済|大手.*)$",
    re.IGNORECASE,
)
COMMON_WORDS = frozenset(
    (
        "meta", "oracle", "apple", "arm", "cursor", "scale", "together", "character", "block",
        "snowflake", "amazon", "alphabet", "intel", "micron", "dell", "arista", "glean", "groq",
        "lambda", "crusoe", "cohere", "mistral", "perplexity", "recursion", "sequoia", "bain",
        "recruit", "rapidus", "disco", "screen", "albert", "tesla", "sony", "toyota", "kimi",
        "upstart", "figure", "target", "gap",
    )
)  # fmt: skip
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc・]{3,}")
_POSSESSIVE = re.compile(r"^(?:['’]s?)?\s*")
_WORDLIKE = re.compile(r"[a-z0-9]")
LOANWORDS = frozenset(
    (
        "サーバー", "サーバ", "データ", "センター", "データセンター", "クラウド", "サービス",
        "コスト", "モデル", "システム", "リスク", "マージン", "キャッシュ", "フロー",
        "キャッシュ・フロー", "フリー・キャッシュ・フロー", "ソフトウェア", "ハードウェア",
        "プロジェクト", "ビジネス", "マーケット", "シェア", "ドル", "ユーロ", "エネルギー",
        "メモリ", "メモリー", "チップ", "トークン", "ユーザー", "ユーザ", "アプリ", "インフラ",
        "ネットワーク", "プラットフォーム", "サブスクリプション", "バックログ", "リース",
        "パートナー", "グループ", "セグメント", "スタートアップ", "エンジニア", "プログラマー",
        "プログラム", "コード", "テスト", "レポート", "ニュース", "アンケート", "インターネット",
        "コンピュート", "コンピューター", "エージェント", "ロボット", "ストック", "オプション",
        "ストックオプション", "ファンド", "ローン", "ベース", "レート", "ヘッジ", "バブル",
        "ハイパースケーラー", "ポイント", "パーセント", "メガワット", "ギガワット", "キロワット",
        "アクセラレーター", "アシスタント", "ツール", "チャット", "チャットボット", "ボット",
        "ベンダー", "ファイナンス", "カスタマー", "サポート", "コールセンター", "ゲーム",
        "アジア", "アメリカ", "ヨーロッパ", "イギリス", "フランス", "ドイツ", "インド",
        "リターン", "バリュエーション", "シリーズ", "スケール", "メーカー", "オフィス",
        "スタッフ", "ベテラン", "マネージャー", "リーダー", "トップ", "カバー", "ケース",
        "ペース",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """A company by its usual name, with every other name known here."""

    name: str
    aliases: tuple[str, ...]


class Names:
    """The alias table: shipped names first, then those that the sources gave."""

    def __init__(self, given: Mapping[str, str] = {}) -> None:
        self.given = dict(given)
        self._company: dict[str, str] = {}
        self._by_start: dict[str, list[str]] = {}
        self._written: dict[str, list[str]] = {}
        for company in shipped():
            for alias in (company.name, *company.aliases):
                self._add(alias, company.name)
        for alias, company_name in given.items():
            self._add(alias, self.canonical(company_name))

    def canonical(self, name: str) -> str:
        """Return the usual name of the company called `name`; `name` itself if it is unknown.

        >>> Names().canonical("CoreWeave, Inc."), Names().canonical("Fennel Systems, Inc.")
        ('CoreWeave', 'Fennel Systems')
        """
        return self._company.get(_key(name)) or bare(name) or name

    def known(self, name: str) -> bool:
        return _key(name) in self._company

    def companies(self) -> tuple[Company, ...]:
        return tuple(
            Company(name, tuple(alias for alias in aliases if alias != name))
            for name, aliases in self._written.items()
        )

    def both_scripts(self, name: str) -> tuple[str, ...]:
        """Return the name and its first alias in the other script, if there is one."""
        japanese = _is_japanese(name)
        others = (a for a in self._written.get(name, ()) if _is_japanese(a) != japanese)
        other = next((a for a in others if len(a) > 2 and not a.isdigit()), None)
        return (name,) if other is None else (name, other)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the companies named in `text`, in order; the longest name wins.

        >>> Names().find("How do エヌビディア and Meta compare? The meta question.")
        ('NVIDIA', 'Meta Platforms')
        """
        return tuple(dict.fromkeys(company for _, _, company in self.spans(text)))

    def spans(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Return where in the NFKC form of `text` which company is named."""
        found: list[tuple[int, int, str]] = []
        folded, place, source = _spread(text)
        at = 0
        while at < len(folded):
            key = self._longest(folded, at, place, source)
            if key is None:
                at += 1
            else:
                found.append((place[at], place[at + len(key) - 1] + 1, self._company[key]))
                at += len(key)
        return tuple(found)

    def without(self, text: str) -> str:
        """Return the NFKC form of `text` with the names of companies taken out.

        >>> Names().without("What is NVIDIA's gross margin?")
        'What is gross margin?'
        """
        source = unicodedata.normalize("NFKC", text)
        for start, end, _ in reversed(self.spans(text)):
            source = source[:start].rstrip() + " " + _POSSESSIVE.sub("", source[end:], count=1)
        return re.sub(" {2,}", " ", source).strip()

    def find_spoken(self, text: str) -> tuple[str, ...]:
        """Return companies whose Latin name is written in `text` as it sounds, in katakana."""
        runs = [r.strip("・") for r in _KATAKANA.findall(unicodedata.normalize("NFKC", text))]
        runs = [run for run in runs if run not in LOANWORDS]
        return tuple(
            dict.fromkeys(
                name
                for run in runs
                for name in self._written
                if not _is_japanese(name) and sounds_like(run, name)
            )
        )

    def without_spoken(self, text: str) -> str:
        """Return the NFKC form of `text` without the names that `find_spoken` hears."""
        source = unicodedata.normalize("NFKC", text)
        for run in _KATAKANA.findall(source):
            if self.find_spoken(run):
                source = source.replace(run, "")
        return source

    def _longest(self, folded: str, at: int, place: list[int], source: str) -> str | None:
        for key in self._by_start.get(folded[at : at + 2], ()):
            if folded.startswith(key, at) and _stands_alone(key, at, place, source):
                return key
        return None

    def _add(self, alias: str, company: str) -> None:
        key = _key(alias)
        if len(key) < 2 or key in self._company or (key.isdigit() and len(key) < 4):
            return
        self._company[key] = company
        keys = self._by_start.setdefault(key[:2], [])
        keys.append(key)
        keys.sort(key=len, reverse=True)
        self._written.setdefault(company, []).append(unicodedata.normalize("NFKC", alias).strip())


@cache
def shipped() -> tuple[Company, ...]:
    """Return the companies that come with the program."""
    lines = (files("kuroji.knowledge") / "companies.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Company(name, tuple(one.strip() for one in aliases.split(";"))) for name, aliases in pairs
    )


def is_company(name: str) -> bool:
    """Tell whether an entity that a document names can be a company, not a market or a country.

    >>> [is_company(n) for n in ("AI market", "日本企業", "hyperscalers", "Fennel Systems")]
    [False, False, False, True]
    """
    if _TOPIC.search(name.strip()):
        return False
    return _is_japanese(name) or name != name.lower()


def entities(text: str) -> tuple[str, ...]:
    """Return the names in a front matter's `entity`, which may list several.

    >>> entities("Microsoft Corporation, C3.ai, Inc., SoundHound AI, Inc.")
    ('Microsoft Corporation', 'C3.ai, Inc.', 'SoundHound AI, Inc.')
    """
    parts: list[str] = []
    for part in re.split(r"\s*[、;,]\s*|\s+/\s+", text.strip()):
        if parts and _SUFFIX.fullmatch(f" {part}"):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return tuple(parts)


def bare(name: str) -> str:
    """Return `name` without its legal form."""
    name = _KABUSHIKI.sub("", unicodedata.normalize("NFKC", name)).strip()
    return _SUFFIX.sub("", name).strip(" ,") or name


def _key(name: str) -> str:
    folded = bare(name).lower()
    return re.sub(r"[\s・･.,'’&+-]", "", folded)


def _spread(text: str) -> tuple[str, list[int], str]:
    """Return `text` folded as keys are, with the place of each character in the source."""
    source = unicodedata.normalize("NFKC", text)
    kept = [
        (one.lower(), at) for at, one in enumerate(source) if one not in " \t\n\u3000・･.,'’&+-"
    ]
    kept = [(one, at) for one, at in kept if len(one) == 1]
    return "".join(one for one, _ in kept), [at for _, at in kept], source


def _stands_alone(key: str, at: int, place: list[int], source: str) -> bool:
    first, last = place[at], place[at + len(key) - 1]
    before, after = source[first - 1 : first], source[last + 1 : last + 2]
    written = source[first : last + 1]
    if "\n" in written or (key.isdigit() and not _listed(source, first, last)):
        return False
    if _WORDLIKE.match(key[0]) and _latin(before):
        return False
    if _WORDLIKE.match(key[-1]) and _latin(after) and source[last + 1 : last + 3] != "s ":
        return False
    if _katakana(key[0]) and _katakana(before):
        return False
    if _katakana(key[-1]) and _katakana(after):
        return False
    short = _WORDLIKE.match(key[0]) and (key in COMMON_WORDS or len(key) <= 4)
    return not short or any(one.isupper() for one in written)


def _listed(source: str, first: int, last: int) -> bool:
    """Tell whether a number is a securities code: `(3778)`, `証券コード 3778`, `3778.T`."""
    around = source[max(0, first - 6) : first] + "\0" + source[last + 1 : last + 3]
    return "コード" in around or ".T" in around.split("\0")[1]


def _latin(one: str) -> bool:
    return bool(one) and (one.isascii() and one.isalnum())


def _katakana(one: str) -> bool:
    return "\u30a1" <= one <= "\u30fe" and one != "・" if one else False


def _is_japanese(name: str) -> bool:
    return any("\u3041" <= one <= "\u9fff" for one in name)
