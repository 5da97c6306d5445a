"""Trouble on request: what a bot must live through when Telegram or the wire fails.

A fault waits for the calls it fits (method pattern, chat) and is used up after so many of them,
or when its time on the world's clock is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fnmatch import fnmatch

from simulator.clock import Clock


class Trouble(StrEnum):
    SERVER_ERROR = "server_error"  # 5xx, nothing done
    PAGE = "page"  # a page of some server before Telegram, in place of an answer; nothing done
    TOO_MANY_REQUESTS = "too_many_requests"  # 429, nothing done
    SILENCE = "silence"  # nothing done and no answer: the bot's own timeout ends it
    CUT_BEFORE = "cut_before"  # the connection breaks, nothing done
    CUT_AFTER = "cut_after"  # done, but the connection breaks before the answer
    SLOW = "slow"  # done and answered, after `delay_ms` (only the server waits)


@dataclass(slots=True, eq=False)
class Fault:
    trouble: Trouble
    times: int | None = 1  # None: as often as it fits
    method: str = "*"  # a pattern: "sendMessage", "send*"
    chat_id: int | None = None
    until: datetime | None = None
    error_code: int = 502
    retry_after: int = 5
    delay_ms: int = 0

    def fits(self, method: str, chat_id: int | None, now: datetime) -> bool:
        """Return whether this call meets the fault."""
        return (
            (self.until is None or now < self.until)
            and fnmatch(method.lower(), self.method.lower())
            and (self.chat_id is None or self.chat_id == chat_id)
        )


class Faults:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[Fault] = []

    def next(
        self,
        trouble: Trouble,
        times: int | None = 1,
        *,
        method: str = "*",
        chat_id: int | None = None,
        lasting: timedelta | None = None,
        error_code: int = 502,
        retry_after: int = 5,
        delay_ms: int = 0,
    ) -> Fault:
        """Ask for trouble on the next `times` fitting calls (None: all while it is `lasting`)."""
        until = self._clock.now() + lasting if lasting else None
        fault = Fault(trouble, times, method, chat_id, until, error_code, retry_after, delay_ms)
        self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        """End all trouble."""
        self._waiting.clear()

    def waiting(self) -> list[Fault]:
        """Return the faults still in force."""
        now = self._clock.now()
        self._waiting = [f for f in self._waiting if f.until is None or now < f.until]
        return list(self._waiting)

    def meet(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault this call meets, using it up once; None for a quiet line."""
        if not self._waiting:
            return None
        now = self._clock.now()
        for fault in self.waiting():
            if not fault.fits(method, chat_id, now):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault
        return None
