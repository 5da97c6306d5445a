"""The Bot API's one entrance: a token and a call go in, a status and a JSON body come out.

The same for the server and the in-process session. Faults are met here; waiting is left to them.
"""

from dataclasses import dataclass

from simulator import asking, changing, fetching, menus, sending, topics
from simulator.call import Call, Method
from simulator.chats import Bot
from simulator.faults import Fault, Trouble
from simulator.refusals import Json, Refusal, too_many_requests
from simulator.telegram import Telegram

METHODS: dict[str, Method] = {
    **sending.METHODS,
    **changing.METHODS,
    **asking.METHODS,
    **menus.METHODS,
    **topics.METHODS,
    **fetching.METHODS,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot gets. With `lost` it gets nothing: the wire failed; see the fault."""

    status: int
    body: Json
    fault: Fault | None = None

    @property
    def page(self) -> str | None:
        """What comes in place of the body, where something before Telegram answers."""
        if self.fault is None or self.fault.trouble is not Trouble.PAGE:
            return None
        return f"<html><h1>{self.status} Bad Gateway</h1></html>"

    @property
    def lost(self) -> bool:
        """Whether the answer never reaches the bot."""
        silent = (Trouble.SILENCE, Trouble.CUT_BEFORE, Trouble.CUT_AFTER)
        return self.fault is not None and self.fault.trouble in silent


def bot_with(telegram: Telegram, token: str) -> Bot:
    """Return the bot of a token. Raises Refusal 401 for an unknown one, 404 for no token."""
    bot = telegram.known.bots.get(token)
    if bot is None:
        raise Refusal(401, "Unauthorized") if ":" in token else Refusal(404, "Not Found")
    return bot


def answer(telegram: Telegram, token: str, call: Call) -> Answer:
    """Carry out a call, or the fault it meets, and return what the bot gets."""
    try:
        bot = bot_with(telegram, token)
        telegram.calls[call.method] += 1
        method = METHODS.get(call.method.lower())
        if method is None:
            raise Refusal(404, "Not Found")
        fault = telegram.faults.meet(call.method, call.chat_id())
        if fault is not None:
            refused = _refused(fault)
            if refused is not None:
                return refused
        result = method(telegram, bot, call)
    except Refusal as refusal:
        return Answer(refusal.code, refusal.body())
    return Answer(200, {"ok": True, "result": result}, fault)


def _refused(fault: Fault) -> Answer | None:
    """Return the answer of a fault that keeps the call from being done, else None."""
    match fault.trouble:
        case Trouble.SERVER_ERROR | Trouble.PAGE:
            words = {500: "Internal Server Error", 502: "Bad Gateway"}
            refusal = Refusal(fault.error_code, words.get(fault.error_code, "Service Unavailable"))
        case Trouble.TOO_MANY_REQUESTS:
            refusal = too_many_requests(fault.retry_after)
        case Trouble.SILENCE | Trouble.CUT_BEFORE:
            refusal = Refusal(500, "no answer")
        case Trouble.CUT_AFTER | Trouble.SLOW:
            return None
    return Answer(refusal.code, refusal.body(), fault)
