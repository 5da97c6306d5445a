"""Where a move happens and what it brings about: the values that pass between table and moves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from letters.letter import Letter, Part, PartRole, State
from letters.notices import TO_OFFICE, Recipient, Sending, to_department
from letters.office import Office
from letters.people import Actor


@dataclass(frozen=True, slots=True)
class Scene:
    """A letter, who acts on it, when (UTC and the office's date), and letters related to it."""

    letter: Letter
    actor: Actor
    at: datetime
    on: date
    office: Office
    related: tuple[Letter, ...] = ()


Telling = Callable[[Letter], tuple[Sending, ...]]
"""Who is told what of the letter once its dates are settled."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The letter with its changed facts, the parts that come with them, and who is told.

    `telling` says what speaks of dates: these are settled after the move (letters/settle). `to`
    and `event` override the table's where a move chooses; `on` dates the event otherwise than
    today (a passed date is recorded under the day after it, however late it is noticed), and
    `came_at` is when the facts came about, where that is not now. `anew`: calendar or rules have
    changed, so every date is derived anew.
    """

    letter: Letter
    parts: tuple[tuple[PartRole, Part], ...] = ()
    sendings: tuple[Sending, ...] = ()
    telling: Telling = lambda _: ()
    to: str | None = None
    event: str | None = None
    on: date | None = None
    came_at: datetime | None = None
    anew: bool = False


def to_handler(letter: Letter) -> Recipient:
    """Returns whom the letter lies with: the department that has it, else the office."""
    if letter.lead is not None and letter.state in {State.ASSIGNED, State.IN_PROGRESS}:
        return to_department(letter.lead)
    return TO_OFFICE


def lead_or_office(letter: Letter) -> Recipient:
    """Returns the lead department, else the office."""
    return to_department(letter.lead) if letter.lead is not None else TO_OFFICE
