"""The letters' own procedure, put together: its table, clocks, arrival, and what time brings."""

from datetime import datetime

from letters import clocks, dates, procedure
from letters import commands as c
from letters.acts import ACTS
from letters.letter import OPEN, Kind, Letter, State
from letters.notices import TO_CITIZEN, TO_OFFICE, Sending
from letters.notices_to_citizen import Receipt
from letters.notices_to_staff import Arrived
from letters.office import DEFAULT_LADDER, DEFAULT_LIMITS, Clock, Office
from letters.procedure import CaseClock, Procedure, make_known
from letters.table import HANDLED, TABLE


def _arrival(letter: Letter) -> tuple[Sending, ...]:
    """The citizen gets a receipt, the office the letter."""
    due, provisional = letter.reply_due_on, letter.provisional
    receipt = Receipt(letter.number, letter.query_code, due, provisional)
    return (Sending(TO_CITIZEN, receipt), Sending(TO_OFFICE, Arrived(letter.number)))


def _brings(letter: Letter, at: datetime, office: Office) -> c.Command | None:
    if letter.state is State.ANSWERED:
        return c.Archive()
    if letter.paused_on is not None:
        return c.Resume()
    passed = clocks.passed_at(letter, office)
    if passed is not None and passed <= at:
        return c.NotePassed()
    return c.Remind() if clocks.due_steps(letter, at, office) else None


LETTERS = make_known(
    Procedure(
        code=procedure.LETTERS,
        states=tuple(State),
        open=OPEN,
        kinds=tuple(Kind),
        limits=DEFAULT_LIMITS,
        table=TABLE,
        clocks={
            # received until assigned, refused or merged
            Clock.TRIAGE: CaseClock(
                lambda letter: letter.triage_due_on, frozenset({State.RECEIVED}), each_handling=True
            ),
            # assigned until the department may no longer return by itself
            Clock.RETURN: CaseClock(
                lambda letter: letter.return_due_on, HANDLED, each_handling=True
            ),
            # assigned until drafted
            Clock.DEPARTMENT: CaseClock(
                lambda letter: letter.department_due_on, HANDLED, each_handling=True
            ),
            # until answered
            Clock.REPLY: CaseClock(lambda letter: letter.reply_due_on, OPEN),
        },
        ladder=DEFAULT_LADDER,
        arrival=_arrival,
        dated=dates.dated,
        next_look=dates.next_look,
        brings=_brings,
        noted_first=(c.Resume, c.NotePassed),
        acts=ACTS,
    )
)
