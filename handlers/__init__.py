"""The conversation: aiogram routers by role. They parse, ask the mailroom, show. No rules here."""

from aiogram import Router

from handlers import (
    acts,
    asking,
    assigning,
    banning,
    blocking,
    citizen,
    common,
    confirming,
    dates,
    digest,
    errors,
    figures,
    following,
    groups,
    ledger,
    lists,
    own_data,
    publishing,
    reasons,
    replying,
    staffing,
    triage,
)
from handlers.access import Access


def all_routers(access: Access) -> list[Router]:
    """Returns every router, newly made, in the order in which they are asked.

    The citizen's comes last: it takes whatever nobody before it wanted.
    """
    return [
        errors.router(access),
        blocking.router(),
        _as_one(
            citizen.presses(),
            groups.router(),
            lists.router(),
            dates.router(),
            digest.router(),
            staffing.router(),
            figures.router(),
            ledger.router(),
            banning.router(),
            common.router(),
            own_data.router(),
            acts.router(),
            assigning.router(),
            triage.router(),
            reasons.router(),
            asking.router(),
            confirming.router(),
            publishing.router(),
            replying.router(),
        ),
        following.router(),
        citizen.router(),
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
