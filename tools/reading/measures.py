"""What a number counts, by the words right behind it: percent, multiples, time, power, things."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kuroji.tools.reading.figure import FigureKind


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit, the kind of figure it makes, and what one of it is in that unit."""

    unit: str
    kind: FigureKind
    factor: Decimal


def measure_after(text: str, start: int, kanji: bool) -> tuple[int, Measure] | None:
    """The end and the meaning of a unit right behind `start`.

    A number in kanji is read with fewer units, since ideographs make up words: 十分 and 六本木.
    """
    match = (_AFTER_KANJI if kanji else _AFTER).match(text, start)
    if not match or match.lastgroup is None:
        return None
    return match.end(), _MEASURES[match.lastgroup]


_ONE, _CENT = Decimal(1), Decimal("0.01")
_LATIN_END = "(?![A-Za-z])"
_TABLE: tuple[tuple[str, str, FigureKind, str], ...] = (
    # English, and signs used in both languages
    (r" ?(?:%|percent|pct|per cent)(?:age)?[ -]?(?:points?|pts?)" + _LATIN_END, "percentage_point",
     "percent", "1"),
    (r" ?%?ポイント|%pt|[ -]?(?:p\.p\.|ppts?|pps?|pts?|points?)" + _LATIN_END, "percentage_point",
     "percent", "1"),
    (r"[ -]?(?:bps?|basis[ -]points?|bips)" + _LATIN_END + "|ベーシスポイント|ベーシス",
     "percentage_point", "percent", "0.01"),
    (r" ?%|[ -]?(?:percent|per cent|pct)(?:" + _LATIN_END + r"|(?=の))|パーセント|㌫", "percent",
     "percent", "1"),
    (r" ?[xX](?![A-Za-z0-9])| times(?! (?:a|an|per|each|every|in)\b)" + _LATIN_END
     + "|-?fold" + _LATIN_END + "|倍(?!率|速)(?:増(?!や|え|加|し))?",
     "multiple", "multiple", "1"),
    (r"[ -]?(?:milliseconds?|msec|ms)" + _LATIN_END + "|ミリ秒", "seconds", "duration", "0.001"),
    (r"(?: (?:fiscal|calendar|full|financial) |[ -]?)(?:years?|yrs?)" + _LATIN_END, "years",
     "duration", "1"),
    (r"[ -]decades?" + _LATIN_END, "years", "duration", "10"),
    (r"[ -]?(?:months?|mos?)" + _LATIN_END, "months", "duration", "1"),
    (r"[ -]?(?:weeks?|wks?)" + _LATIN_END, "weeks", "duration", "1"),
    (r"[ -](?:(?:business|working|calendar|trading) )?days?" + _LATIN_END, "days", "duration", "1"),
    (r"[ -]?(?:(?:[A-Z]{1,3}[0-9]{2,4}[A-Z]?[ -]?)?(?:GPU|accelerator|chip|TPU)"
     r"|[A-Z]{1,2}[0-9]{2,3}[A-Z]?)[- ]?(?:hours?|hrs?)" + _LATIN_END
     + "|(?:GPU|アクセラレーター?)[・ ]?時間",
     "GPU_hours", "count", "1"),
    (r"[ -]?(?:hours?|hrs?)" + _LATIN_END, "hours", "duration", "1"),
    (r"[ -]?(?:minutes?|mins?)" + _LATIN_END, "minutes", "duration", "1"),
    (r"[ -]?(?:seconds?|secs?)" + _LATIN_END, "seconds", "duration", "1"),
    (r"[ -]?(?:kWh|kilowatt[ -]hours?)" + _LATIN_END + "|キロワット時", "kWh", "count", "1"),
    (r"[ -]?(?:MWh|megawatt[ -]hours?)" + _LATIN_END + "|メガワット時", "kWh", "count", "1E+3"),
    (r"[ -]?(?:GWh|gigawatt[ -]hours?)" + _LATIN_END + "|ギガワット時", "kWh", "count", "1E+6"),
    (r"[ -]?(?:TWh|terawatt[ -]hours?)" + _LATIN_END + "|テラワット時", "kWh", "count", "1E+9"),
    (r"[ -]?(?:TW|terawatts?)" + _LATIN_END + "|テラワット", "MW", "count", "1E+6"),
    (r"[ -]?(?:GW|gigawatts?)" + _LATIN_END + "|ギガワット", "MW", "count", "1E+3"),
    (r"[ -]?(?:MW|megawatts?)" + _LATIN_END + "|メガワット", "MW", "count", "1"),
    (r"[ -]?(?:kW|KW|kilowatts?)" + _LATIN_END + "|キロワット", "MW", "count", "0.001"),
    # Japanese
    (r"(?:ヶ|カ|か|ヵ|ケ|箇|個|ヵ)月間?(?!連続|ぶり|前|後の)|(?:ヶ|カ|か|ヵ|ケ|箇|個)月", "months",
     "duration", "1"),
    (r"年間?(?!度|目|ぶり|連続|版|生まれ|債|物|式|齢|来|次|代|産|以来)|年間", "years", "duration",
     "1"),
    (r"週間?(?!目|ぶり|連続)", "weeks", "duration", "1"),
    (r"営業日|日間|日(?=延び|伸び|遅|早|増え|減|長|以内|以上|未満|以下|前|後|分|程度|"
        r"超|余|弱|強|ほど|くらい|ぐらい|かかっ?|を要|に短|に縮|へ短|へ縮|短縮|"
        r"から[0-9]|、?から|で(?!は?あ|は)|です|だ|と|かけ)", "days", "duration", "1"),
    (r"時間(?!帯|目|割|外|給|軸)", "hours", "duration", "1"),
    (r"秒間?(?!速)", "seconds", "duration", "1"),
    (r"億?トークン", "tokens", "count", "1"),
    (r"人(?!工|間|材|気|事|件費|月|口|格|物|員|目|称|組|体|民)|名(?!称|前|義|目|古屋|声|作|門|品)|"
        r"ユーザー?(?!当たり|あたり|数)", "people", "count", "1"),
    (r"割(?!合|高|安|り|れ|賦|当|愛)", "percent", "percent", "10"),
    ("", "", "count", "1"),
)  # fmt: skip
_THINGS = (
    "社(?!会|員|長|債|内|外|用|名|宅|説|風|是|史)",
    "カ国",
    "ヶ国",
    "か国",
    "ヵ国",
    "箇国",
    "カ所",
    "ヶ所",
    "か所",
    "ヵ所",
    "箇所",
    "個所",
    "案件",
    "件(?!費|名)",
    "台(?!湾|頭|帳|風)",
    "株(?!式|主|価|安|高|当たり|あたり)",
    "店舗",
    "店(?!長|員|頭)",
    "拠点",
    "工場",
    "都市",
    "自治体",
    "団体",
    "校(?!長|舎|正)",
    "大学",
    "病院",
    "施設",
    "銀行",
    "企業",
    "法人",
    "世帯",
    "戸(?!建|籍|別)",
    "棟",
    "基(?!本|準|地|礎|盤|金|づ|調)",
    "機種",
    "機(?!能|械|会|関|器)",
    "隻",
    "両(?!方|社|国)",
    "床",
    "室",
    "部門",
    "部署",
    "事業(?!者)",
    "製品",
    "商品",
    "品目",
    "項目",
    "種類",
    "種",
    "業種",
    "業務",
    "サービス",
    "プロジェクト",
    "プラン",
    "モデル",
    "チーム",
    "アカウント",
    "ライセンス",
    "シート",
    "席",
    "口座",
    "回線",
    "回(?!復|収|答|転|線|目|路|当たり|あたり|帰)",
    "本(?!社|体|部|業|格|日|年|来|店|国|件|人|間|木|音|質|土|命|州|書|当|化|邦|物|署)",
    "枚",
    "個(?!人|別|社|性|展)",
    "冊",
    "通(?!り|期|貨|信|常|知|年|算)",
    "サーバー?",
    "ノード",
    "ラック",
    "チップ",
    "GPU",
    "パラメーター?",
    "文字",
    "語",
    "行(?!動|政|員|為|使|程)",
    "口(?!座|径|頭)",
    "点(?!検|滅|火|数|在)",
    "つ(?!い|ま|か|き)",
    "棚",
    "便",
    "組(?!織|合|み|成|立)",
    "票",
    "コア",
    "セル",
    "データセンター",
    "センター",
    "トン",
    "キロ(?!ワット)",
    "坪",
    "平方メートル",
    "ヘクタール",
)
_ROWS = tuple(row for row in _TABLE if row[0])
_MEASURES = {
    **{f"m{i}": Measure(unit, kind, Decimal(f)) for i, (_, unit, kind, f) in enumerate(_ROWS)},
    "minutes_ja": Measure("minutes", "duration", _ONE),
    "things": Measure("count", "count", _ONE),
}
_MINUTES = (
    "(?P<minutes_ja>分間|分(?!の|野|析|類|散|配|割|社|母|子|離|岐|量|厘|担|科|譲|解|かれ|かり))"
)
_AFTER = re.compile(
    "|".join(f"(?P<m{i}>{row[0]})" for i, row in enumerate(_ROWS))
    + f"|{_MINUTES}|(?P<things>{'|'.join(_THINGS)})"
)
_KANJI_UNITS = ("years", "months", "weeks", "hours", "people", "multiple", "percent", "tokens")
_AFTER_KANJI = re.compile(
    "|".join(
        f"(?P<m{i}>{row[0]})"
        for i, row in enumerate(_ROWS)
        if (row[1] in _KANJI_UNITS and not row[0].startswith(" ?%")) or row[0].startswith("営業日")
    )
    + "|(?P<things>"
    + "|".join(w for w in _THINGS if w[0] not in "本点口機通行回株語個両")
    + ")"
)
