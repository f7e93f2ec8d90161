"""The command line as a person and a script meet it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "kuroji", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )


def out(*arguments: str) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


def test_the_bare_call_shows_what_can_be_done_in_five_lines() -> None:
    assert out().count("\n") == 5


@pytest.mark.parametrize(
    "place", [("--home", "d", "--version"), ("--version", "--home", "d"), ("--home=d", "-V")]
)
def test_the_home_is_taken_before_and_after(place: tuple[str, ...]) -> None:
    assert out(*place) == "kuroji 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("clac",), 2, "did you mean calc?"),
        (("xyzzy",), 2, "--help"),
        (("--home",), 2, "needs a folder"),
        (("calc",), 2, "name a calculator"),
        (("calc", "nvp"), 1, "did you mean npv"),
        (("calc", "npv", "--input", "rate"), 2, "NAME=VALUE"),
        (("calc", "npv", "--input", "rate=0.1"), 1, "MissingInput"),
        (("calc", "npv", "--input", "rat=0.1"), 1, "MissingInput"),
        (("calc", "xnpv", "--input", "rate=0.1", "--input", "flows=x"), 2, "not JSON"),
        (("gap", "--method", "guess"), 2, "invalid choice"),
        (("gap", "--gross-margin", "1"), 1, "ZeroDenominator"),
        (("gap", "--ai-revenue", "a lot"), 2, "cannot read"),
        (("gap", "--ai-revenue", "2兆円"), 2, "the defaults are in USD"),
        (("roi", "--benefits", "5", "--costs", "0"), 1, "ZeroDenominator"),
        (("roi", "--benefits", "5"), 2, "--costs"),
        (("gap", "--method", "unified", "--assets", "gpu"), 2, "NAME:AMOUNT:YEARS"),
    ],
)
def test_what_went_wrong_is_said_on_stderr_without_a_traceback(
    arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert says in done.stderr.decode("utf-8")
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_help_names_every_command() -> None:
    listed = out("--help")
    assert all(f"\n  {name} " in listed for name in ("memo", "gap", "calc", "verify", "doctor"))


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("sequoia", ["required_revenue: $600bn", "gap: $500bn", "not comparable with Bain"]),
        ("bain", ["gap: $800bn", "2030"]),
        ("kupperman", ["required_revenue: $160bn"]),
        ("jpm", ["required_revenue: $649bn"]),
        ("morgan-stanley", ["gap: $1.50tn", "not revenue"]),
        ("unified", ["required_revenue: $286bn", "weighted_life: 8.90 years"]),
    ],
)
def test_each_published_gap_says_its_result_and_what_it_is_not(
    method: str, says: list[str]
) -> None:
    shown = out("gap", "--method", method)
    assert all(words in shown for words in (*says, "formula:"))
    document = json.loads(out("gap", "--method", method, "--json"))
    assert document["not_comparable"] in shown
    assert document["not_comparable_ja"] in out("gap", "--method", method, "--lang", "ja")


def test_a_gap_of_ones_own_figures() -> None:
    given = ("--gpu-run-rate-revenue", "$50bn", "--ai-revenue", "$75bn", "--gross-margin", "50%")
    assert json.loads(out("gap", *given, "--json"))["value"]["gap"] == 125e9
    yen = ("--annual-capex", "50兆円", "--fundable-revenue", "120兆円", "--method", "bain")
    assert json.loads(out("gap", *yen, "--json"))["currency"] == "JPY"


def test_the_return_of_pilots_and_of_one_investment() -> None:
    pilots = "--pilots 20 --cost-per-pilot $150k --survival-rate 5% --deployment-cost $800k"
    yearly = "--annual-benefit $1.5m --annual-run-cost $250k"
    shown = out("roi", *pilots.split(), *yearly.split())
    assert "break_even_survival_rate: 6.9 %" in shown
    assert "npv: −$820k" in shown
    simple = json.loads(out("roi", "--benefits", "150", "--costs", "100", "--json"))
    assert simple["value"] == {"net_benefit": 50, "roi": 0.5, "annualised_roi": None}
    assert "annualised_roi: –" in out("roi", "--benefits", "150", "--costs", "100", "--lang", "ja")


def test_a_calculator_by_hand() -> None:
    flows = ("--input", "cashflows=-100, 250, -154")
    assert json.loads(out("calc", "irr", *flows, "--json"))["value"]["roots"] == [0.1, 0.4]
    assert "npv: 2" in out("calc", "npv", "--input", "rate=0%", "--input", "cashflows=[-10,12]")
    assert "cash (number, ≥ 0)" in out("calc", "runway", "--help")
    assert "npv " in out("calc", "--list")
    assert len(json.loads(out("calc", "--list", "--json"))) > 70
    assert "usage" in out("calc", "--help")
    refused = run("calc", "npv", "--input", "rate=-1", "--input", "cashflows=[1]", "--json")
    assert json.loads(refused.stdout)["error"] == "OutOfRange"
    assert refused.returncode == 1


LINES = [
    (b'{"calculator":"growth_rate","inputs":{"current":150,"prior":100}}', 0.5),
    (b"not json", "InvalidInput"),
    (b"[1]", "InvalidInput"),
    (b"", "InvalidInput"),
    (b"\xff\xfe", "InvalidInput"),
    (b'{"calculator":"npv"}', "InvalidInput"),
    (b'{"inputs":{}}', "InvalidInput"),
    (b'{"calculator":5,"inputs":{}}', "InvalidInput"),
    (b"[" * 200_000, "InvalidInput"),
    (b'{"calculator":"npv","inputs":{"rate":NaN,"cashflows":[1]}}', "NotFinite"),
    (b'{"calculator":"npv","inputs":{"rate":-Infinity,"cashflows":[1]}}', "NotFinite"),
    (b'{"calculator":"npv","inputs":{"rate":1' + b"0" * 5000 + b',"cashflows":[1]}}', "OutOfRange"),
    (b'{"calculator":"npv","inputs":{"rate":1e9999999999999999999,"cashflows":[]}}', "OutOfRange"),
    (b'{"calculator":"growth_rate","inputs":{"current":1e-99999999999999999999,"prior":1}}', -1),
    (b'{"calculator":"\\ud800","inputs":{}}', "UnknownCalculator"),
    (b'{"calculator":"npv","inputs":"' + b"x" * 10_000_000 + b'"}', "InvalidInput"),
    (b'{"calculator":"growth_rate","inputs":{"current":150,"prior":100}}', 0.5),
]  # fmt: skip


def test_one_line_comes_out_for_each_line_in_and_a_bad_one_stops_nothing() -> None:
    done = run("calc", "--jsonl", given=b"\n".join(line for line, _ in LINES))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    said = [a["error"] if "error" in a else a["value"]["growth"] for a in answers]
    assert said == [expected for _, expected in LINES]
    assert all(a["message"] for a in answers if "error" in a)
    assert done.returncode == 0


def test_the_answer_to_a_line_comes_before_the_next_line_is_sent() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kuroji", "calc", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(LINES[0][0] + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"value": {"growth": 0.5}}
        process.stdin.close()


def test_the_figures_in_a_text() -> None:
    line = '{"text": "Revenue was $5.2bn.", "lang": "en"}\n{"lang": "en"}\n'
    first, second = run("read", "--jsonl", given=line.encode()).stdout.splitlines()
    assert json.loads(first)["figures"][0]["value"] == "5200000000"
    assert json.loads(second)["error"] == "MissingInput"
    assert '"JPY"' in out("read", "売上高は2兆円", "--lang", "ja")
    assert run("read").returncode == 2


@pytest.mark.parametrize("command", [("gap",), ("--version",), ("roi", "--help"), ("--help",)])
def test_what_starts_at_once_loads_no_third_party(command: tuple[str, ...]) -> None:
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-X", "importtime", "-m", "kuroji", *command],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    heavy = (b"pydantic", b"langchain", b"chromadb", b"numpy", b"typer", b"rich")
    assert not [name for name in heavy if b" " + name in done.stderr]


@pytest.mark.parametrize("command", [("gap",), ("--version",)])
def test_it_starts_within_three_tenths_of_a_second(command: tuple[str, ...]) -> None:
    unmeasured = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    times = []
    for _ in range(3):
        before = os.times()
        subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "kuroji", *command],
            capture_output=True,
            cwd=ROOT,
            env=unmeasured,
            check=True,
        )
        after = os.times()
        # Time of the processor: other work on the machine does not count.
        times.append(after.children_user - before.children_user)
    assert min(times) < 0.3
