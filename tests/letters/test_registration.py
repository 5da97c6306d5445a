"""How a letter enters the register: number, query code, first dates, receipt."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import commands as c
from letters.letter import Kind, Letter, State
from letters.notices import TO_CITIZEN, TO_OFFICE, Sending
from letters.notices_to_citizen import Receipt
from letters.notices_to_staff import Arrived
from letters.office import Start
from letters.registration import (
    ALPHABET,
    CODE_LENGTH,
    number_in,
    query_code,
    read_query_code,
    register_number,
    submit,
)
from letters.workflow import Decision
from tests.letters.moves import ASSIGNED, RECEIVED
from tests.letters.oracle import CITIZEN, OFFICE
from tests.letters.test_clocks import assigned, received

CODES = st.integers(0, 2**45 - 1).map(query_code)
LATE_ON_SUNDAY = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)  # the first of March in Shanghai


def test_a_register_number_is_prefix_year_and_six_digits() -> None:
    assert register_number("SZ", 2026, 1) == "SZ-2026-000001"
    assert register_number("ZBX", 2027, 123456) == "ZBX-2027-123456"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SZ-2026-000001", "SZ-2026-000001"),
        ("我的信 SZ-2026-000001，还有 ZB-2026-000002", "SZ-2026-000001"),
        ("ABCDEF-2026-000001.", "ABCDEF-2026-000001"),
        ("ABCDEFG-2026-000001", None),
        ("SZ-2026-00001", None),
        ("SZ-2026-0000011", None),
        ("sz-2026-000001", None),
        ("", None),
    ],
)
def test_the_first_register_number_in_a_text_is_found(text: str, number: str | None) -> None:
    assert number_in(text) == number


def test_query_codes_stay_what_they_are_for_they_are_on_paper() -> None:
    assert [query_code(entropy) for entropy in (0, 1, 32, 2**45 - 1, 123456789012345)] == [
        "0000000000",
        "1000000002",
        "0100000003",
        "ZZZZZZZZZ0",
        "SVQV0329GG",
    ]


def test_what_somebody_types_is_read_kindly() -> None:
    assert read_query_code("1000000002") == "1000000002"
    assert read_query_code(" lo-oO 00 o0-o2 ") == "1000000002"
    assert read_query_code("I000000002") == read_query_code("L000000002") == "1000000002"
    assert read_query_code("svqv0329gg") == "SVQV0329GG"


@pytest.mark.parametrize(
    "typed",
    ["", "100000000", "10000000022", "1000000003", "U000000000", "10000000!2", "一000000002"],
)
def test_what_can_be_no_query_code_is_none(typed: str) -> None:
    assert read_query_code(typed) is None


@given(CODES)
def test_every_query_code_has_ten_characters_of_the_alphabet_and_is_read_back(code: str) -> None:
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert read_query_code(code.lower()) == code


@given(CODES, st.integers(0, CODE_LENGTH - 2), st.sampled_from(ALPHABET))
def test_a_mistyped_character_is_noticed_unless_it_is_worth_the_same(
    code: str, place: int, typed: str
) -> None:
    mistyped = code[:place] + typed + code[place + 1 :]
    alike = ALPHABET.index(typed) % 31 == ALPHABET.index(code[place]) % 31
    assert (read_query_code(mistyped) is not None) == alike


def test_a_new_letter_is_numbered_dated_and_told_of() -> None:
    office = replace(OFFICE, mailboxes=(replace(OFFICE.mailboxes[1], start=Start.ACCEPTED),))
    command = c.Submit("quick", Kind.SUGGESTION, False, 70)
    decision = submit(command, CITIZEN, LATE_ON_SUNDAY, office, 12, "1000000002", "water")
    sunday, monday, due = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 11)
    letter = Letter(
        id=0,
        number="ZB-2026-000012",
        query_code="1000000002",
        mailbox="quick",
        procedure="letters",
        kind=Kind.SUGGESTION,
        state=State.RECEIVED,
        revision=1,
        citizen=7,
        chat=70,
        may_publish=False,
        received_at=LATE_ON_SUNDAY,
        received_on=sunday,
        clock_start_on=monday,
        limit_days=7,
        reply_due_on=due,
        original_due_on=due,
        provisional=False,
        triage_due_on=monday,
        triage_start_on=sunday,
        topic="water",
        next_look_at=datetime(2026, 3, 9, 1, 0, tzinfo=UTC),
    )
    receipt = Receipt("ZB-2026-000012", "1000000002", due, provisional=False)
    told = (Sending(TO_CITIZEN, receipt), Sending(TO_OFFICE, Arrived("ZB-2026-000012")))
    assert decision == Decision(letter, "submitted", sunday, (), told)


def test_the_letters_other_tests_begin_with_are_as_they_would_be_registered_and_assigned() -> None:
    assert received() == RECEIVED
    named = replace(ASSIGNED, co_handlers=(), extension_asked=None, return_asked_on=None)
    marked = replace(named, supervised_on=None, unseen_step=None, revision=2)
    assert assigned() == marked


def test_a_date_beyond_the_certain_calendar_is_called_provisional_on_the_receipt() -> None:
    command = c.Submit("mayor", Kind.COMPLAINT, True, 7)
    when = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    decision = submit(command, CITIZEN, when, OFFICE, 1, "0" * 10)
    due = decision.letter.reply_due_on
    receipt = Receipt("SZ-2026-000001", "0" * 10, due, provisional=True)
    assert decision.letter.provisional
    assert decision.sendings[0] == Sending(TO_CITIZEN, receipt)
    assert (decision.letter.topic, due.year) == (None, 2027)
