"""Logs: a constant message with ids as facts, no person's words, and no token wherever it may stand."""

import logging
import re
import sys
import traceback

LOUD = ("httpx", "httpcore", "telegram", "aiohttp", "asyncio", "alembic")
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


_QUOTING = frozenset({"sqlalchemy", "asyncpg", "aiosqlite", "sqlite3", "pydantic", "pydantic_core"})
"""Libraries whose errors quote the values at fault: notes, names, keys of rows. Their messages are left out."""


class Redaction(logging.Filter):
    """Takes bot tokens out of whatever is logged, tracebacks too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, redacted."""
        record.msg, record.args = redacted(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            error = record.exc_info[1]
            record.exc_text = redacted(traced(error)) if error is not None else None
        return True


class Facts(logging.Formatter):
    """Puts the facts of a record (its ``extra``) behind the message."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """One line."""
        facts = [f"{name}={value}" for name, value in vars(record).items() if name not in _OWN]
        return redacted(" ".join([super().formatMessage(record), *facts]))


def redacted(text: str) -> str:
    """The text with every bot token struck out."""
    return _TOKEN.sub("[token]", text)


def traced(error: BaseException) -> str:
    """An error with its stack and what it came from; of those that quote values, the class alone."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    parts = [*(["".join((traced(cause), "\n\nwhich led to:\n"))] if cause is not None else [])]
    parts.append("".join(traceback.format_tb(error.__traceback__)).rstrip())
    kind = type(error)
    quotes = any(one.__module__.partition(".")[0] in _QUOTING for one in kind.__mro__)
    said = "" if quotes else "".join(traceback.format_exception_only(kind, error)).strip()
    parts.append(said or f"{kind.__module__}.{kind.__qualname__}")
    if isinstance(error, BaseExceptionGroup):
        parts += [f"one of them:\n{traced(one)}" for one in error.exceptions]
    return "\n".join(part for part in parts if part)


def set_up_logs(level: int = logging.INFO) -> None:
    """Logs to standard error; libraries speak up for warnings alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Facts("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Redaction())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns of each tick at which a long run is still under way, which is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
