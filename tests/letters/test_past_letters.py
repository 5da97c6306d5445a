"""Letters of the past: what a row makes of a letter, and a letter of a row."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from letters import past
from letters.deadlines import Pause
from letters.letter import Kind, Letter, Rating, State
from letters.past import Outcome, PastLetter
from letters.past_history import PastEvent, as_received, given, history, row_of, serial_of
from storage.rows import row_columns
from tests.letters.test_past_rows import (
    ANSWERED,
    CAME,
    ENDED,
    GIVEN,
    OPEN,
    PLAIN,
    REPLIED,
    SIGNED,
    TODAY,
)
from tests.plain_office import OFFICE


@pytest.mark.parametrize(
    ("number", "expected"),
    [("SZ-2026-000012", (2026, 12)), ("SJ-2026-000012", None), ("SZ-12", None)],
)
def test_a_number_of_the_registers_own_has_a_year_and_a_serial(
    number: str, expected: tuple[int, int] | None
) -> None:
    assert serial_of(replace(OPEN, number=number), OFFICE.mailboxes[0]) == expected


def came(**changed: Any) -> Letter:
    """The letter of a row that says no more than it must, as it came."""
    plain = Letter(
        id=0, number="SZ-2026-000001", query_code="CODE", mailbox="mayor", kind=Kind.INQUIRY,
        state=State.RECEIVED, revision=1, citizen=0, chat=0, may_publish=False,
        received_at=datetime.combine(CAME, time(12), OFFICE.timezone), received_on=CAME,
        clock_start_on=CAME, limit_days=5, reply_due_on=ENDED, original_due_on=ENDED,
        provisional=False, triage_due_on=date(2026, 3, 3),
    )  # fmt: skip
    return replace(plain, **changed)


NO_TRIAGE = {"triage_due_on": CAME}
DUE = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        (OPEN, {}),
        (replace(OPEN, topic="water"), {"topic": "water"}),
        (REPLIED, NO_TRIAGE),
        (replace(OPEN, due_on=DUE), {"reply_due_on": DUE, "original_due_on": DUE, "limit_days": 7}),
        (replace(OPEN, due_on=CAME),
         {"reply_due_on": CAME, "original_due_on": CAME, "limit_days": 1}),
        (replace(REPLIED, due_on=DUE), NO_TRIAGE | {"reply_due_on": DUE, "original_due_on": DUE}),
        (replace(OPEN, original_due_on=DUE), {"original_due_on": DUE}),
        (replace(REPLIED, published=True), NO_TRIAGE | {"may_publish": True}),
        (replace(REPLIED, published_on=DUE), NO_TRIAGE | {"may_publish": True}),
        (replace(REPLIED, published=False), NO_TRIAGE),
    ],
)  # fmt: skip
def test_a_letter_as_it_came_has_the_dates_of_the_table_or_of_its_limit(
    row: PastLetter, changed: dict[str, Any]
) -> None:
    assert as_received(row, OFFICE, "CODE") == came(**changed)


def happened(row: PastLetter, today: date = ENDED) -> list[PastEvent]:
    """What happened to the letter of a row."""
    return history(row, as_received(row, OFFICE, "CODE"), OFFICE, today)


def assigned(on: date, **changed: object) -> PastEvent:
    """It was given to the roads department."""
    facts = {"lead": "roads", "accepted_on": on, "state": State.ASSIGNED, "assigned_on": on}
    return PastEvent("assigned", on, facts | changed)


WAITS = {"department_due_on": date(2026, 3, 6), "return_due_on": date(2026, 3, 5)}
FIRST_ANSWER = PastEvent(
    "answered",
    ENDED,
    {"state": State.ANSWERED, "answered_on": ENDED, "last_answered_on": ENDED, "drafted_on": ENDED,
     "answered_due_on": ENDED, "answered_original_due_on": DUE},
)  # fmt: skip
WITH_ORIGINAL = replace(REPLIED, original_due_on=DUE)


def archived(on: date) -> PastEvent:
    """It was concluded."""
    facts = {"state": State.ARCHIVED, "concluded_on": on, "next_look_at": None}
    return PastEvent("archived", on, facts)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (OPEN, []),
        (replace(OPEN, department="roads", assigned_on=GIVEN), [assigned(GIVEN, **WAITS)]),
        (
            replace(OPEN, department="roads"),
            [assigned(CAME, **WAITS | {"assigned_on": None, "return_due_on": SIGNED})],
        ),
        (
            replace(OPEN, department="roads", assigned_on=GIVEN, signed_on=SIGNED, paused_on=CAME),
            [
                PastEvent("asked_citizen", CAME, {"pauses": (Pause(CAME, None),)}),
                assigned(GIVEN, **WAITS),
                PastEvent("signed_for", SIGNED, {"signed_on": SIGNED, "state": State.IN_PROGRESS}),
            ],
        ),
        *(
            (
                replace(OPEN, outcome=outcome, concluded_on=ENDED),
                [
                    PastEvent(
                        outcome.value,
                        ENDED,
                        {"state": state, "concluded_on": ENDED, "next_look_at": None},
                    )
                ],
            )
            for outcome, state in (
                (Outcome.REFUSED, State.REFUSED),
                (Outcome.MERGED, State.MERGED),
                (Outcome.WITHDRAWN, State.WITHDRAWN),
            )
        ),
        (WITH_ORIGINAL, [FIRST_ANSWER]),
        (
            replace(WITH_ORIGINAL, department="roads", assigned_on=GIVEN),
            [assigned(GIVEN), FIRST_ANSWER],
        ),
    ],
)
def test_what_a_row_says_has_happened(row: PastLetter, expected: list[PastEvent]) -> None:
    assert happened(row) == expected


def test_an_answer_may_be_followed_by_all_that_follows_answers() -> None:
    rated, again, shown, lost, closed = (date(2026, 3, day) for day in (10, 11, 12, 13, 16))
    row = replace(
        WITH_ORIGINAL, rating=Rating.FAIRLY, rated_on=rated, reopened_on=again,
        undeliverable_on=lost, published_on=shown, concluded_on=closed,
    )  # fmt: skip
    second = date(2026, 3, 18)
    assert happened(row) == [
        FIRST_ANSWER,
        PastEvent("rated", rated, {"rating": Rating.FAIRLY, "rated_on": rated}),
        PastEvent(
            "reopened",
            again,
            {"state": State.IN_PROGRESS, "round": 2, "reopened_on": again, "clock_start_on": again,
             "limit_days": 5, "reply_due_on": second, "original_due_on": second},
        ),
        PastEvent("published", shown, {"published_on": shown}),
        PastEvent("undeliverable", lost, {"undeliverable_on": lost}),
        archived(closed),
    ]  # fmt: skip


def test_what_has_no_day_of_its_own_has_that_of_the_answer() -> None:
    row = replace(WITH_ORIGINAL, rating=Rating.FAIRLY, published=True)
    assert happened(row)[1:] == [
        PastEvent("rated", ENDED, {"rating": Rating.FAIRLY, "rated_on": ENDED}),
        PastEvent("published", ENDED, {"published_on": ENDED}),
    ]


@pytest.mark.parametrize(
    ("row", "today", "closed"),
    [
        (WITH_ORIGINAL, date(2026, 3, 16), None),
        (WITH_ORIGINAL, date(2026, 3, 17), date(2026, 3, 17)),
        (replace(WITH_ORIGINAL, concluded_on=DUE), date(2026, 3, 17), DUE),
        (replace(WITH_ORIGINAL, reopened_on=DUE), TODAY, None),
    ],
)
def test_an_answered_letter_ends_the_day_after_it_could_be_rated(
    row: PastLetter, today: date, closed: date | None
) -> None:
    ends = [event for event in happened(row, today) if event.name == "archived"]
    assert ends == ([] if closed is None else [archived(closed)])


@pytest.mark.parametrize(
    ("facts", "cells"),
    [
        ({}, {}),
        ({"pauses": (Pause(CAME, None),)}, {"paused_on": "2026-03-02"}),
        ({"lead": "roads", "topic": "water"}, {"department": "roads", "topic": "water"}),
        *(({"state": state, "concluded_on": ENDED, "pauses": (Pause(CAME, None),)},
           {"outcome": state.value, "concluded_on": "2026-03-09"})
          for state in (State.REFUSED, State.MERGED, State.WITHDRAWN)),
        ({"state": State.ANSWERED, "answered_on": ENDED, "answered_due_on": DUE,
          "answered_original_due_on": SIGNED, "published_on": ENDED,
          "pauses": (Pause(CAME, None),)},
         {"outcome": "answered", "answered_on": "2026-03-09", "due_on": "2026-03-11",
          "original_due_on": "2026-03-04", "published": "yes", "published_on": "2026-03-09"}),
    ],
)  # fmt: skip
def test_a_letter_goes_back_into_a_row(facts: dict[str, Any], cells: dict[str, str]) -> None:
    letter = came(reply_due_on=ENDED, original_due_on=DUE, **facts)
    plain = dict.fromkeys(past.COLUMNS, "") | PLAIN | {"published": "no", "title": "题"}
    plain |= {"due_on": "2026-03-09", "original_due_on": "2026-03-11"}
    assert row_of(row_columns(letter), "题") == plain | cells


def test_what_a_row_says_is_written_as_letters_are() -> None:
    row = replace(REPLIED, rating=Rating.FAIRLY, published=True)
    assert given(row) == ANSWERED | {"rating": "fairly", "published": "yes"}
    assert given(replace(OPEN, published=False)) == PLAIN | {"published": "no"}
