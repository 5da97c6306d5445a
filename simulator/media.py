"""Files of the pretend Telegram: bytes, their identifiers, and how messages show them."""

import mimetypes
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulator.refusals import Json, Refusal, bad_request

MOST_SENT = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
MOST_FETCHED = 20 * 1024 * 1024


class MediaKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"


_FOLDERS = {
    MediaKind.PHOTO: "photos",
    MediaKind.DOCUMENT: "documents",
    MediaKind.VIDEO: "videos",
    MediaKind.ANIMATION: "animations",
    MediaKind.AUDIO: "music",
    MediaKind.VOICE: "voice",
    MediaKind.VIDEO_NOTE: "video_notes",
    MediaKind.STICKER: "stickers",
}
_ENDINGS = {
    MediaKind.PHOTO: ".jpg",
    MediaKind.VOICE: ".oga",
    MediaKind.VIDEO: ".mp4",
    MediaKind.ANIMATION: ".mp4",
    MediaKind.VIDEO_NOTE: ".mp4",
    MediaKind.AUDIO: ".mp3",
    MediaKind.STICKER: ".webp",
}


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes
    mime: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    number: int
    kind: MediaKind
    name: str
    mime: str
    data: bytes
    width: int = 640
    height: int = 480
    duration: int = 3
    claimed: int | None = None  # a size to claim, for files too large to keep in a test

    @property
    def size(self) -> int:
        """Return the size in bytes, as Telegram states it."""
        return len(self.data) if self.claimed is None else self.claimed

    @property
    def file_id(self) -> str:
        """Return the identifier a bot may send again."""
        return f"SIM{self.kind.name.title().replace('_', '')}AAxkB{self.number:08d}"

    @property
    def unique_id(self) -> str:
        """Return the identifier that is the same for every bot, and good for nothing else."""
        return f"AQAD{self.number:08d}"

    @property
    def path(self) -> str:
        """Return the path under /file/bot<token>/."""
        ending = "." + self.name.rpartition(".")[2] if "." in self.name else ""
        return f"{_FOLDERS[self.kind]}/file_{self.number}{_ENDINGS.get(self.kind, ending)}"

    def content(self) -> Json:
        """Return the part of a message that shows this file."""
        return _SHOWN[self.kind](self)


class Files:
    """All files by identifier and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(
        self,
        kind: MediaKind,
        upload: Upload,
        *,
        duration: int = 3,
        claimed_size: int | None = None,
    ) -> StoredFile:
        """Store bytes and return the file. Raises Refusal for what Telegram would not take."""
        if not upload.data and not claimed_size:
            raise bad_request("file must be non-empty")
        if len(upload.data) > MOST_SENT:
            raise Refusal(413, "Request Entity Too Large")
        width, height = 640, 480
        if kind is MediaKind.PHOTO:
            if len(upload.data) > MOST_PHOTO:
                raise bad_request("too big for a photo")
            size = picture_size(upload.data)
            if size is None:
                raise bad_request("IMAGE_PROCESS_FAILED")
            width, height = size
        guessed = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        mime = upload.mime or guessed
        file = StoredFile(
            len(self._by_path) + 1,
            kind,
            upload.name,
            mime,
            upload.data,
            width,
            height,
            duration,
            claimed_size,
        )
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file
        return file

    def by_id(self, file_id: str) -> StoredFile | None:
        """Return the file with this identifier, None if there is none."""
        return self._by_id.get(file_id)

    def forget_all(self) -> None:
        """Know no file by its identifier any more, as for a bot that is another one."""
        self._by_id.clear()

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file at this path, None if there is none."""
        return self._by_path.get(path)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF, JPEG, BMP or WebP; None when it is no picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data) or (640, 480)
    if data.startswith(b"BM") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return 640, 480
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _common(file: StoredFile) -> Json:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
    }


def _photo(file: StoredFile) -> Json:
    sizes = {"width": file.width, "height": file.height}
    return {"photo": [{**_common(file), **sizes}]}


def _named(file: StoredFile) -> Json:
    return {**_common(file), "file_name": file.name, "mime_type": file.mime}


def _moving(file: StoredFile) -> Json:
    sizes = {"width": file.width, "height": file.height, "duration": file.duration}
    return {**_named(file), **sizes}


_SHOWN: dict[MediaKind, Callable[[StoredFile], Json]] = {
    MediaKind.PHOTO: _photo,
    MediaKind.DOCUMENT: lambda f: {"document": _named(f)},
    MediaKind.VIDEO: lambda f: {"video": _moving(f)},
    # old clients read an animation as a document, so Telegram sends both
    MediaKind.ANIMATION: lambda f: {"animation": _moving(f), "document": _named(f)},
    MediaKind.AUDIO: lambda f: {"audio": {**_named(f), "duration": f.duration}},
    MediaKind.VOICE: lambda f: {
        "voice": {**_common(f), "mime_type": "audio/ogg", "duration": f.duration}
    },
    MediaKind.VIDEO_NOTE: lambda f: {
        "video_note": {**_common(f), "length": 240, "duration": f.duration}
    },
    MediaKind.STICKER: lambda f: {
        "sticker": {
            **_common(f),
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        }
    },
}
