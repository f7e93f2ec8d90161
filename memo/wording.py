"""Fixed words of the document, English and Japanese next to one another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kuroji.knowledge.passage import Language
from kuroji.tools.metrics import METRICS

Pair = tuple[str, str]

VERDICTS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "R0": ("Not determinable", "判定不能"),
        "R1": ("Structurally unprofitable", "構造的赤字"),
        "R2": ("Makes money", "黒字"),
        "R3": ("On a funded path", "資金手当て済みの途上"),
        "R4": ("Subsidised by capital", "資本による補助"),
    }
)
WORDS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "rule": ("Rule", "適用規則"),
        "provisional": ("Provisional", "暫定"),
        "final": ("Not provisional", "暫定ではない"),
        "flag": ("Flag", "注記"),
        "no_flag": ("No flag", "注記なし"),
        "missing": ("Missing", "欠けている数字"),
        "appendix": ("Appendix", "付録"),
        "sources": ("Sources", "出所"),
        "calculations": ("Calculations", "計算"),
        "facts": ("Facts", "事実"),
        "assumptions": ("Assumptions", "仮定"),
        "refusals": ("Refusals", "拒否した計算"),
        "grade": ("Grade", "証拠等級"),
        "belief": ("belief", "条件"),
        "needed": ("needed", "必要な値"),
        "today": ("today", "現在の値"),
        "reached": ("has anyone reached it?", "届いた会社はあるか"),
        "criterion": ("what the first article asks for", "最初の記事が求めた点"),
        "evidence": ("here", "この会社"),
        "scenario": ("scenario", "シナリオ"),
        "life_and_return": ("life, return", "耐用年数と収益率"),
        "sales_and_margin": ("sales, gross margin (points)", "売上、粗利益率（ポイント）"),
        "income": ("operating income", "営業利益"),
        "break_even": ("break-even revenue", "損益分岐の売上"),
        "required": ("required revenue", "必要売上高"),
        "gap": ("gap (positive: short)", "差（正は不足）"),
        "probability": ("assumed probability", "仮定した確率"),
        "bear": ("bear", "弱気"),
        "base": ("base", "基本"),
        "bull": ("bull", "強気"),
        "weighted": ("weighted", "加重"),
        "claim": ("claim found", "見つかった主張"),
        "source": ("source, grade", "出所と等級"),
        "origins": ("independent origins", "独立した出所"),
        "judgement": ("judgement", "判断"),
        "contradiction": ("contradiction", "矛盾"),
        "figures": ("figures", "数字"),
        "used": ("used, and why", "採った数字と理由"),
        "absent": ("absent", "欠けているもの"),
        "why": ("why it matters", "なぜ重要か"),
        "effect": ("effect on the verdict", "判定への影響"),
        "documents": ("documents", "文書"),
        "by": ("By", "期限"),
        "annual_report": ("annual report", "年次報告"),
        "opposite": ("opposite", "逆向き"),
        "none_found": ("none found.", "見つからない。"),
        "later_mark": (
            "From ‡ on, a paragraph uses facts later than the year judged.",
            "‡ のある段落は判定対象年より後の事実を使う。",
        ),
        "stale": (
            "its flows are older than {{rule:stale_flow}} months and count as stale",
            "フローは{{rule:stale_flow}}カ月より古く、期限切れとして扱う",
        ),
    }
)
DRIVERS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "revenue": ("revenue at unchanged costs", "費用を据え置いた売上高"),
        "gross_margin": ("gross margin", "粗利益率"),
        "operating_income": ("operating income", "営業利益"),
        "capital_expenditure": ("capital expenditure", "設備支出"),
        "growth": ("growth", "増収率"),
        "liquidity": ("liquidity", "手元流動性"),
        "gpu_life_years": ("the life of the GPUs", "GPUの耐用年数"),
        "supplier_financed_share": (
            "the share of revenue paid by backers", "出資者が払う売上の割合",
        ),
        "committed_need": ("the committed need", "約定済みの資金需要"),
    }
)  # fmt: skip
BASES: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "gaap": ("recognised under US GAAP", "米国基準で計上された"),
        "ifrs": ("recognised under IFRS", "IFRSで計上された"),
        "jgaap": ("recognised under Japanese GAAP", "日本基準で計上された"),
        "press_reported": ("as the press reports it", "報道による"),
        "estimate": ("a third party's estimate", "第三者の推計による"),
        "projected": ("a projection", "見通しによる"),
        "guidance": ("the company's forecast", "会社予想による"),
        "run_rate": ("a run-rate", "ランレートによる"),
        "arr": ("annual recurring revenue", "ARRによる"),
    }
)
JUDGEMENTS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "supported": ("supported", "裏付けあり"),
        "imprecise": ("imprecise: another measure than it sounds", "不正確：名称と中身が異なる"),
        "forecast": ("a forecast, not yet a result", "見通しであり、実績ではない"),
        "stale": ("stale", "古い"),
        "conflated": ("conflated with another basis", "別の基準と混同"),
        "unsupported": ("unsupported: no traceable origin", "裏付けなし：出所をたどれない"),
        "contradicted": ("contradicted: see section 12", "矛盾あり：12節を参照"),
        "unverifiable": ("unverifiable here: one retelling", "ここでは検証不能：転載が一件"),
    }
)


# Inputs of the rubric that are no metric of their own.
INPUTS: Final[Mapping[str, Pair]] = MappingProxyType(
    {"prior_revenue": ("revenue of the year before", "前期の売上高")}
)


def word(key: str, language: Language) -> str:
    """Return a fixed word of the document in `language`."""
    return said(WORDS[key], language)


def said(pair: Pair, language: Language) -> str:
    return pair[1] if language == "ja" else pair[0]


def metric_name(metric: str, language: Language) -> str:
    """Return a metric's name as it stands inside a sentence.

    >>> metric_name("operating_cash_flow", "en"), metric_name("revenue", "ja")
    ('operating cash flow', '売上高')
    """
    known = METRICS.get(metric)
    if known is None:
        return said(INPUTS[metric], language) if metric in INPUTS else metric.replace("_", " ")
    if language == "ja":
        return known.ja
    return known.en if known.en[:2].isupper() else known.en[0].lower() + known.en[1:]


# What calculations are called inside a sentence, by the role that they have in a memo.
RATIOS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "fcf": ("free cash flow", "フリーキャッシュフロー"),
        "gm": ("the gross margin", "粗利益率"),
        "opm": ("the operating margin", "営業利益率"),
        "growth": ("growth", "増収率"),
        "runway": ("the runway", "ランウェイ"),
        "liquidity": ("liquidity", "手元流動性"),
        "revenue": ("revenue", "売上高"),
        "gross_profit": ("gross profit", "粗利益"),
        "operating_income": ("operating income", "営業利益"),
        "capital_expenditure": ("capital expenditure", "設備支出"),
        "operating_cash_flow": ("operating cash flow", "営業キャッシュフロー"),
        "largest_customer_share": ("the largest customer's share", "最大顧客の割合"),
    }
)


def role_name(role: str, language: Language) -> str:
    """Return what a role is called inside a sentence."""
    return said(RATIOS[role], language) if role in RATIOS else metric_name(role, language)


def listed(words: tuple[str, ...], language: Language) -> str:
    """Join words as a sentence lists them.

    >>> listed(("profit", "cash", "debt"), "en"), listed(("利益", "現金"), "ja")
    ('profit, cash and debt', '利益、現金')
    """
    if language == "ja":
        return "、".join(words)
    return " and ".join(w for w in (", ".join(words[:-1]), words[-1]) if w) if words else ""
