"""Which parts of a page a person does not see."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_PART = re.compile(r"([a-z][a-z0-9]{0,20})?((?:[.#][\w-]{1,80}){0,5})", re.I)
_COMBINED = re.compile(r"\s*>\s*|\s+")
_DEEP = 5  # parts of a selector
_NAMES = {
    "white": "ffffff",
    "#fff": "ffffff",
    "snow": "fffafa",
    "ivory": "fffff0",
    "black": "000000",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a selector: `div.note#x`."""

    tag: str
    names: frozenset[str]

    def fits(self, tag: object, own: frozenset[str]) -> bool:
        return (not self.tag or self.tag == tag) and self.names <= own


@dataclass(frozen=True, slots=True)
class Hidden:
    """What style sheets hide: selectors, the last part first, by a name that the last part has."""

    by_name: dict[str, tuple[tuple[_Part, ...], ...]]

    def hides(self, element: Any) -> bool:
        own = _names_of(element)
        found = (parts for name in own for parts in self.by_name.get(name, ()))
        return any(self._fits(element, own, parts) for parts in found)

    @staticmethod
    def _fits(element: Any, own: frozenset[str], parts: tuple[_Part, ...]) -> bool:
        if not parts[0].fits(element.tag, own):
            return False
        above = element.iterancestors()
        return all(any(part.fits(e.tag, _names_of(e)) for e in above) for part in parts[1:])


def _names_of(element: Any) -> frozenset[str]:
    attributes = element.attrib
    names = {f".{name}" for name in attributes.get("class", "").split()}
    if "id" in attributes:
        names.add(f"#{attributes['id']}")
    return frozenset(names)


def hidden_names(styles: str) -> Hidden:
    """Return what the style sheets hide by class or id, alone or inside something else.

    >>> sorted(hidden_names(".note{display: none} p{color:red} .a p#x{display:none}").by_name)
    ['#x', '.note']
    """
    styles = _AT_BLOCK.sub("", styles[:500_000])
    found: dict[str, list[tuple[_Part, ...]]] = {}
    for selectors, rules in _RULE.findall(styles):
        for selector in selectors.split(",") if _hides(rules) else ():
            parts = _parts(selector.strip())
            if parts and parts[0].names:
                found.setdefault(min(parts[0].names), []).append(parts)
    return Hidden({name: tuple(several[:50]) for name, several in found.items()})


def _parts(selector: str) -> tuple[_Part, ...]:
    """Take a selector apart, the last part first; () where it says more than tags and names."""
    words = _COMBINED.split(selector)
    matches = [_PART.fullmatch(word) for word in words] if len(words) <= _DEEP else [None]
    if not all(matches):
        return ()
    return tuple(
        _Part((m[1] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", m[2])))
        for m in reversed(matches)
        if m
    )


def is_hidden(element: Any, names: Hidden, ground: str) -> bool:
    """Say whether `element` hides what is in it; `ground` is the colour that lies behind it."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    if names.by_name and names.hides(element):
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
