"""What the operator set: the only reader of the environment. A wrong value is refused with its remedy."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import OperatorError
from bot.domain.ports import Organisation
from bot.domain.roster.cells import email_address
from bot.i18n.translator import LANGUAGES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TELEGRAM = "https://api.telegram.org"


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


class Settings(BaseSettings):
    """Variables ``RAWAT_…``, from the environment or from ``.env`` in the working folder."""

    model_config = SettingsConfigDict(
        env_prefix="RAWAT_", env_file=".env", env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True
    )

    bot_token: SecretStr | None = None
    database_url: SecretStr = SecretStr("sqlite+aiosqlite:///rawat.db")
    telegram_api: str = TELEGRAM
    timezone: str = "Asia/Jakarta"
    language: str = "id"
    country: str = "ID"
    workdays: str = "mon-fri"
    joint_leave: Switch = Switch.OFF
    organisation: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    metrics_listen: str | None = None
    smtp_url: SecretStr | None = None
    email_from: str | None = None
    sandbox_port: int = Field(default=8088, ge=0, le=65535)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: object) -> object:
        name = getattr(info, "field_name", "")
        return cls.model_fields[name].default if isinstance(value, str) and not value.strip() else value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in _zones():
            raise ValueError("write a zone of the IANA database, for example Asia/Jakarta")
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"write {' or '.join(LANGUAGES)}")
        return value

    @field_validator("country")
    @classmethod
    def _country_code(cls, value: str) -> str:
        if len(value) != 2 or not value.isalpha():
            raise ValueError("write the country's two letters, for example ID")
        return value.upper()

    @field_validator("workdays")
    @classmethod
    def _known_workdays(cls, value: str) -> str:
        working_days(value)
        return value

    @field_validator("telegram_api")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("write the root of a Bot API server, beginning with https://")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not _is_port(parts.netloc):
                raise ValueError("write it as smtp://user:password@host:port, or smtps:// where TLS comes at once")
        return value

    @field_validator("email_from")
    @classmethod
    def _an_email(cls, value: str | None) -> str | None:
        if value is not None and (email_address(value) is None or not value.isascii()):
            raise ValueError("write one address alone, for example care@example.org")
        return value

    @field_validator("listen", "metrics_listen")
    @classmethod
    def _host_and_port(cls, value: str | None) -> str | None:
        if value is not None:
            host_and_port(value)
        return value

    @property
    def as_organisation(self) -> Organisation:
        """What the rules of care need to know of us."""
        return Organisation(
            zone=ZoneInfo(self.timezone),
            language=self.language,
            country=self.country,
            workdays=working_days(self.workdays),
            joint_leave=self.joint_leave is Switch.ON,
            name=self.organisation,
        )


def load(folder: Path | None = None) -> Settings:
    """The settings; ``OperatorError`` names the variable that is wrong and says what to write."""
    try:
        return Settings(_env_file=(folder or Path()) / ".env")
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = "RAWAT_" + str(fault["loc"][0]).upper()
        reason = str(fault["msg"]).removeprefix("Value error, ")
        raise OperatorError(f"{name} cannot be used: {reason}. .env.example explains it.") from None
    except (OSError, UnicodeError):
        raise OperatorError("The file .env cannot be read as text; write it anew, as .env.example shows.") from None


@cache
def _zones() -> frozenset[str]:
    # Found by walking through the machine's folders.
    return frozenset(available_timezones())


def working_days(text: str) -> frozenset[int]:
    """``mon-fri`` or ``mon,tue,sat`` as weekday numbers, Monday 0; ``ValueError`` for anything else."""
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            raise ValueError("write days like mon-fri or mon,tue,sat")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days.update(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    return frozenset(days)


def _is_port(netloc: str) -> bool:
    """Whether what follows the host is a port, or nothing."""
    port = netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]
    return not port or (port.isdigit() and 0 < int(port) <= 65535)


def host_and_port(text: str) -> tuple[str, int]:
    """``127.0.0.1:8080`` in two; ``ValueError`` for anything else."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdigit() or int(port) > 65535:
        raise ValueError("write a host and a port, for example 127.0.0.1:8080")
    return host.strip("[]"), int(port)
