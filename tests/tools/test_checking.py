"""Inputs are checked in one order, and each refusal names field, value and remedy."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kuroji.tools.calculator import Given, Refusal, Role
from kuroji.tools.checking import check, read
from kuroji.tools.quantity import Quantity
from kuroji.tools.roles import (
    CURRENCY,
    DATE,
    NUMBERS,
    OBJECT,
    QUANTITY,
    choice,
    many,
    number,
    record,
    share,
    text,
    whole,
)

MONEY = {
    "value": 1,
    "currency": "USD",
    "kind": "flow",
    "basis": "gaap",
    "period": "FY2024",
    "perimeter": "company:X",
}


@pytest.mark.parametrize(
    ("role", "value", "code"),
    [
        (number(), None, "NotANumber"),
        (number(), "1", "NotANumber"),
        (number(), "１００", "NotANumber"),
        (number(), True, "NotANumber"),
        (number(), [], "NotANumber"),
        (number(), {}, "NotANumber"),
        (number(), Fraction(1, 3), "NotANumber"),
        (number(), Decimal("NaN"), "NotFinite"),
        (number(), Decimal("sNaN"), "NotFinite"),
        (number(), Decimal("-Infinity"), "NotFinite"),
        (number(), float("inf"), "NotFinite"),
        (number(), 10**400, "OutOfRange"),
        (number(), -(10**400), "OutOfRange"),
        (number(above=0), 0, "OutOfRange"),
        (number(at_least=0), Decimal("-1e-300"), "OutOfRange"),
        (number(at_most=53), 54, "OutOfRange"),
        (share(), 45, "OutOfRange"),
        (whole(at_least=1), Decimal("2.5"), "NotAnInteger"),
        (whole(at_least=1), 0, "OutOfRange"),
        (text(), None, "InvalidInput"),
        (text(), 5, "InvalidInput"),
        (text(), "", "InvalidInput"),
        (text(), " ", "InvalidInput"),
        (choice("a", "b"), "c", "InvalidInput"),
        (choice("a", "b"), 1, "InvalidInput"),
        (CURRENCY, "usd", "InvalidInput"),
        (CURRENCY, "ＵＳＤ", "InvalidInput"),
        (DATE, "2023-02-29", "InvalidDate"),
        (DATE, "20240101", "InvalidDate"),
        (DATE, "２０２４-01-01", "InvalidDate"),
        (DATE, None, "InvalidDate"),
        (DATE, 20240101, "InvalidDate"),
        (NUMBERS, "1,2", "InvalidInput"),
        (NUMBERS, None, "InvalidInput"),
        (NUMBERS, [], "EmptySeries"),
        (NUMBERS, [1, "2"], "NotANumber"),
        (many(NUMBERS), [[1], []], "EmptySeries"),
        (OBJECT, [], "InvalidInput"),
        (QUANTITY, 5, "InvalidInput"),
        (QUANTITY, {}, "MissingInput"),
        (QUANTITY, {**MONEY, "unit": "USD"}, "UnknownInput"),
        (QUANTITY, {**MONEY, "scale": "zillion"}, "InvalidInput"),
        (record(a=number()), {"a": None}, "NotANumber"),
    ],
)
def test_a_wrong_value_has_its_own_refusal(role: Role, value: object, code: str) -> None:
    answer = read(role, value, "field")
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert answer.reason.startswith("field")


@pytest.mark.parametrize(
    ("role", "value", "read_as"),
    [
        (number(), 5, Decimal(5)),
        (number(), 0.1, Decimal("0.1")),
        (number(default=2), None, Decimal(2)),
        (number(default=None), None, None),
        (whole(at_least=1), Decimal("2.0"), Decimal("2.0")),
        (number(), 10**300, Decimal(10) ** 300),
        (choice("a", default="a"), None, "a"),
        (many(text(), default=(), may_be_empty=True), [], ()),
        (QUANTITY, {**MONEY, "scale": None}, Quantity(Decimal(1), *list(MONEY.values())[1:])),  # type: ignore[arg-type]
    ],
)
def test_a_right_value_is_read(role: Role, value: object, read_as: object) -> None:
    assert read(role, value, "field") == read_as


def test_a_quantity_may_be_given_as_one() -> None:
    ready = Quantity(Decimal(1), "USD", "flow", "gaap", "FY2024", "company:X")
    assert read(QUANTITY, ready, "field") is ready


def test_a_quantity_checks_itself() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        Quantity(Decimal(1), "USD", "river", "gaap", "FY2024", "company:X")


def test_missing_comes_before_unknown_and_unknown_before_types() -> None:
    roles = {"a": number(), "b": number()}
    codes = [
        check(roles, inputs)
        for inputs in ({"a": "x", "c": 1}, {"a": "x", "b": 1, "c": 1}, {"b": "x", "a": "y"})
    ]
    found = [(c.code, c.roles) for c in codes if isinstance(c, Refusal)]
    assert found == [("MissingInput", ("b",)), ("UnknownInput", ("c",)), ("NotANumber", ("a",))]


def test_a_nested_field_is_named_by_its_path() -> None:
    roles = {"rows": many(record(amount=number()))}
    answer = check(roles, {"rows": [{"amount": 1}, {"amount": "2"}]})
    assert isinstance(answer, Refusal)
    assert answer.roles == ("rows.1.amount",)


def test_the_range_is_said_in_words() -> None:
    assert share().range() == "≥ 0 and ≤ 1"
    assert number(above=-1).range() == "> -1"
    assert choice("a", "b").range() == "one of a, b"


def test_the_checked_inputs_are_frozen() -> None:
    given = check({"a": number()}, {"a": 1})
    assert isinstance(given, Given)
    with pytest.raises(TypeError):
        given.values["a"] = 2  # type: ignore[index]
