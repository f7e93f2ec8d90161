"""Currencies as they are written before and behind a number, in English and Japanese."""

import re

_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "US$": "USD",
    "U.S.$": "USD", "HK$": "HKD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "S$": "SGD", "SG$": "SGD", "NZ$": "NZD", "NT$": "TWD", "R$": "BRL", "Rs": "INR", "Rs.": "INR",
    "RMB": "CNY", "CN¥": "CNY", "RM": "MYR", "SFr": "CHF", "Fr.": "CHF", "₪": "ILS", "฿": "THB",
    "₽": "RUB", "₺": "TRY", "₫": "VND", "₱": "PHP", "Rp": "IDR", "kr": "SEK", "元": "CNY",
}  # fmt: skip
CODES = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "KRW",
    "TWD",
    "HKD",
    "AUD",
    "CAD",
    "SGD",
    "NZD",
    "CHF",
    "INR",
    "SEK",
    "NOK",
    "DKK",
    "BRL",
    "MXN",
    "PLN",
    "ILS",
    "AED",
    "SAR",
    "THB",
    "IDR",
    "MYR",
    "PHP",
    "VND",
    "ZAR",
    "TRY",
    "RUB",
    "CZK",
    "HUF",
    "QAR",
    "KWD",
    "EGP",
    "NGN",
    "CLP",
    "COP",
    "ARS",
]
_ENGLISH = {
    r"(?:US|U\.S\.|American) dollars?": "USD", "Hong Kong dollars?": "HKD",
    "Australian dollars?": "AUD", "Canadian dollars?": "CAD", "Singapore dollars?": "SGD",
    r"(?:New )?Taiwan(?:ese)? dollars?": "TWD", "New Zealand dollars?": "NZD",
    "[Dd]ollars?": "USD", "bucks": "USD", "[Ee]uros?": "EUR",
    "(?:British )?[Pp]ounds?(?: [Ss]terling)?": "GBP",
    "sterling": "GBP", "(?:Japanese )?[Yy]en": "JPY", "(?:South )?(?:Korean )?won": "KRW",
    "(?:Chinese )?(?:yuan|renminbi)(?: renminbi)?": "CNY", "(?:Indian )?rupees?": "INR",
    "(?:Swiss )?francs?": "CHF", "(?:Swedish )kron(?:or|a)": "SEK", "Norwegian kroner?": "NOK",
    "Danish kroner?": "DKK", "(?:Brazilian )?reais": "BRL", "dirhams?": "AED", "shekels?": "ILS",
    "(?:Saudi )?riyals?": "SAR", "(?:Thai )?baht": "THB", "ringgit": "MYR", "pesos?": "MXN",
    "(?:South African )?rand": "ZAR", "(?:Polish )?zlotys?": "PLN", "rupiah": "IDR",
}  # fmt: skip
_JAPANESE = {
    "円": "JPY", "米ドル": "USD", "ドル": "USD", "弗": "USD", "ユーロ": "EUR",
    "英?ポンド": "GBP", "人民元": "CNY", "中国元": "CNY", "元": "CNY", "韓国?ウォン": "KRW",
    "ウォン": "KRW", "(?:新?台湾|ニュー台湾)(?:ドル|元)": "TWD", "香港ドル": "HKD",
    "(?:豪|オーストラリア)ドル": "AUD", "(?:加|カナダ)ドル": "CAD",
    "(?:シンガポール|星)ドル": "SGD", "(?:NZ|ニュージーランド)ドル": "NZD",
    "(?:インド)?ルピー": "INR", "(?:スイス)?フラン": "CHF", "スウェーデン・?クローナ": "SEK",
    "ノルウェー・?クローネ": "NOK", "デンマーク・?クローネ": "DKK", "(?:ブラジル・?)?レアル": "BRL",
    "バーツ": "THB", "リンギット?": "MYR", "ルピア": "IDR", "ペソ": "PHP", "ドン": "VND",
    "ディルハム": "AED", "リヤル": "SAR", "ランド": "ZAR", "シェケル": "ILS",
}  # fmt: skip

_PREFIX_WORDS = sorted((*_SIGNS, *CODES), key=len, reverse=True)
_PREFIX = re.compile(
    rf"(?:(?<![A-Za-z])(?:{'|'.join(map(re.escape, _PREFIX_WORDS))})|[$€£¥₹₩])\$? ?$"
)
_SUFFIX = re.compile(
    r"[ -]?(?:(?P<code>" + "|".join((*CODES, "RMB")) + r")(?![A-Za-z])"
    r"|(?P<english>" + "|".join(f"(?:{word})" for word in _ENGLISH) + r")(?![A-Za-z])"
    r"|(?P<japanese>" + "|".join(f"(?:{w})" for w in sorted(_JAPANESE, key=len, reverse=True)) + ")"
    r"(?![滑卓形盤周ズ]|モ)"
    r"|(?P<sign>[€£₹₩](?![0-9]))"
    r"|(?P<minor>¢|(?:US )?cents?(?![A-Za-z])|pence(?![A-Za-z])|p(?![A-Za-z])|セント|銭))"
)
_KINDS = tuple(
    (re.compile(pattern), code) for pattern, code in (*_ENGLISH.items(), *_JAPANESE.items())
)


def currency_before(text: str, end: int) -> tuple[int, str] | None:
    """The start and the code of a currency that stands right before `end`."""
    match = _PREFIX.search(text, max(0, end - 7), end)
    if not match:
        return None
    return match.start(), code_of(match[0].strip())


def currency_after(text: str, start: int) -> tuple[int, str, bool] | None:
    """The end and the code of a currency right behind `start`, and whether it is in hundredths."""
    match = _SUFFIX.match(text, start)
    if not match:
        return None
    word = match[match.lastgroup or 0]
    if match["minor"]:
        code = "JPY" if word == "銭" else "GBP" if word in ("p", "pence") else "USD"
        return match.end(), code, True
    return match.end(), code_of(word), False


def code_of(word: str) -> str:
    """The ISO code of a currency's sign, code or name.

    >>> code_of("US$"), code_of("台湾ドル"), code_of("euros"), code_of("USD")
    ('USD', 'TWD', 'EUR', 'USD')
    """
    if word in _SIGNS:
        return _SIGNS[word]
    if word[-1:] == "$" and word[:-1] in CODES:
        return word[:-1]
    for pattern, code in _KINDS:
        if pattern.fullmatch(word):
            return code
    return word


NAMES = "|".join(
    (
        *(re.escape(word) for word in _PREFIX_WORDS),
        *_ENGLISH,
        *sorted(_JAPANESE, key=len, reverse=True),
    )
)
