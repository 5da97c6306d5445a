"""How long personal data are kept, to the day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letters.letter import State
from letters.privacy import Kept, expires_on, kept
from tests.letters.oracle import OFFICE
from tests.letters.test_clocks import received

NUMBER = "SZ-2026-000001"
ENDED, LAST = date(2026, 3, 10), date(2026, 4, 9)
CONCLUDED = {"state": State.ARCHIVED, "concluded_on": ENDED}
ANSWERED = {"state": State.ANSWERED, "last_answered_on": ENDED}
RATED_UNTIL = date(2026, 3, 17)


@pytest.mark.parametrize(
    ("facts", "retention", "expected"),
    [
        ({}, None, None),
        ({}, 30, None),
        (CONCLUDED, None, None),
        (CONCLUDED, 0, ENDED),
        (CONCLUDED, 30, LAST),
    ],
)
def test_data_go_by_themselves_so_many_days_after_the_end(
    facts: dict[str, Any], retention: int | None, expected: date | None
) -> None:
    mailbox = replace(OFFICE.mailboxes[0], retention=retention)
    assert expires_on(replace(received(), **facts), mailbox) == expected


@pytest.mark.parametrize(
    ("facts", "retention", "today", "expected"),
    [
        # under way: needed for the answer
        ({}, None, ENDED, Kept(NUMBER, None)),
        ({"last_answered_on": ENDED}, 30, LAST, Kept(NUMBER, None)),  # for the second time
        ({"state": State.ANSWERED}, 30, LAST, Kept(NUMBER, None)),
        # answered: until it can no longer be rated, then as long as a concluded one
        (ANSWERED, None, ENDED, Kept(NUMBER, RATED_UNTIL, by_itself=False)),
        (ANSWERED, 0, ENDED, Kept(NUMBER, RATED_UNTIL, by_itself=True)),
        (ANSWERED, 30, ENDED, Kept(NUMBER, date(2026, 4, 16), by_itself=True)),
        # concluded: as long as it must be
        (CONCLUDED, None, ENDED, None),
        (CONCLUDED, 30, date(2026, 4, 8), Kept(NUMBER, LAST, by_itself=True)),
        (CONCLUDED, 30, LAST, None),
        (CONCLUDED | {"last_answered_on": ENDED}, 30, LAST, None),
    ],
)
def test_why_a_letter_cannot_be_erased_yet_and_until_when(
    facts: dict[str, Any], retention: int | None, today: date, expected: Kept | None
) -> None:
    mailbox = replace(OFFICE.mailboxes[0], retention=retention)
    assert kept(replace(received(), **facts), mailbox, today) == expected
