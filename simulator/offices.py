"""The office's daily work in a story: who writes, presses and answers, letter by letter."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from functools import partial

from letters.letter import Kind
from simulator.chats import Message
from simulator.lives import Fate, Life
from simulator.people import Person
from simulator.town import DEPARTMENTS, Town
from simulator.world import Group
from texts import Words

ZH = Words("zh")
ANSWER = "您好!您反映的「{text}」我们已派人到现场处理,感谢您的监督。"
NAMES = {code: name for code, name, *_ in DEPARTMENTS}
Act = Callable[[], Awaitable[None]]


class Desk:
    """Plays letters' lives in a town, through the buttons everybody has."""

    def __init__(self, found: Town) -> None:
        self._town = found
        self._citizens: dict[Life, Person] = {}
        self._numbers: dict[Life, str] = {}

    @property
    def letters(self) -> int:
        """Returns how many letters have been sent so far."""
        return len(self._numbers)

    def acts_of(self, life: Life) -> Iterator[tuple[datetime, Act]]:
        """Everything that happens to one letter, each with its instant."""
        steps: list[tuple[datetime | None, Callable[[Life], Awaitable[None]]]] = [
            (life.sent_at, self._sends),
            (life.triaged_at, self._triages),
            (life.signed_at, self._signs),
            (life.drafted_at, self._answers),
            (life.approved_at, self._approves),
            (life.withdrawn_at, self._withdraws),
            (life.rated_at, self._rates),
        ]
        for instant, step in steps:
            if instant is not None:
                yield instant, partial(step, life)

    async def _sends(self, life: Life) -> None:
        """Writes the letter, chooses its kind, sends it; the receipt tells its number."""
        citizen = self._citizen(life)
        if life.fate is Fate.MERGED:
            await citizen.says("/new")  # the same matter once more, in a letter of its own
        await citizen.says(life.text)
        if life.kind is not Kind.INQUIRY:
            await citizen.presses(ZH("button-kind", kind=ZH("kind-inquiry")))
            await citizen.presses(ZH(f"kind-{life.kind}"))
        await citizen.presses(ZH("button-submit"))
        receipt = citizen.sees()[-1]
        self._numbers[life] = next(word for word in receipt.split() if "SZ-" in word)[-14:]

    def _citizen(self, life: Life) -> Person:
        """Returns who writes: the writer of a letter sent twice is one and the same."""
        if life not in self._citizens:
            twin = next(
                (one for one in self._citizens if (one.name, one.text) == (life.name, life.text)),
                None,
            )
            known = self._citizens.get(twin) if twin is not None else None
            self._citizens[life] = known or self._town.citizen(life.name)
        return self._citizens[life]

    def _card(self, group: Group, life: Life) -> Message:
        """Returns the newest message in a group with this letter's buttons."""
        head = f"{self._numbers[life]} · "  # a card of another letter may name this one too
        return next(m for m in reversed(group.messages) if head in m.text and m.buttons)

    async def _triages(self, life: Life) -> None:
        clerk, group = self._town.clerk, self._town.office
        match life.fate:
            case Fate.REFUSED:
                await clerk.presses(ZH("act-refuse"), on=self._card(group, life))
                await clerk.presses(ZH("refuse-reason-1"), on=self._card(group, life))
                await clerk.presses(ZH("advice-reason-1"), on=self._card(group, life))
                await clerk.presses(ZH("refuse-now"))
            case Fate.MERGED:
                await clerk.presses(ZH("act-merge"), on=self._card(group, life))
                await clerk.presses("👤 ", on=self._card(group, life))
                await clerk.presses("🔗 ", on=self._card(group, life))
            case _:
                lead = NAMES[life.department]
                await clerk.presses(ZH("act-assign"), on=self._card(group, life))
                await clerk.presses(lead, on=self._card(group, life))
                await clerk.presses(ZH("assign-now", lead=lead), on=self._card(group, life))

    def _department(self, life: Life) -> tuple[Person, Group]:
        people = self._town.people
        return {
            "roads": (people.zhao, people.roads),
            "water": (people.sun, people.water),
            "parks": (people.qian, people.parks),
        }[life.department]

    async def _signs(self, life: Life) -> None:
        officer, group = self._department(life)
        await officer.presses(ZH("act-sign"), on=self._card(group, life))

    async def _answers(self, life: Life) -> None:
        """Telegram's Reply to the card, then one confirmation."""
        officer, group = self._department(life)
        await officer.says(ANSWER.format(text=life.text), reply_to=self._card(group, life))
        await officer.presses(ZH("submit-draft"))

    async def _approves(self, life: Life) -> None:
        card = self._card(self._town.office, life)
        await self._town.clerk.presses(ZH("act-approve"), on=card)

    async def _withdraws(self, life: Life) -> None:
        citizen = self._citizen(life)
        await citizen.presses(ZH("act-my-withdraw"))
        await citizen.presses(ZH("act-my-withdraw-yes"))

    async def _rates(self, life: Life) -> None:
        await self._citizen(life).presses(ZH(f"rating-{life.rating}"))
