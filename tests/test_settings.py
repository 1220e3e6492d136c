"""Settings: read from the environment and .env, refused with the remedy, and never told."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import OperatorError
from bot.settings import WEEKDAYS, host_and_port, load, working_days

TOKEN = "123456789:AAE-secret_secret_secret_secret_secr"
PASSWORD = "hunter2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_defaults_are_those_of_the_contract(folder: Path) -> None:
    settings = load(folder)
    assert settings.bot_token is None
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:///rawat.db"
    assert settings.telegram_api == "https://api.telegram.org"
    assert (settings.listen, settings.metrics_listen, settings.sandbox_port) == ("127.0.0.1:8080", None, 8088)
    ours = settings.as_organisation
    assert (ours.zone, ours.language, ours.country, ours.name) == (ZoneInfo("Asia/Jakarta"), "id", "ID", None)
    assert (ours.workdays, ours.joint_leave) == (frozenset(range(5)), False)


def test_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text(
        "RAWAT_LANGUAGE=en\nRAWAT_ORGANISATION='Yayasan Contoh'\nRAWAT_JOINT_LEAVE=on\nOTHER=1\n"
    )
    monkeypatch.setenv("RAWAT_LANGUAGE", "id")
    ours = load(folder).as_organisation
    assert (ours.language, ours.name, ours.joint_leave) == ("id", "Yayasan Contoh", True)


def test_empty_variable_is_unset(folder: Path) -> None:
    (folder / ".env").write_text("RAWAT_BOT_TOKEN=\nRAWAT_TIMEZONE=\nRAWAT_SANDBOX_PORT=\nRAWAT_TELEGRAM_API= \n")
    settings = load(folder)
    assert (settings.bot_token, settings.timezone, settings.sandbox_port) == (None, "Asia/Jakarta", 8088)
    assert settings.telegram_api == "https://api.telegram.org"


def test_example_holds_every_variable_with_its_default(folder: Path) -> None:
    example = Path(__file__).parents[1] / ".env.example"
    lines = [line.removeprefix("#") for line in example.read_text().splitlines()]
    (folder / ".env").write_text("\n".join(line for line in lines if line.startswith("RAWAT_")))
    assert load(folder) == load(folder / "elsewhere")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("TIMEZONE", "Bandung", "Asia/Jakarta"),
        ("LANGUAGE", "jv", "id or en|en or id"),
        ("COUNTRY", "Indonesia", "two letters"),
        ("WORKDAYS", "senin-jumat", "mon-fri"),
        ("WORKDAYS", "mon-", "mon-fri"),
        ("JOINT_LEAVE", "maybe", "on"),
        ("TELEGRAM_API", "api.telegram.org", "https://"),
        ("TELEGRAM_API", "https://", "https://"),
        ("LISTEN", "8080", "host and a port"),
        ("METRICS_LISTEN", "127.0.0.1:99999", "host and a port"),
        ("SANDBOX_PORT", "eighty", "integer"),
        ("SANDBOX_PORT", "-1", "greater than or equal to 0"),
    ],
)
def test_wrong_value_is_refused_with_its_name_and_the_remedy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(f"RAWAT_{name}", value)
    with pytest.raises(OperatorError, match=rf"^RAWAT_{name} cannot be used: .*({remedy})"):
        load(folder)


@pytest.mark.parametrize("content", [b"RAWAT_LANGUAGE=\xff\xfe", b"\xff\xfeR\x00"])
def test_file_that_is_no_text_is_one_sentence(folder: Path, content: bytes) -> None:
    (folder / ".env").write_bytes(content)
    with pytest.raises(OperatorError, match=r"^The file \.env cannot be read"):
        load(folder)


def test_secrets_are_in_no_repr(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAWAT_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("RAWAT_DATABASE_URL", f"postgresql+asyncpg://rawat:{PASSWORD}@localhost/rawat")
    monkeypatch.setenv("RAWAT_SMTP_URL", f"smtps://rina:{PASSWORD}@localhost:465")
    monkeypatch.setenv("RAWAT_WEBHOOK_SECRET", PASSWORD)
    settings = load(folder)
    assert TOKEN not in repr(settings) + str(settings)
    assert PASSWORD not in repr(settings) + str(settings)
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN


def test_working_days_are_spans_and_lists() -> None:
    assert working_days("mon-fri") == frozenset(range(5))
    assert working_days(" Sun , mon-THU ") == {6, 0, 1, 2, 3}
    assert working_days("fri-mon") == {4, 5, 6, 0}
    assert working_days("sat") == {5}


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_working_days_are_those_named(days: set[str]) -> None:
    assert working_days(",".join(days)) == {WEEKDAYS.index(day) for day in days}


def test_host_and_port_are_told_apart() -> None:
    assert host_and_port("0.0.0.0:80") == ("0.0.0.0", 80)
    assert host_and_port("[::1]:8080") == ("::1", 8080)
