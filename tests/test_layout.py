"""The house rules that no other tool checks."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("agent", "evals", "knowledge", "memo", "prompts", "tools")
MODULES = sorted(f for d in (*LAYERS, "kuroji") for f in (ROOT / d).rglob("*.py"))


@pytest.mark.parametrize("layer", LAYERS)
def test_the_package_folder_is_a_link_and_not_a_copy(layer: str) -> None:
    link = ROOT / "kuroji" / layer
    assert link.is_symlink()
    assert link.samefile(ROOT / layer)


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        str(f.relative_to(ROOT)) for f in MODULES if f.read_text(encoding="utf-8").count("\n") > 300
    }
    assert long == set()


def test_arithmetic_is_decimal() -> None:
    floats = {
        f"{f.relative_to(ROOT)}:{node.lineno}"
        for f in (ROOT / "tools").glob("*.py")
        for node in ast.walk(ast.parse(f.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    }
    assert floats == set()


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_examples_in_docstrings_are_true(file: Path) -> None:
    if ">>>" in file.read_text(encoding="utf-8"):
        name = file.relative_to(ROOT).with_suffix("").parts
        module = importlib.import_module(
            ".".join(("kuroji", *name)).replace("kuroji.kuroji", "kuroji")
        )
        assert doctest.testmod(module).failed == 0
