"""What the mailroom works with: the archive, the office as configured, a clock, a bell.

Made once by the front door and handed to every handler and sweep; holds no state of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from letters.office import Office
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Mailroom:
    """`now` returns the present instant, UTC; `ring` tells the pump that something waits."""

    database: Database
    office: Office
    now: Callable[[], datetime]
    ring: Callable[[], None]
