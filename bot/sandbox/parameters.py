"""The parameters of a call: read in the four ways that the Bot API takes them, and typed.

Query string, application/x-www-form-urlencoded, application/json, multipart/form-data (Bot API, "Making requests").
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox.files import SEND_LIMIT
from bot.sandbox.refusals import Refusal, bad_request

Json = dict[str, Any]

# A little more than the largest file, for the other fields beside it.
BODY_LIMIT = SEND_LIMIT + 1024 * 1024
_INTEGER = re.compile(r"[+-]?\d{1,19}")
_TRUE = frozenset({"true", "1", "yes"})
_FALSE = frozenset({"false", "0", "no", ""})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str | None = None

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {len(self.content)} bytes)"


async def read_parameters(request: web.Request) -> Json:
    """The parameters as they came: texts, uploads, and from a JSON body whatever JSON has."""
    found: Json = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.body_exists:
        return found
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            return found | await _read_parts(request)
        body = await request.read()
        if kind == "application/json":
            return found | _read_json(body)
        if kind == "application/x-www-form-urlencoded":
            return found | dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad_request("can't parse multipart/form-data") from None
    return found


def _read_json(body: bytes) -> Json:
    try:
        found = json.loads(body) if body.strip() else {}
    except json.JSONDecodeError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("can't parse request: JSON object expected")
    return {name: value for name, value in found.items() if value is not None}


async def _read_parts(request: web.Request) -> Json:
    found: Json = {}
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(65_536):
            content += chunk
            total += len(chunk)
            if total > BODY_LIMIT:
                raise Refusal(413, "Request Entity Too Large")
        if part.filename is not None:
            found[part.name] = Upload(part.filename, bytes(content), part.headers.get("Content-Type"))
        else:
            found[part.name] = content.decode()
    return found


def typed(kind: str, name: str, value: Any) -> Any:
    """A value as the documentation types it. Raises Refusal where it is not of the kind.

    Kinds: `int`, `str`, `bool`, `float`, `chat` (a number or @username), `object`, `array`, `file`.
    """
    result = _CASTS[kind](value)
    if result is None:
        raise bad_request(f"can't parse {name}: {_EXPECTED[kind]} expected")
    return result


def _integer(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        value = int(value)
    return value if isinstance(value, int) and abs(value) < 2**63 else None


def _string(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    # Telegram takes control characters out of every text.
    return value.replace("\r", "").replace("\0", "") if "\r" in value or "\0" in value else value


def _boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).lower() if isinstance(value, str | int) else None
    return True if word in _TRUE else False if word in _FALSE else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _chat(value: Any) -> int | str | None:
    if isinstance(value, str) and re.fullmatch(r"@\w{4,32}", value):
        return value
    return _integer(value)


def _structure(expected: type) -> Any:
    def cast(value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except json.JSONDecodeError:
                return None
        return value if isinstance(value, expected) else None

    return cast


def _file(value: Any) -> Upload | str | None:
    return value if isinstance(value, Upload | str) else None


_CASTS: dict[str, Any] = {
    "int": _integer,
    "str": _string,
    "bool": _boolean,
    "float": _number,
    "chat": _chat,
    "object": _structure(dict),
    "array": _structure(list),
    "file": _file,
}
_EXPECTED = {
    "int": "an integer",
    "str": "a string",
    "bool": "a boolean",
    "float": "a number",
    "chat": "a chat identifier or @username",
    "object": "a JSON object",
    "array": "a JSON array",
    "file": "a file",
}
