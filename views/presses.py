"""What a button says when pressed: typed, at most 64 bytes, checked again at the press.

Clients can send any data: nothing here is trusted, it only names what is asked for. The format is
for ever, because buttons stand in chats for years: fields joined by ":", the kind of press first.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

MOST_BYTES = 64  # Telegram's limit
SEPARATOR = ":"
TYPED = "what"
"""The field that may bear what somebody typed, the separator among it."""
LIMITS = {"letter": 10**12, "writing": 10**12, "seen": 10**6, "page": 10**6}
"""What the numbers of a press stay below; its other fields are texts."""
MOST_DIGITS = 12


class PressTooLong(ValueError):
    """This does not fit into a button, or bears the sign that separates fields."""


@dataclass(frozen=True, slots=True)
class Press:
    """What all kinds of press have in common. Fields are texts and numbers, in the wire's order."""

    PREFIX: ClassVar[str]
    do: str

    def pack(self) -> str:
        """Returns what the button bears. Raises PressTooLong where it cannot."""
        said = {name: str(getattr(self, name)) for name in self.__match_args__}
        packed = SEPARATOR.join([self.PREFIX, *said.values()])
        split = any(SEPARATOR in text for name, text in said.items() if name != TYPED)
        if len(packed.encode()) > MOST_BYTES or split:
            raise PressTooLong(packed)
        return packed

    @classmethod
    def unpack(cls, packed: str) -> Self | None:
        """Returns the press, None for what is malformed or another kind's."""
        prefix, *said = packed.split(SEPARATOR)
        names = cls.__match_args__
        more = len(said) - len(names)
        if more > 0 and TYPED in names:
            at = names.index(TYPED)
            said[at : at + more + 1] = [SEPARATOR.join(said[at : at + more + 1])]
        if prefix != cls.PREFIX or len(said) != len(names):
            return None
        read: dict[str, Any] = {
            name: _read(name, text) for name, text in zip(names, said, strict=True)
        }
        return None if None in read.values() else cls(**read)


@dataclass(frozen=True, slots=True)
class OnLetter(Press):
    """Something about a letter, as it stood at revision `seen`. `do` names act or menu."""

    PREFIX = "l"
    letter: int
    seen: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class OnWriting(Press):
    """Something about a letter being written."""

    PREFIX = "w"
    writing: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class OnList(Press):
    """A page of a list."""

    PREFIX = "p"
    what: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class OnDigest(Press):
    """Something about a digest of reminders; its message says which letters it spoke of."""

    PREFIX = "d"


@dataclass(frozen=True, slots=True)
class OnStaff(Press):
    """Something about who works here: an invitation's code, a person's id."""

    PREFIX = "t"
    what: str = ""


@dataclass(frozen=True, slots=True)
class OnReport(Press):
    """Something about a report: its period ("2026Q1", "2026-01-05_2026-03-31"), kind, format."""

    PREFIX = "r"
    period: str
    report: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class OnSelf(Press):
    """Something about the person: language, deciding where a stray message belongs."""

    PREFIX = "s"
    what: str = ""


def _read(name: str, text: str) -> str | int | None:
    """Returns what a field bears, None for a number that is none or beyond its limit."""
    if name not in LIMITS:
        return text
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text) if int(text) < LIMITS[name] else None
