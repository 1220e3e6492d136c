"""The library's calls over aiohttp: many at once, each with an end, and never a word of theirs in a log.

The library's own transport gets slower past some thirty open requests, and bounds each read, not the whole call.
"""

import asyncio
import io
import json
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.chat.pacing import PATIENCE, Pacing

LONGEST = 15.0
"""Seconds that a call may take, whole."""
CONNECTIONS = 256
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class TelegramRequest(BaseRequest):
    """Calls of one kind.

    *patient*: a 429 with a short wait is waited for here. *pacing* gives each message its turn.
    """

    def __init__(self, *, patient: bool = False, pacing: Pacing | None = None) -> None:
        self._patient = patient
        self._pacing = pacing
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that a call may take, whole."""
        return LONGEST

    async def initialize(self) -> None:
        """Opens the connections, when they are needed."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, limit_per_host=0),
                # Each call bounds itself: a poll is meant to last longer than a send.
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=True,
            )

    async def shutdown(self) -> None:
        """Closes them."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Makes one call; ``TimedOut`` or ``NetworkError`` where no whole answer came."""
        longest = read_timeout if isinstance(read_timeout, (int, float)) else LONGEST
        status, body = await self._paced(url, method, request_data, longest)
        if status == HTTPStatus.TOO_MANY_REQUESTS and self._patient:
            wait = _retry_after(body)
            if wait <= PATIENCE:
                await asyncio.sleep(wait)
                return await self._paced(url, method, request_data, longest)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer's JSON. Unlike the library's own, what cannot be read is not written to the log."""
        try:
            return json.loads(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error

    async def _call(self, url: str, method: str, data: RequestData | None, longest: float) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request was not initialized")
        body, headers = _body(data)
        try:
            async with (
                asyncio.timeout(longest),
                self._session.request(method, url, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Their messages can hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from None

    async def _paced(self, url: str, method: str, data: RequestData | None, longest: float) -> tuple[int, bytes]:
        chat_id = _chat(url, data)
        if self._pacing is None or chat_id is None:
            return await self._call(url, method, data, longest)
        status, body = await self._pacing.send(chat_id, lambda: self._call(url, method, data, longest))
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            await self._pacing.refused(chat_id, _retry_after(body))
        return status, body


def _chat(url: str, data: RequestData | None) -> int | None:
    """The chat to which a call sends a message; None for any other call."""
    if data is None or not url.rpartition("/")[2].startswith("send"):
        return None
    chat = data.parameters.get("chat_id")
    return chat if isinstance(chat, int) else None


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.url_encoded_parameters().encode(), _FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        # In a wrapping that is sent piece by piece: a large one would hold everything else up.
        part = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, part, filename=filename, content_type=kind)
    return form, {}


def _retry_after(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return PATIENCE + 1
