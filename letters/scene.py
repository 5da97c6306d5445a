"""Where a move happens and what it brings about: the values that pass between table and moves."""

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


@dataclass(frozen=True, slots=True)
class Effect:
    """The changed letter, the parts that come with it, and who is told.

    `to` overrides the table's next state where a move chooses; `on` dates the event otherwise than
    today (a passed date is recorded under the day after it, however late it is noticed).
    """

    letter: Letter
    parts: tuple[tuple[PartRole, Part], ...] = ()
    sendings: tuple[Sending, ...] = ()
    to: State | None = None
    on: date | None = None


def to_handler(letter: Letter) -> Recipient:
    """Returns whom the letter lies with: the department that has it, else the office."""
    if letter.lead is not None and letter.state in {State.ASSIGNED, State.IN_PROGRESS}:
        return to_department(letter.lead)
    return TO_OFFICE


def lead_or_office(letter: Letter) -> Recipient:
    """Returns the lead department, else the office."""
    return to_department(letter.lead) if letter.lead is not None else TO_OFFICE
