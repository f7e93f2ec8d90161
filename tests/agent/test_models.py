"""Which model is asked, and what settings say: nothing is sent, no key is shown."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from kuroji.agent.models import chat_model, is_offline
from kuroji.agent.patience import worth_retrying
from kuroji.agent.settings import Settings, settings

KEY = "sk-kuroji-canary-0000"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "KUROJI_OPENAI_API_KEY", "KUROJI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_a_key_the_offline_analyst_writes() -> None:
    assert is_offline(chat_model(settings()))


def test_with_a_key_a_live_model_is_asked_and_no_run_is_traced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    told = settings()
    model = chat_model(told)
    assert not is_offline(model)
    assert told.base_url == "http://127.0.0.1:9/v1"
    assert KEY not in repr(model) + repr(told) + told.model_dump_json()
    assert os.environ["LANGSMITH_TRACING"] == os.environ["LANGCHAIN_TRACING_V2"] == "false"


def test_our_variable_goes_before_the_common_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("KUROJI_OPENAI_API_KEY", "sk-ours")
    told = settings()
    assert told.openai_api_key == SecretStr("sk-ours")


def test_a_flag_goes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kuroji.toml").write_text('model = "filed"\nretries = 7\n', encoding="utf-8")
    assert (settings().model, settings().retries) == ("filed", 7)
    monkeypatch.setenv("KUROJI_MODEL", "around")
    assert settings().model == "around"
    assert settings(model="flagged", home=None).model == "flagged"


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().model = "other"  # type: ignore[misc]  # which is the claim


class _Failed(Exception):
    def __init__(self, **told: object) -> None:
        super().__init__()
        self.__dict__.update(told)


class APITimeoutError(_Failed):
    """Named as the client's own."""


@pytest.mark.parametrize(
    ("error", "worth"),
    [
        (_Failed(status_code=429), True), (_Failed(status_code=503), True),
        (_Failed(status_code=401), False), (_Failed(status_code=400), False),
        (_Failed(status_code=429, code="insufficient_quota"), False),
        (_Failed(retryable=True), True), (_Failed(retryable=False, status_code=503), False),
        (APITimeoutError(), True), (ValueError(), False),
    ],
)  # fmt: skip
def test_only_what_may_pass_is_asked_again(error: Exception, worth: bool) -> None:
    assert worth_retrying(error) is worth
