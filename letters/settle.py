"""What follows from a case's facts: every clock's date, its marks, and when time is to look.

Moves change facts only; `settle` derives the rest, in one pass. A date moves only where something
it follows from has changed (docs/adr/0011): calendar and rules that changed meanwhile move nothing
unless the dates are asked for anew. Which dates there are is the procedure's to say (the letters':
letters/dates.py); the arithmetic of working days is letters/deadlines, the steps of the ladder are
letters/clocks. What time itself does to a case (a date passes, a question lapses, a step is sent)
is a fact like any other, and the business of time's own moves.
"""

from dataclasses import replace
from datetime import date, datetime

from letters import clocks, deadlines
from letters.letter import Letter
from letters.office import Office
from letters.procedure import procedure_of

NO_DATE = date.min
"""Stands where a date is not worked out yet."""


def settle(letter: Letter, at: datetime, office: Office, before: Letter | None = None) -> Letter:
    """Returns the letter with all that follows from its facts as of the instant `at` (UTC).

    `before`: the letter as it was settled last; what has not changed since leaves its dates alone.
    Without it every date is derived anew, as calendar and rules have it now. Steps of the ladder
    that are already past for a date newly set are remembered, never sent; a card no longer
    deserved by the new date goes, and so does the mark that the old one passed. Settled again it
    is the same. Raises BeyondCalendarError where the calendar ends first.
    """
    procedure = procedure_of(letter)
    after = procedure.dated(letter, office, before)
    if after.concluded_on is None:
        after = _marked(after, at, office, before or letter)
    return replace(after, next_look_at=procedure.next_look(after, office))


def undated(letter: Letter) -> Letter:
    """Returns the letter as if no date of its clocks had been set yet."""
    return replace(
        letter,
        reply_due_on=NO_DATE,
        triage_due_on=NO_DATE,
        return_due_on=None,
        department_due_on=None,
    )


def _marked(letter: Letter, at: datetime, office: Office, before: Letter) -> Letter:
    """What was marked for another date goes; of a date newly set no morning past is reminded of."""
    after = letter
    if letter.round != before.round:
        after = replace(after, card=None, passed_on=None)
    elif letter.reply_due_on != before.reply_due_on:
        late = deadlines.is_late(letter.reply_due_on, office.local_date(at))
        after = replace(
            after,
            card=clocks.card_after_redating(after, at, office),
            passed_on=after.passed_on if late else None,  # also while the citizen is asked
        )
    newly_set = [
        clock
        for clock, rule in procedure_of(letter).clocks.items()
        if rule.handling(after) != rule.handling(before)
    ]
    return clocks.with_past_steps_done(after, at, office, *newly_set) if newly_set else after
