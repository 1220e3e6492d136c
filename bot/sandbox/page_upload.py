"""A file on its way from the page into the chat."""

from dataclasses import dataclass

from aiohttp import BodyPartReader, web

# Larger than what a bot may fetch (20 MB), so that the bot's own answer to that can be seen.
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_FIELD = 16_384


class TooLarge(Exception):
    """The file is over `LARGEST_FILE`."""


@dataclass(slots=True)
class Upload:
    """What the page's form holds."""

    person: int | None = None
    as_photo: bool = False
    caption: str = ""
    name: str = "file"
    mime: str | None = None
    content: bytes = b""


async def read_upload(request: web.Request) -> Upload:
    """Reads the form `person`, `as` (photo or document), `caption`, `file`. Raises TooLarge."""
    upload = Upload()
    if not request.content_type.startswith("multipart/"):
        return upload
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "file":
            upload.name = part.filename or upload.name
            upload.mime = part.headers.get("Content-Type")
            upload.content = await _read(part, LARGEST_FILE)
            continue
        value = (await _read(part, LARGEST_FIELD)).decode(errors="replace")
        if part.name == "person" and value.isdecimal():
            upload.person = int(value)
        elif part.name == "as":
            upload.as_photo = value == "photo"
        elif part.name == "caption":
            upload.caption = value
    return upload


async def _read(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(65_536):
        content += chunk
        if len(content) > most:
            raise TooLarge
    return bytes(content)
