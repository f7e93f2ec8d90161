"""Each of the fifteen checks finds the defect that it is meant for."""

import random
import re
from collections.abc import Callable

import pytest

from kuroji.evals.writing import fifteen, overlap

WORDS = (
    "cash", "debt", "chip", "rack", "lease", "loan", "bond", "tenant", "power", "rent", "wear",
    "life", "price", "buyer", "order", "plant", "board", "audit", "share", "bank", "note", "yield",
    "margin", "cable", "roof", "floor", "grid", "fan", "cooler", "pump", "valve",
)  # fmt: skip
VERBS = ("earns", "loses", "pays", "owes", "covers", "books", "charges", "holds", "buys")
TITLES = (
    "Verdict", "Bear case", "Bull case", "What must be true", "Revenue quality", "Unit economics",
    "Capital", "Cash", "Valuation", "Scenarios", "Claims", "Contradictions and absences",
    "Kill criteria", "Requests",
)  # fmt: skip


def sentence(chance: random.Random) -> str:
    first, *rest = (chance.choice(WORDS) for _ in range(11))
    verb = chance.choice(VERBS)
    return f"The {first} {verb} ${chance.randrange(10, 99)}m[^n1] and {' '.join(rest)}."


def paragraph(chance: random.Random) -> str:
    claim = f"The {chance.choice(WORDS)} {chance.choice(VERBS)} the {chance.choice(WORDS)}."
    return f"**{claim}** {sentence(chance)} {sentence(chance)} {sentence(chance)}"


def memo(seed: int = 1) -> str:
    """A memo of drawn words that passes every check."""
    chance = random.Random(seed)
    special = {
        4: "| belief | needed | today |\n| --- | --- | --- |\n"
        + "\n".join(f"| b{n} | ${n}m | ${n + 1}m | no |" for n in range(3)),
        12: "| absent | why |\n| --- | --- |\n| debt | no one disclosed it |",
        13: "\n".join(
            f"{n}. **By 31 March 2027.** At ${n}00m the rule turns to R4 (verdict-fy2024)."
            for n in range(1, 6)
        ),
    }
    parts = []
    for number, title in enumerate(TITLES, start=1):
        body = [paragraph(chance) for _ in range(4 if number in (2, 3) else 1)]
        parts.append("\n\n".join([f"## {number} {title}", *body, special.get(number, "")]))
    note = "[^n1]: Halden, “Report”, 2025-03-01. Grade A."
    return "# Halden\n\n" + "\n\n".join(parts) + f"\n\n## Appendix\n\n{note}\n"


GOOD = memo()


def failed(text: str, *others: str) -> list[str]:
    return [
        check.name.partition(" ")[0] for check in fifteen(text, "en", others) if not check.passed
    ]


def test_a_good_memo_passes_all_fifteen() -> None:
    checks = fifteen(GOOD, "en", [memo(2)])
    assert [check for check in checks if not check.passed] == []
    assert [check.name.partition(" ")[0] for check in checks] == [str(n) for n in range(1, 16)]


def swapped(text: str) -> str:
    return (
        text.replace("Bear case", "?").replace("Bull case", "Bear case").replace("?", "Bull case")
    )


def first_claim(text: str, told: str) -> str:
    return re.sub(r"\*\*The", f"**{told} The", text, count=1)


DEFECTS: dict[str, Callable[[str], str]] = {
    "1": lambda text: text.replace("## 14 Requests", "### Requests"),
    "2": swapped,
    "3": lambda text: re.sub(r"(## 3 Bull case\n\n.*?\n\n).*?(?=## 4)", r"\1", text, flags=re.S),
    "4": lambda text: re.sub(r"\$\d+m\[\^n1\]", "much", text, count=80) + "\n",
    "5": lambda text: text.replace("**The", "The").replace(".** The", ". The"),
    "6": lambda text: re.sub(r"\. The (\w+) (\w+) \$", r" and the \1 \2 $", text),
    "7": lambda text: text.replace("## 2 Bear case\n\n", "## 2 Bear case\n\n" + " ".join(
        sentence(random.Random(n)) for n in range(40)) + " "),
    "8": lambda text: first_claim(text, "It may perhaps be so."),
    "9": lambda text: first_claim(text, "It is a robust year."),
    "10": lambda text: text.replace("## 8 Cash", "## 8 Cash\n\n" + "\n\n".join(
        text.split("## 2 Bear case\n\n")[1].split("\n\n")[:3])),
    "12": lambda text: text.replace("By 31 March 2027.** At $300m", "In time.** At $300m"),
    "13": lambda text: text.replace("| b1 | $1m |", "| b1 | much |"),
    "14": lambda text: text.replace("| debt | no one disclosed it |", "| debt | |"),
    "15": lambda text: text.replace("Grade A.", "Grade D."),
}  # fmt: skip


@pytest.mark.parametrize("number", DEFECTS)
def test_each_defect_is_found_by_its_check(number: str) -> None:
    assert number in failed(DEFECTS[number](GOOD))


def test_an_absence_without_reason_is_found() -> None:
    assert "14" in failed(first_claim(GOOD, "The yield cannot be determined."))


def test_a_note_that_nobody_defined_is_found() -> None:
    assert "15" in failed(GOOD.replace("[^n1]: ", "[^n2]: "))


def test_another_memos_words_are_found() -> None:
    assert "11" in failed(GOOD, GOOD)
    assert overlap(GOOD, GOOD, "en") == 1
    assert overlap(GOOD, memo(2), "en") < 0.1  # the tables and criteria are the same


def test_japanese_is_measured_in_characters() -> None:
    claim = (
        "**現金は尽きない。** 借入金は三年のうちに営業の稼ぐ現金から残らず返される見込みである。"
    )
    text = f"# 題\n\n## 1 判定\n\n{claim}\n\n## 付録\n"
    other = text.replace("借入金", "社債")
    assert 0.2 < overlap(text, other, "ja") < 1
    assert overlap(text, text, "ja") == 1
