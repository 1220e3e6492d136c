"""Files that people and bots sent, kept in memory."""

import hashlib
import mimetypes
import struct
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# The largest file a bot may fetch with getFile, in bytes (Bot API, getFile: 20 MB).
FETCH_LIMIT = 20 * 1024 * 1024
# The largest file a bot may send, in bytes (Bot API, sendDocument: 50 MB).
SEND_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file. `path` is what getFile answers as file_path."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes = field(repr=False)

    def as_json(self) -> Json:
        """What every kind of file has in common in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}

    def as_document(self) -> Json:
        """The Bot API's `Document`."""
        return {**self.as_json(), "file_name": self.name, "mime_type": self.mime}

    def as_photo(self) -> list[Json]:
        """The Bot API's array of `PhotoSize`, of one size."""
        width, height = image_size(self.content) or (320, 240)
        return [{**self.as_json(), "width": width, "height": height}]


class FileStore:
    """All files by id and by path. Ids begin with `prefix`, so that they differ after a restart."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, folder: str, name: str, content: bytes, mime: str | None = None) -> StoredFile:
        """Keeps a file in `folder` ("documents", "photos"); its type is guessed from the name unless given."""
        number = len(self._by_id) + 1
        guessed = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = name[name.rfind(".") :] if "." in name else ""
        stored = StoredFile(
            file_id=f"BQACAgUAAx{self._prefix}_{number}",
            unique_id=f"AgAD{hashlib.sha256(content).hexdigest()[:10]}{number}",
            path=f"{folder}/file_{number}{suffix}",
            name=name,
            mime=guessed,
            content=content,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def find_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or a JPEG; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return int(width), int(height)
        place += 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
    return None
