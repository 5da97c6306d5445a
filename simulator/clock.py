"""The pretend world's clock: it stands still until moved, or runs with real time plus an offset.

Every date in the simulator comes from here; nothing else asks the machine what time it is.
"""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """A movable clock. Frozen by default (tests, stories); `running=True` for the demo."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        self._base = _aware(start)
        self._since = time.monotonic()
        self._running = running

    @property
    def running(self) -> bool:
        """Whether time passes by itself."""
        return self._running

    def set_running(self, running: bool) -> None:
        """Let time pass by itself, or stop it where it is."""
        self.set(self.now())
        self._running = running

    def now(self) -> datetime:
        """Return the present instant of the pretend world, aware, in UTC."""
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def timestamp(self) -> int:
        """Return the present instant in whole seconds since 1970, as Telegram writes dates."""
        return int(self.now().timestamp())

    def move(self, by: timedelta) -> datetime:
        """Move the clock by so much and return the new instant."""
        return self.set(self.now() + by)

    def set(self, instant: datetime) -> datetime:
        """Put the clock on an aware instant and return it. Raises ValueError for a naive one."""
        self._base = _aware(instant)
        self._since = time.monotonic()
        return self._base


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("the pretend world needs an instant with its time zone")
    return instant.astimezone(UTC)
