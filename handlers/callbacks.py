"""What a button says when pressed: typed, at most 64 bytes, checked again at the press.

Clients can send any data: nothing here is trusted, it only names what is asked for.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=10**12)]
Revision = Annotated[int, Field(ge=0, lt=10**6)]


class OnLetter(CallbackData, prefix="l"):
    """Something about a letter, as it stood at revision `seen`. `do` names act or menu."""

    do: str
    letter: Id
    seen: Revision
    what: str = ""


class OnWriting(CallbackData, prefix="w"):
    """Something about a letter being written."""

    do: str
    writing: Id
    what: str = ""


class OnList(CallbackData, prefix="p"):
    """A page of a list."""

    do: str
    what: str = ""
    page: Revision = 0


class OnDigest(CallbackData, prefix="d"):
    """Something about a digest of reminders; its message says which letters it spoke of."""

    do: str


class OnStaff(CallbackData, prefix="t"):
    """Something about who works here: an invitation's code, a person's id."""

    do: str
    what: str = ""


class OnReport(CallbackData, prefix="r"):
    """Something about a report: its period ("2026Q1", "2026-01-05_2026-03-31"), kind, format."""

    do: str
    period: str
    report: str = ""
    output: str = ""


class OnSelf(CallbackData, prefix="s"):
    """Something about the person: language, deciding where a stray message belongs."""

    do: str
    what: str = ""
