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
_STARTS = re.compile(
    "(?<![A-Za-z0-9])[A-Za-z0-9]|(?<![\u30a1-\u30fa\u30fc-\u30fe])[\u30a1-\u30fa]"
    "|[\u3041-\u3096\u3400-\u9fff]|[^\\W\\d_\u0000-\u024f\u3041-\u9fff]"
)
_LOOSE = dict.fromkeys(map(ord, " \t\n\u3000・･.,'’&+-"))
_LONGEST = 80
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
        self._brought = tuple(dict.fromkeys(self.canonical(name) for name in given.values()))

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
        source = unicodedata.normalize("NFKC", text)
        found: list[tuple[int, int, str]] = []
        for start in _STARTS.finditer(source):
            at = start.start()
            if found and at < found[-1][1]:
                continue
            key = self._longest(source, at)
            if key is not None:
                found.append((at, _end(source, at, key), self._company[key]))
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
        """Return companies whose Latin name is written in `text` as it sounds, in katakana.

        Only those that the sources brought: the shipped ones have their katakana names.
        """
        runs = [r.strip("・") for r in _KATAKANA.findall(unicodedata.normalize("NFKC", text))]
        runs = [run for run in runs if run not in LOANWORDS]
        return tuple(
            dict.fromkeys(
                name
                for run in runs
                for name in self._brought
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

    def _longest(self, source: str, at: int) -> str | None:
        first_two = source[at : at + 2].lower()
        if ord(first_two[-1]) in _LOOSE:
            first_two = _flat(source[at : at + 6])[:2]
        keys = self._by_start.get(first_two)
        if keys is None:
            return None
        folded = _flat(source[at : at + _LONGEST])
        for key in keys:
            if folded.startswith(key) and _stands_alone(key, source, at, _end(source, at, key)):
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
    return _flat(bare(name))


def _flat(text: str) -> str:
    """Return `text` as names are compared: lower case, without blanks, dots and hyphens."""
    return text.translate(_LOOSE).lower()


def _end(source: str, at: int, key: str) -> int:
    """Return where in `source` the name that begins at `at` and reads as `key` ends."""
    left = len(key)
    while left and at < len(source):
        left -= ord(source[at]) not in _LOOSE
        at += 1
    return at


def _stands_alone(key: str, source: str, first: int, end: int) -> bool:
    before, after = source[first - 1 : first], source[end : end + 1]
    written = source[first:end]
    if "\n" in written or (key.isdigit() and not _listed(source, first, end)):
        return False
    if _WORDLIKE.match(key[0]) and _latin(before):
        return False
    if _WORDLIKE.match(key[-1]) and _latin(after):
        return False
    if _katakana(key[0]) and _katakana(before):
        return False
    if _katakana(key[-1]) and _katakana(after):
        return False
    short = _WORDLIKE.match(key[0]) and (key in COMMON_WORDS or len(key) <= 4)
    return not short or any(one.isupper() for one in written)


def _listed(source: str, first: int, end: int) -> bool:
    """Tell whether a number is a securities code: `(3778)`, `証券コード 3778`, `3778.T`."""
    around = source[max(0, first - 6) : first] + "\0" + source[end : end + 2]
    return "コード" in around or ".T" in around.split("\0")[1]


def _latin(one: str) -> bool:
    return bool(one) and (one.isascii() and one.isalnum())


def _katakana(one: str) -> bool:
    return "\u30a1" <= one <= "\u30fe" and one != "・" if one else False


def _is_japanese(name: str) -> bool:
    return any("\u3041" <= one <= "\u9fff" for one in name)
