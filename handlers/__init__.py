"""The conversation: aiogram routers by role. They parse, ask the mailroom, show. No rules here."""

from aiogram import Router

from handlers import citizen, errors
from handlers.access import Access


def all_routers(access: Access) -> list[Router]:
    """Returns every router, newly made, in the order in which they are asked."""
    return [errors.router(access), citizen.router()]
