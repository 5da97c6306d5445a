"""How much one citizen may send, and what: so that one cannot keep the office from the others."""

from dataclasses import dataclass

from letters.attachments import ending_of
from letters.letter import Part, PartKind

MEGABYTE = 1024 * 1024
NO_FILES = frozenset({PartKind.TEXT, PartKind.LOCATION, PartKind.CONTACT, PartKind.STICKER})


PROGRAMS = (".apk", ".bat", ".cmd", ".com", ".exe", ".jar", ".js", ".msi", ".ps1", ".scr", ".vbs")
"""Endings of files that run when somebody in the office opens them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Configured by the office. `megabytes`: of one file; Telegram lets bots fetch up to 20.

    `refused_files`: endings of files nobody should open. `same_letter_hours`: so long the same
    words again are pointed to the first letter; 0 for never.
    """

    letters_a_day: int = 10
    messages_an_hour: int = 100
    files_a_letter: int = 20
    megabytes: int = 20
    same_letter_hours: int = 24
    refused_files: tuple[str, ...] = PROGRAMS


def is_file(part: Part) -> bool:
    """Returns whether a part is a file the office would have to keep."""
    return part.kind not in NO_FILES


def is_refused(part: Part, limits: Limits) -> bool:
    """Returns whether a file is of a sort the office does not take."""
    return is_file(part) and ending_of(part) in limits.refused_files


def is_too_large(part: Part, limits: Limits) -> bool:
    """Returns whether a file is larger than the office takes."""
    return is_file(part) and (part.file_size or 0) > limits.megabytes * MEGABYTE
