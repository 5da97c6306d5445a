"""A press of a button about a letter, and what every dialogue does with one.

Whose the button is (staff's or the citizen's) decides in whose name it acts; what an act needs
decides how its dialogue goes (the other modules here). Rights are asked of the rules at every
press: a button shown is no right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from aiogram.types import CallbackQuery

from handlers.staff.pressing import done_words, give, message_of, redraw, seen_by
from handlers.telegram.access import Visit
from letters.acts import Act, Look
from letters.commands import Command
from letters.inputs import Input, Step
from letters.letter import Letter
from letters.workflow import NotAllowed, decide
from mailroom.perform import AlreadyDone, Done, consider
from storage.conversations import Conversation
from views.keyboards import plain
from views.menus import paged
from views.page import Button
from views.presses import OnLetter


@dataclass(frozen=True, slots=True)
class Press:
    """One press: on which letter, which step of which act. `name`: the step's on the wire.

    `number`: the page of a menu, or a place in a list, that the button bore.
    """

    query: CallbackQuery
    data: OnLetter
    visit: Visit
    letter: Letter
    act: Act
    step: Step
    name: str
    number: int | None = None

    @property
    def what(self) -> str:
        """Returns what the button bore besides."""
        return self.data.what

    @property
    def message(self) -> int | None:
        """Returns the message pressed on."""
        return message_of(self.query)

    @property
    def page(self) -> int:
        """Returns the page of the menu asked for, from 0."""
        return self.number or 0

    async def may(self) -> Letter:
        """Returns the letter if staff may do this act now; shows a stale card anew.

        Raises NotAllowed or AlreadyDone, as the act itself would.
        """
        actor = self.visit.acting_on(self.letter, self.act.command)
        seen = seen_by(self.act, self.data.seen)
        try:
            return await consider(self.visit.room, self.letter.id, self.act.command, actor, seen)
        except (AlreadyDone, NotAllowed):
            await redraw(self.visit, self.letter.id)
            raise

    async def do(self, command: Command, *, ends: bool = False) -> Done:
        """Does the act in a staff member's name and says so. `ends`: a question ends with it."""
        ended = (self.visit.chat, self.visit.person) if ends else None
        done = await give(self.visit, self.letter.id, self.act, command, self.data.seen, ends=ended)
        await self.toast(done_words(self.visit, done.letter, self.act.command))
        return done

    def possible(self, command: Command) -> bool:
        """Returns whether the rules would take this very command now: else it is not offered."""
        visit, room = self.visit, self.visit.room
        try:
            actor = visit.acting_on(self.letter, self.act.command)
            decide(self.letter, command, actor, room.now(), room.office)
        except NotAllowed:
            return False
        return True

    async def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answers the press."""
        await self.visit.speaker.toast(self.query.id, text, alert=alert)

    def button(self, step: Step, text: str, what: str = "", number: int | None = None) -> Button:
        """Returns a button for a step of this act's dialogue."""
        return plain(text, self.letter, self.act.wire(step, number), what)

    async def show(
        self,
        choices: Sequence[Button],
        *,
        in_a_row: int = 1,
        page: int | None = None,
        above: Sequence[Button] = (),
        turning: tuple[str, str] | None = None,
    ) -> None:
        """Shows a menu in the place of the card's buttons, on the page asked for.

        To turn the page is to press the same button again with the page's number; `turning`: to
        press another (what it is called on the wire, and what it bears).
        """
        wire, what = turning or (self.name, self.what)
        keyboard = paged(
            self.visit.words,
            choices,
            self.page if page is None else page,
            lambda number: plain("", self.letter, f"{wire}{number}", what).press,
            in_a_row=in_a_row,
            above=[above],
            below=[[plain(self.visit.words("act-back"), self.letter, Look.BACK)]],
        )
        if self.message is not None:
            await self.visit.speaker.edit_buttons(self.visit.chat, self.message, keyboard)
        await self.toast()

    async def back(self) -> None:
        """Shows the card again, as the letter now stands."""
        await redraw(self.visit, self.letter.id)
        await self.toast()

    async def takes_buttons_off(self) -> None:
        """The message pressed on keeps its words and loses its buttons."""
        if self.message is not None:
            await self.visit.speaker.edit_buttons(self.visit.chat, self.message)


def waiting(visit: Visit, letter: int, topics: Sequence[str]) -> Conversation:
    """Returns what somebody was asked about a letter. NotAllowed where it was something else."""
    asked = visit.asked
    if asked is None or asked.topic not in topics or asked.facts["letter"] != letter:
        raise NotAllowed("menu-outdated")
    return asked


Need = TypeVar("Need", bound=Input)


def needs(act: Act, kind: type[Need]) -> Need:
    """Returns what an act needs; its dialogue was found by that (handlers/acts/__init__.py)."""
    if not isinstance(act.needs, kind):
        raise TypeError(f"{act.name} needs {type(act.needs).__name__}")
    return act.needs
