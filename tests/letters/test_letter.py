"""What a letter says of itself: whether it is open, paused, overdue, and who handles it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from letters.deadlines import Pause
from letters.letter import OPEN, KeptPart, Kind, Letter, Part, PartKind, PartRole, State, text_part

DAY = timedelta(days=1)
DUE = date(2026, 3, 9)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LETTER = Letter(
    id=1, number="SZ-2026-000001", query_code="0" * 10, mailbox="mayor", kind=Kind.INQUIRY,
    state=State.IN_PROGRESS, revision=1, citizen=7, chat=7, may_publish=True, received_at=AT,
    received_on=date(2026, 3, 2), clock_start_on=date(2026, 3, 2), limit_days=5, reply_due_on=DUE,
    original_due_on=DUE, provisional=False, triage_due_on=date(2026, 3, 3),
)  # fmt: skip
WHAT_NOBODY_SAID = {
    "procedure": "letters", "pauses": (), "extension_days": 0, "urgent": False, "co_handlers": (),
    "transfers": 0, "round": 1, "urged_by": (), "reminded": (),
}  # fmt: skip


def test_a_letter_just_received_has_nothing_done_to_it() -> None:
    given = {"id", "number", "query_code", "mailbox", "kind", "state", "revision", "citizen",
             "chat", "may_publish", "received_at", "received_on", "clock_start_on", "limit_days",
             "reply_due_on", "original_due_on", "provisional", "triage_due_on"}  # fmt: skip
    facts = {name: getattr(LETTER, name) for name in Letter.__dataclass_fields__}
    rest = {name: value for name, value in facts.items() if name not in given}
    assert rest == dict.fromkeys(rest) | WHAT_NOBODY_SAID


def test_a_letter_is_open_until_it_is_answered_or_ends() -> None:
    assert {state for state in State if replace(LETTER, state=state).is_open} == OPEN
    assert {State.RECEIVED, State.ASSIGNED, State.IN_PROGRESS, State.DRAFTED} == OPEN


@pytest.mark.parametrize(
    ("pauses", "paused_on"),
    [
        ((), None),
        ((Pause(DUE, None),), DUE),
        ((Pause(DUE - DAY, DUE),), None),
        ((Pause(DUE - DAY, DUE), Pause(DUE, None)), DUE),
    ],
)
def test_a_letter_is_paused_while_its_last_question_is_open(
    pauses: tuple[Pause, ...], paused_on: date | None
) -> None:
    assert replace(LETTER, pauses=pauses).paused_on == paused_on


def test_a_letter_is_overdue_from_the_day_after_its_date_while_it_is_open() -> None:
    asked_in_time = replace(LETTER, pauses=(Pause(DUE, None),))
    asked_late = replace(LETTER, pauses=(Pause(DUE + DAY, None),))
    answered = replace(LETTER, state=State.ANSWERED)
    for letter, late_from in (
        (LETTER, DUE + DAY),
        (asked_in_time, None),
        (asked_late, DUE + DAY),
        (answered, None),
    ):
        assert letter.late_from == late_from
        days = [letter.is_overdue(DUE + n * DAY) for n in range(3)]
        assert days == [False, late_from is not None, late_from is not None]


def test_the_lead_is_the_first_of_those_who_handle_a_letter() -> None:
    assert LETTER.departments == ()
    assert replace(LETTER, lead="roads").departments == ("roads",)
    helped = replace(LETTER, lead="roads", co_handlers=("water", "parks"))
    assert helped.departments == ("roads", "water", "parks")


def test_a_part_of_text_alone_has_no_file_and_may_say_where_it_stands() -> None:
    assert text_part("路灯坏了") == Part(PartKind.TEXT, "路灯坏了")
    assert text_part("路灯坏了", 7, 21) == Part(PartKind.TEXT, "路灯坏了", 7, 21)
    bare = Part(PartKind.PHOTO)
    assert (bare.text, bare.chat, bare.message, bare.file) == ("", None, None, None)
    assert (bare.file_name, bare.file_size, bare.album) == (None, None, None)
    kept = KeptPart(1, PartRole.LETTER, 1, 1, 7, AT, bare)
    assert (kept.digest, kept.not_kept) == (None, None)
