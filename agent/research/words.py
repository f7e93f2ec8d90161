"""Words of a brief that are no figures: company, periods, lists of what is weak or missing."""

from datetime import date

from kuroji.agent.research.claims import publisher_of
from kuroji.agent.research.dossier import Dossier
from kuroji.agent.research.naming import day
from kuroji.knowledge.passage import Language
from kuroji.memo.wording import BASES, DRIVERS, listed, metric_name, said

_NAMED = 3
# The six criteria of the project's first article, each in several words.
CRITERIA = {
    "return": (
        ("visible return on investment", "見える投資対効果"),
        ("a return that can be seen", "確かめられる投資の見返り"),
        ("payback at the customer", "顧客側での投資回収"),
    ),
    "embedding": (
        ("embedding in real processes", "業務への組み込み"),
        ("a place in daily work", "日々の仕事での定着"),
        ("use that is built in", "工程に組み込まれた利用"),
    ),
    "explainability": (
        ("explainability", "説明可能性"),
        ("results that can be explained", "説明できる結果"),
        ("reasons behind an output", "出力の根拠"),
    ),
    "operations": (
        ("operations (MLOps)", "運用体制（MLOps）"),
        ("running and watching models", "モデルの運用と監視"),
        ("upkeep of models in service", "稼働中のモデルの保守"),
    ),
    "governance": (
        ("governance and data", "ガバナンスとデータ"),
        ("rules for data and use", "データと利用の規律"),
        ("who answers for the data", "データの責任の所在"),
    ),
    "sector": (
        ("sector focus", "業種特化"),
        ("a trade of its own", "得意とする業種"),
        ("depth in one industry", "特定業種での深さ"),
    ),
}
_NO_CIRCLE = ("none is on record", "記録にない")
_STAKES = ("stakes in other firms, section 11, and no sale to them", "他社への出資（11節）まで")
FOUND = (("evidence found", "証拠あり"), ("found", "見つかった"), ("borne out", "裏付けあり"))
NOT_FOUND = (
    ("evidence not found", "証拠が見つからない"), ("not found", "見つからない"),
    ("no evidence", "証拠なし"),
)  # fmt: skip


def _number(missing: int) -> dict[str, str]:
    """Return the verbs that go with the number of missing figures."""
    one = missing == 1
    return {
        "missing_is": "is" if one else "are",
        "missing_was": "was" if one else "were",
        "missing_decides": "decides" if one else "decide",
    }


def names_of(dossier: Dossier, language: Language) -> dict[str, str]:
    """Return every name that the words of a section may use, in `language`."""
    desk, verdict = dossier.desk, dossier.verdict
    names = {key: said(pair, language) for key, pair in desk.names.items()}
    names |= {
        "company": dossier.pool.company,
        "missing_list": _metrics(verdict.missing, language),
        **_number(len(verdict.missing)),
        "weak_list": _metrics(verdict.provisional_because, language),
        "basis_words": said(BASES.get(desk.names["basis"][0], BASES["gaap"]), language),
        "accounting": said(BASES.get(desk.names["basis"][0], BASES["gaap"]), language),
        "next_report": day(next_report(dossier), language),
        "gpu": "GPU",
        "looked": places(dossier, language),
        "scenario_missing": _metrics(_for_scenarios(dossier), language),
    }
    for n, flip in enumerate(verdict.nearest_flip[:2]):
        names[("flip_driver", "flip_second_driver")[n]] = said(DRIVERS[flip.driver], language)
    up = desk.roles.get("flip_up")
    for flip in verdict.nearest_flip:
        if up and up.startswith(f"calc:{flip.calculation}."):
            names["flip_up_driver"] = said(DRIVERS[flip.driver], language)
    if dossier.missing:
        first = dossier.missing[0]
        names["absence_first"] = metric_name(first.metric, language)
        names["absence_why"] = said((first.why_en, first.why_ja), language)
    if dossier.conflicts and (fact := desk.ledger.fact(desk.roles["conflict_a"][5:])):
        names["conflict_label"] = metric_name(fact.metric, language)
    stakes = dossier.pool.of("equity_investment")
    names["circle_words"] = said(_STAKES if stakes else _NO_CIRCLE, language)
    return names


def _metrics(metrics: tuple[str, ...], language: Language) -> str:
    return listed(tuple(metric_name(m, language) for m in metrics), language)


def _for_scenarios(dossier: Dossier) -> tuple[str, ...]:
    needed = ("revenue", "operating_income", "capital_expenditure")
    absent = tuple(m for m in needed if m not in dossier.desk.roles)
    return absent or ("operating_income",)  # only a stand-in of another basis is there


def next_report(dossier: Dossier) -> date:
    """Return when the next annual report is due after the memo's date: a quarter after year-end.

    The report on the year judged is there already: the one on a later year is the next.
    """
    month = (dossier.when.month + 2) % 12 + 1
    year = dossier.as_of.year + (1 if dossier.as_of.month >= month else 0)
    own = dossier.when.year + (1 if month <= dossier.when.month else 0)
    year = max(year, own + 1) if dossier.when.whole else year
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    return date(year, month, last)


def places(dossier: Dossier, language: Language) -> str:
    """Name where it was looked: the publishers of the company's documents, the newest first."""
    newest = sorted(
        dossier.pool.sources.values(),
        key=lambda s: (s.published is not None, s.published, s.id),
        reverse=True,
    )
    others = (s for s in newest if s.kind not in ("note", "estimate", "article_audit"))
    # Without how it was passed on: "(via …)" says nothing of where the figure was sought.
    told = (publisher_of(s).partition(" (")[0] for s in others)
    names = tuple(dict.fromkeys(n for n in told if n not in ("", "–")))
    if not names:
        return said(
            ("nothing on the company is in the store", "この会社の文書が蔵書にない"), language
        )
    few = listed(names[:3], language)
    if len(names) <= _NAMED:
        return few
    return f"{few} …"
