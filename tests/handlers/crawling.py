"""Somebody who presses every button they are shown, and answers what they are asked.

Knows no act by name: a button leads to a menu, a question, a message with further buttons, or to
its end; what its end must be is read from the table of acts.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from letters.acts import Act, Look, acts_of, pressed
from letters.inputs import AnotherLetter, Step
from letters.letter import Letter
from letters.people import Actor
from letters.procedure import procedure_of
from letters.workflow import permitted
from simulator.chats import Button, Message
from simulator.people import Person
from simulator.town import Town
from tests.handlers.talk import acts_of as events_of
from tests.texts.test_words import messages
from texts import Words

PLAIN = Words("zh")
REFUSALS = frozenset(
    PLAIN(name)
    for name, variables in messages("zh").items()
    if name.startswith("refused-") and not variables
)
SAID = "请尽快办理"
MOST_SAID = 4  # questions in one dialogue


@dataclass
class Crawler:
    """`fresh` makes a letter as it is to be found, `shown` its card; `other` is an open letter.

    A group's card bears what any of its readers may do; each presses what is theirs. `thorough`:
    every choice of a menu, not the first alone.
    """

    office: Town
    person: Person
    actor: Actor
    fresh: Callable[[], Awaitable[Letter]]
    shown: Callable[[Letter], Awaitable[Message]]
    other: Letter
    thorough: bool
    menus: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    ends: list[tuple[str, ...]] = field(default_factory=list)

    async def crawl(self) -> list[tuple[str, ...]]:
        """Presses all there is, and returns the ways gone, each by its labels."""
        letter = await self.fresh()
        card = await self.shown(letter)
        waiting: list[tuple[int, ...]] = [
            (place,) for place, root in enumerate(card.buttons) if self._theirs(letter, root)
        ]
        while waiting:
            waiting += await self._go(waiting.pop())
        return self.ends

    async def _go(self, way: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Goes one way to its end, always on by the first button; returns the ways left aside."""
        letter = await self.fresh()
        card = await self.shown(letter)
        at: Message | None = card
        aside: list[tuple[int, ...]] = []
        labels: tuple[str, ...] = ()
        root = card.buttons[way[0]]
        first = [button.data for button in card.buttons]
        depth = 0
        while at is not None:
            if depth == len(way):
                if self._new_menu(root, at):
                    aside += [(*way, place) for place in range(1, len(at.buttons))]
                way = (*way, 0)
            button = at.buttons[way[depth]]
            labels += (button.text,)
            at = await self._press(letter, root, button, at, card, first)
            depth += 1
        self.ends.append(labels)
        return aside

    async def _press(
        self,
        letter: Letter,
        root: Button,
        button: Button,
        at: Message,
        card: Message,
        first: list[str | None],
    ) -> Message | None:
        """Presses, answers what is asked, and returns where it goes on; None where it is done."""
        assert button.data is not None
        before, newest = await events_of(self.office, letter.number), self.person.last.message_id
        were = [b.data for b in at.buttons]
        press = await self.person.forges(button.data, at)
        assert press.answer is not None, button
        assert press.answer.text not in REFUSALS, (letter.state, button, press.answer.text)
        for _ in range(MOST_SAID):
            happened = (await events_of(self.office, letter.number))[len(before) :]
            if happened:
                assert self._promised(letter, root) & set(happened), (button, happened)
                return None
            new = [m for m in self.person.screen() if m.message_id > newest]
            asked = next((m for m in reversed(new) if "force_reply" in (m.markup or {})), None)
            if asked is None:
                break
            newest = self.person.last.message_id
            typed = any(isinstance(a.needs, AnotherLetter) for a in self._acts(letter, root))
            await self.person.says(self.other.number if typed else SAID, reply_to=asked)
        further = [m for m in new if m is not at and self._about(letter, m)]
        if further and str(button.data).split(":")[1] not in set(Look):
            return further[-1]
        now = [b.data for b in at.buttons]
        if now not in (were, first) and not at.deleted and self._about(letter, at):
            return at
        self._only_shown(letter, button, new, [b.data for b in card.buttons] == first)
        return None

    def _new_menu(self, root: Button, at: Message) -> bool:
        """Whether all of this menu is pressed; a menu seen before is gone through by one way."""
        menu = (root.text, frozenset(str(b.data).split(":")[1] for b in at.buttons))
        new = self.thorough and menu not in self.menus
        self.menus.add(menu)
        return new

    def _acts(self, letter: Letter, root: Button) -> tuple[Act, ...]:
        do = str(root.data).split(":")[1]
        table = acts_of(letter)
        return tuple(one.act for one in pressed(do, table))

    def _theirs(self, letter: Letter, root: Button) -> bool:
        office = self.office.app.room.office
        today = office.local_date(self.office.world.clock.now())
        acts = self._acts(letter, root)
        may = permitted(letter, self.actor, today, office)
        in_group = self.person.chat.id < 0
        return not (in_group and acts) or any(act.command in may for act in acts)

    def _promised(self, letter: Letter, root: Button) -> set[str]:
        moves = procedure_of(letter).moves
        return {moves[act.command].event for act in self._acts(letter, root)}

    def _about(self, letter: Letter, message: Message) -> bool:
        return any(f":{letter.id}:" in (b.data or "") for b in message.buttons)

    def _only_shown(self, letter: Letter, button: Button, new: list[Message], back: bool) -> None:
        """What has done nothing was to do nothing: it looks, goes back, drops, or is so already."""
        do = str(button.data).split(":")[1]
        table = acts_of(letter)
        steps = {one.step for one in pressed(do, table)}
        if do == Look.BACK or button.text.startswith("✓"):
            assert back, button
        elif do in set(Look) - {Look.DROP}:
            assert new, button
        else:
            assert do == Look.DROP or steps == {Step.DROPPED}, (letter.state, button)
