"""Which parts of a page a person does not see."""

from __future__ import annotations

import re
from typing import Any

_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0*(?:\.0+)?(?:;|$)|font-size:0*(?:\.\d+)?(?:px|pt|em|rem|%)?(?:;|$)"
    r"|font-size:[01](?:\.\d+)?px|text-indent:-\d{3,}|(?:left|top|right|bottom|margin-left):-\d{3,}"
    r"|clip:rect\(0|clip-path:inset\((?:50|100)%|(?:max-)?(?:height|width):0(?:px)?;(?:.*;)?overflow:hidden"
    r"|color:transparent|-webkit-text-fill-color:transparent"
)
_COLOUR = re.compile(r"(?:^|;)(color|background(?:-color)?):([^;]{1,80})")
_RULE = re.compile(r"([^{}@]{1,300})\{([^{}]{0,2000})\}")
_AT_BLOCK = re.compile(
    r"@(?:media|supports|keyframes|font-face)[^{]{0,300}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,300}[^{}]{0,5000}\}"
)
_SIMPLE = re.compile(r"([.#])([\w-]{1,80})$")
_NAMES = {
    "white": "ffffff",
    "#fff": "ffffff",
    "snow": "fffafa",
    "ivory": "fffff0",
    "black": "000000",
}


def hidden_names(styles: str) -> frozenset[str]:
    """Return the classes (".x") and ids ("#x") that the style sheets hide.

    >>> sorted(hidden_names(".note{display: none} p{color:red} @media print{.ad{display:none}}"))
    ['.note']
    """
    styles = _AT_BLOCK.sub("", styles[:500_000])
    found = set()
    for selectors, rules in _RULE.findall(styles):
        if _hides(rules):
            for selector in selectors.split(","):
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    found.add(simple[1] + simple[2])
    return frozenset(found)


def is_hidden(element: Any, names: frozenset[str], ground: str) -> bool:
    """Say whether `element` hides what is in it; `ground` is the colour that lies behind it."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    if names:
        own = {f".{name}" for name in attributes.get("class", "").split()}
        if own & names or f"#{attributes.get('id', '')}" in names:
            return True
    style = attributes.get("style", "")
    if style and _hides(style):
        return True
    colour = painted(element, "color") or _hex(attributes.get("color", ""))
    return bool(colour) and _alike(colour, background(element) or ground)


def background(element: Any) -> str:
    """Return the colour that `element` lays behind its text, "" if it lays none."""
    return (
        painted(element, "background-color")
        or painted(element, "background")
        or _hex(element.attrib.get("bgcolor", ""))
    )


def painted(element: Any, what: str) -> str:
    """Return the colour that the style of `element` gives to `what`, as six digits."""
    style = element.attrib.get("style", "")
    if "color" not in style and "background" not in style:
        return ""
    flat = style.lower().replace(" ", "")
    return next((_hex(value) for name, value in _COLOUR.findall(flat) if name == what), "")


def _hides(style: str) -> bool:
    return _HIDES.search("".join(style.lower().split())[:4000]) is not None


def _hex(colour: str) -> str:
    """Return a colour as six hexadecimal digits, "" where it cannot be told.

    >>> _hex("#FFF"), _hex("rgb(255, 255, 255)"), _hex("var(--x)")
    ('ffffff', 'ffffff', '')
    """
    colour = "".join(colour.lower().split()).removesuffix("!important")
    if colour in _NAMES:
        return _NAMES[colour]
    if re.fullmatch(r"#?[0-9a-f]{6}", colour):
        return colour[-6:]
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        return "".join(c * 2 for c in colour[1:])
    if parts := re.match(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})", colour):
        return "".join(f"{min(int(p), 255):02x}" for p in parts.groups())
    return ""


def _alike(one: str, other: str) -> bool:
    """Say whether nobody could tell the two colours apart on a screen."""
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) < 16 for i in (0, 2, 4))
