"""How much one citizen may send, and what: so that one cannot keep the office from the others."""

from dataclasses import dataclass

from letters.letter import Part, PartKind

MEGABYTE = 1024 * 1024
NO_FILES = frozenset({PartKind.TEXT, PartKind.LOCATION, PartKind.CONTACT, PartKind.STICKER})


@dataclass(frozen=True, slots=True)
class Limits:
    """Configured by the office. `megabytes`: of one file; Telegram lets bots fetch up to 20.

    `same_letter_hours`: so long the same words again are pointed to the first letter; 0 for never.
    """

    letters_a_day: int = 10
    messages_an_hour: int = 100
    files_a_letter: int = 20
    megabytes: int = 20
    same_letter_hours: int = 24


def is_file(part: Part) -> bool:
    """Returns whether a part is a file the office would have to keep."""
    return part.kind not in NO_FILES


def is_too_large(part: Part, limits: Limits) -> bool:
    """Returns whether a file is larger than the office takes."""
    return is_file(part) and (part.file_size or 0) > limits.megabytes * MEGABYTE
