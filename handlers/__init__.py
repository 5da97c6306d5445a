"""The conversation: aiogram routers by role. They parse, ask the mailroom, show. No rules here."""

from aiogram import Router

from handlers import blocking, citizen, common, errors, following
from handlers.access import Access


def all_routers(access: Access) -> list[Router]:
    """Returns every router, newly made, in the order in which they are asked.

    The citizen's comes last: it takes whatever nobody before it wanted.
    """
    return [
        errors.router(access),
        blocking.router(),
        common.router(),
        following.router(),
        citizen.router(),
    ]
