"""Files that come with letters: which the office takes, and what they are called on a disk."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from letters.letter import KeptPart, Part, PartKind

MOST = 80
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
ENDINGS = MappingProxyType(
    {
        PartKind.PHOTO: ".jpg",
        PartKind.VOICE: ".ogg",
        PartKind.VIDEO: ".mp4",
        PartKind.VIDEO_NOTE: ".mp4",
        PartKind.ANIMATION: ".mp4",
        PartKind.AUDIO: ".mp3",
        PartKind.STICKER: ".webp",
    }
)
"""What Telegram makes of files that come without a name."""


def safe_name(part: Part) -> str:
    """Returns a name for a part's file that is safe on any disk and shows its true ending.

    No folders, no control or direction characters (which hide an ending), at most 80 characters.
    """
    own = "" if part.kind is PartKind.STICKER else part.file_name or ""
    cleaned = UNSAFE.sub("_", own.replace("\\", "/").rpartition("/")[2]).strip(" ._")
    if not cleaned:
        return part.kind.value + ENDINGS.get(part.kind, "")
    ending = PurePosixPath(cleaned).suffix[:16]
    return PurePosixPath(cleaned).stem[: MOST - len(ending)] + ending


def numbered(number: str, files: Sequence[KeptPart]) -> dict[int, str]:
    """Returns a letter's files' names on a disk, by the part's id: SZ-2026-000001-02-photo.jpg."""
    return {
        kept.id: f"{number}-{place:02d}-{safe_name(kept.part)}"
        for place, kept in enumerate(files, start=1)
    }


def ending_of(part: Part) -> str:
    """Returns a named file's ending, small, with its dot: ".exe"; "" for none."""
    return PurePosixPath(safe_name(part)).suffix.lower()
