"""What a button says when pressed: typed, at most 64 bytes, checked again at the press.

Clients can send any data: nothing here is trusted, it only names what is asked for.
"""

from aiogram.filters.callback_data import CallbackData


class OnLetter(CallbackData, prefix="l"):
    """Something about a letter, as it stood at revision `seen`. `do` names act or menu."""

    do: str
    letter: int
    seen: int
    what: str = ""


class OnWriting(CallbackData, prefix="w"):
    """Something about a letter being written."""

    do: str
    writing: int
    what: str = ""


class OnList(CallbackData, prefix="p"):
    """A page of a list."""

    do: str
    what: str = ""
    page: int = 0


class OnSelf(CallbackData, prefix="s"):
    """Something about the person: language, deciding where a stray message belongs."""

    do: str
    what: str = ""
