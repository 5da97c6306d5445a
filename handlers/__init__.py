"""The conversation: aiogram routers by role. They parse, ask the mailroom, show. No rules here."""

from aiogram import Router

from handlers import acts
from handlers.citizen import everybody, following, own_data, writing
from handlers.office import banning, figures, ledger, staffing
from handlers.staff import dates, digest, lists, replying
from handlers.telegram import blocking, errors, groups
from handlers.telegram.access import Access


def all_routers(access: Access) -> list[Router]:
    """Returns every router, newly made, in the order in which they are asked.

    The citizen's comes last: it takes whatever nobody before it wanted.
    """
    return [
        errors.router(access),
        blocking.router(),
        _as_one(
            writing.presses(),
            groups.router(),
            lists.router(),
            dates.router(),
            digest.router(),
            staffing.router(),
            figures.router(),
            ledger.router(),
            banning.router(),
            everybody.router(),
            own_data.router(),
            acts.router(),
            replying.router(),
        ),
        following.router(),
        writing.router(),
    ]


def _as_one(*routers: Router) -> Router:
    """Returns one router with the handlers of all, in their order.

    To pass a router by costs an update as much as ten of its handlers. Filters of a whole router
    are not taken over: those that have one stand by themselves.
    """
    found = Router(name="all")
    for router in routers:
        for kind, observer in router.observers.items():
            found.observers[kind].handlers.extend(observer.handlers)
    return found
