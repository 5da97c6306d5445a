"""Which presses a handler is asked about: a kind of press, and what it does."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery

from views.presses import SEPARATOR, Press

Pressed = Callable[[CallbackQuery], Awaitable[bool | dict[str, Press]]]


def pressed(kind: type[Press], *does: str) -> Pressed:
    """Returns a filter: is this a press of that kind which does one of these, or (none given)
    anything? With the press.

    The press comes as `callback_data`. A plain coroutine, as all our filters are
    (handlers/telegram/filters.py says why).
    """
    beginnings = tuple(SEPARATOR.join((kind.PREFIX, do)) for do in does or ("",))

    async def is_pressed(query: CallbackQuery) -> bool | dict[str, Press]:
        if query.data is None or not query.data.startswith(beginnings):
            return False
        press = kind.unpack(query.data)
        return (
            {"callback_data": press}
            if press is not None and (not does or press.do in does)
            else False
        )

    return is_pressed
