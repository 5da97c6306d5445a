"""The office's daily work in a story: who presses what, letter by letter."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime

from simulator.lives import Life
from simulator.people import Person
from simulator.town import Town
from texts import Words

ZH = Words("zh")
ANSWER = "您好!您反映的问题已经处理:{text}我们已派人现场解决,感谢您的监督。"
Act = Callable[[], Awaitable[None]]


class Desk:
    """Plays letters' lives in a town. `numbers`: the register numbers given so far, in order."""

    def __init__(self, found: Town) -> None:
        self._town = found
        self._citizens: dict[int, Person] = {}
        self.numbers: list[str] = []
        self._number: dict[int, str] = {}

    def acts_of(self, life: Life) -> Iterator[tuple[datetime, Act]]:
        """Everything that happens to one letter, each with its instant."""
        steps: list[tuple[datetime | None, Callable[[Life], Awaitable[None]]]] = [
            (life.sent_at, self._sends),
            (life.triaged_at, self._triages),
            (life.signed_at, self._signs),
            (life.drafted_at, self._drafts),
            (life.approved_at, self._approves),
            (life.withdrawn_at, self._withdraws),
            (life.rated_at, self._rates),
        ]
        for instant, step in steps:
            if instant is not None:
                yield instant, lambda step=step: step(life)
