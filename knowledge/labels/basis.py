"""On which basis a figure stands: recognised, annualised, forecast, reported by the press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kuroji.knowledge.labels.setting import framework_in

if TYPE_CHECKING:
    from kuroji.knowledge.labels.setting import Setting
    from kuroji.tools.metrics import Metric
    from kuroji.tools.reading import Figure

_OWN_FORECAST = re.compile(
    r"\b(?:guid(?:ance|ed|es)|outlook|(?:the company|we|management|it|chief "
    r"executive) (?:now )?(?:expects?|"
    r"anticipates?|forecasts?|targets?|aims)|expects? (?:capital|revenue|to pass|"
    r"it to)|full-year forecast|"
    r"sales forecast|forecast for (?:the )?(?:year|next year|fiscal)|aims for|it "
    r"expected|company forecast)\b"
    r"|業績予想|予想(?!以上|外|を上回)|会社は[^。]*見込|見通し|通期計画|会社計画|"
    r"を見込む|見込みである|修正後",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:forecasts?|project(?:s|ed|ion|ions|ing)?|expected|expects?|expecting|is "
    r"to|will be|would be|could reach|"
    r"is seen at|plans?|plan shown|target|intends?|by 20[3-9]\d|letter of intent|"
    r"might invest|would)\b"
    r"|予測|見込|計画|目標|予定|将来",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(
    r"\b(?:estimat(?:e|es|ed)|reckon(?:s|ed)|we assume|assumed|assumption|"
    r"analysts?|outside estimate|"
    r"tracker|back-of-envelope)\b|試算|推計|推定|仮定|概算",
    re.IGNORECASE,
)
_SURVEY = re.compile(r"\b(?:survey|respondents|polled)\b|調査|回答|アンケート", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:(?:is|are|was|were|been) (?:\w+ )?(?:reported|said to|rumou?red|understood)|reportedly|"
    r"according to (?:people|sources|a person|the information|press)|"
    r"people familiar|press item|one account|another (?:says|report)|a second report|press figure|"
    r"article|alleges)\b|と報じ|と伝え|関係者|報道",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:is|was|are|were) (?:put|given) (?:at|as)\b|とされ|とみられ", re.IGNORECASE
)
_NON_GAAP = re.compile(
    r"\bnon-?GAAP\b|\badjusted\b|調整後|会社の定義|own (?:capital|measure)|"
    r"including finance leases|ファイナンスリースを含",
    re.I,
)
_ARR = re.compile(r"\bARR\b|annual(?:ized|ised)? recurring|年間経常収益|年次経常", re.I)
_RUN_RATE = re.compile(r"run[- ]rate|annuali[sz]ed|年換算|年率換算|ランレート", re.I)
_RECOGNISED = ("gaap", "ifrs", "jgaap")
_REVENUE = ("revenue", "annual_recurring_revenue", "run_rate_revenue")
_CURRENCY = {"USD": "gaap", "JPY": "jgaap"}


def basis_of(metric: Metric, figure: Figure, words: str, setting: Setting) -> str:
    """Return the basis of a figure by the words around it, then by its metric, then its document.

    A forecast stays one, whatever its metric; ARR stays ARR, whoever reports it.
    """
    if metric.kind in ("flow", "stock", "ratio") and metric.default_basis not in ("survey",):
        forecast = _forecast(words, setting, metric)
        if forecast:
            return forecast
    told = metric.default_basis
    if told == "non_gaap" and (
        _PRESS.search(words) or _HEARSAY.search(words) or setting.press or _is_private(setting)
    ):
        return "press_reported"
    if told is not None and told != "press_reported":
        return told
    said = _said(words, metric)
    if said is None and _HEARSAY.search(words) and not setting.filing:
        said = "press_reported"
    return said or _by_document(metric, figure, words, setting)


def _forecast(words: str, setting: Setting, metric: Metric) -> str | None:
    if metric.default_basis in ("arr", "rpo", "bookings", "run_rate") and not re.search(
        r"\b(?:guid|expect|forecast|target|aim)|予想|見込|目標", words
    ):
        return None
    if _OWN_FORECAST.search(words):
        return "projected" if _PRESS.search(words) or setting.press else "guidance"
    if setting.kind in ("survey", "estimate") and metric.default_basis == "estimate":
        return "projected" if _FORECAST.search(words) else None
    return "projected" if _FORECAST.search(words) else None


def _said(words: str, metric: Metric) -> str | None:
    if _ARR.search(words) and metric.id in _REVENUE:
        return "arr"
    if _RUN_RATE.search(words) and metric.id in _REVENUE:
        return "run_rate"
    if _NON_GAAP.search(words) and not re.search(r"(?<!non-)\bGAAP\b", words):
        return "non_gaap"
    if _PRESS.search(words):
        return "press_reported"
    if _ESTIMATE.search(words):
        return "estimate"
    return "survey" if _SURVEY.search(words) and metric.kind == "ratio" else None


def _by_document(metric: Metric, figure: Figure, words: str, setting: Setting) -> str:
    if setting.press or metric.default_basis == "press_reported":
        return "press_reported"
    if setting.kind in ("survey", "estimate") and metric.kind != "duration":
        return setting.kind
    explicit = framework_in(words)
    if explicit:
        return explicit
    if _is_private(setting):
        return "press_reported"
    if setting.framework in _RECOGNISED:
        return setting.framework
    return _CURRENCY.get(figure.currency or "", _home(setting))


def _is_private(setting: Setting) -> bool:
    return setting.accounts.framework == "none" and not setting.filing


def _home(setting: Setting) -> str:
    known = setting.accounts.framework
    if known in _RECOGNISED:
        return known
    return "jgaap" if setting.home == "ja" else "gaap"
