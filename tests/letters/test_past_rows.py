"""Letters of the past: what a row may say, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letters import past
from letters.letter import Kind, Rating
from letters.past import Fault, Outcome, PastLetter, read_row, vocabulary
from tests.plain_office import OFFICE

TODAY = date(2026, 4, 1)
CAME, GIVEN, SIGNED, ENDED = (date(2026, 3, day) for day in (2, 3, 4, 9))
PLAIN = {"number": "SZ-2026-000001", "mailbox": "mayor", "kind": "inquiry",
         "received_on": "2026-03-02", "outcome": "open"}  # fmt: skip
ANSWERED = PLAIN | {"outcome": "answered", "answered_on": "2026-03-09"}
REFUSED = PLAIN | {"outcome": "refused"}
OPEN = PastLetter(number="SZ-2026-000001", mailbox="mayor", kind=Kind.INQUIRY, received_on=CAME,
                  outcome=Outcome.OPEN)  # fmt: skip
REPLIED = replace(OPEN, outcome=Outcome.ANSWERED, answered_on=ENDED)
WORDS = vocabulary(OFFICE, [lambda message: f"<{message}>"])


def read(row: Mapping[str, str], **cells: str) -> PastLetter | tuple[Fault, ...]:
    """A row as it is read on the first of April."""
    return read_row({**row, **cells}, WORDS, TODAY)


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("number", " sz-2025-7 ", "SZ-2025-7"),
        ("number", "1" * 40, "1" * 40),
        ("title", "题" * 1000, "题" * 1000),
        ("mailbox", "书记信箱", "secretary"),
        ("kind", "HELP", Kind.HELP),
        ("kind", "<KIND-help>", Kind.HELP),
        ("topic", "供水", "water"),
        ("topic", "streets", "streets"),
        ("department", "水务局", "water"),
        ("department", "ROADS", "roads"),
        ("received_on", "2026/3/1", date(2026, 3, 1)),
        ("received_on", "2026.3.1", date(2026, 3, 1)),
        ("received_on", "2026年3月1日", date(2026, 3, 1)),
        ("received_on", "2026-03-01 00:00:00", date(2026, 3, 1)),
        ("received_on", "1990-01-01", date(1990, 1, 1)),
        ("received_on", "2026-04-01", TODAY),
        ("due_on", "2026-04-02", date(2026, 4, 2)),
        ("original_due_on", "2026-04-02", date(2026, 4, 2)),
    ],
)
def test_a_cell_is_read_as_offices_write_it(column: str, typed: str, value: object) -> None:
    changed: dict[str, Any] = {column: value}
    assert read(PLAIN, **{column: typed}) == replace(OPEN, **changed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("yes", True), ("是", True), ("1", True), ("TRUE", True),
     ("no", False), ("否", False), ("0", False), ("False", False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_every_way(typed: str, said: bool) -> None:
    assert read(ANSWERED, published=typed) == replace(REPLIED, published=said)


@pytest.mark.parametrize("rating", list(Rating))
def test_a_rating_is_read_by_its_code_and_by_its_name(rating: Rating) -> None:
    for typed in (rating.value, f"<rating-{rating.value}>"):
        assert read(ANSWERED, rating=typed) == replace(REPLIED, rating=rating)


@pytest.mark.parametrize(
    ("column", "typed", "fault"),
    [
        ("number", "SZ 1", Fault("number", "past-bad-number", "SZ 1")),
        ("number", "1" * 41, Fault("number", "past-bad-number", "1" * 41)),
        ("number", "1" * 61, Fault("number", "past-bad-number", "1" * 60)),
        ("title", "题" * 1001, Fault("title", "past-too-long", "1000")),
        ("kind", "x" * 61, Fault("kind", "past-unknown", "x" * 60)),
        ("mailbox", "unknown", Fault("mailbox", "past-unknown", "unknown")),
        ("received_on", "2026-02-30", Fault("received_on", "past-bad-date", "2026-02-30")),
        ("received_on", "x" * 61, Fault("received_on", "past-bad-date", "x" * 60)),
        ("received_on", "1989-12-31", Fault("received_on", "past-too-early", "1990")),
        ("received_on", "2026-04-02", Fault("received_on", "past-to-come", "2026-04-02")),
        (
            "received_on",
            f"2026-04-02{'日' * 51}",
            Fault("received_on", "past-to-come", f"2026-04-02{'日' * 50}"),
        ),
    ],
)
def test_what_a_cell_cannot_be_is_said(column: str, typed: str, fault: Fault) -> None:
    assert read(PLAIN, **{column: typed}) == (fault,)


def test_all_that_a_row_lacks_is_said_at_once() -> None:
    assert read({"number": " ", "topic": ""}) == tuple(
        Fault(column, "past-missing")
        for column in ("number", "mailbox", "kind", "received_on", "outcome")
    )


@pytest.mark.parametrize("outcome", ["refused", "merged", "withdrawn"])
@pytest.mark.parametrize(
    ("cells", "ended"),
    [
        ({}, CAME),
        ({"department": "roads", "assigned_on": "2026-03-03"}, GIVEN),
        ({"department": "roads", "assigned_on": "2026-03-03", "signed_on": "2026-03-04"}, SIGNED),
        ({"answered_on": "2026-03-09"}, ENDED),
        ({"concluded_on": "2026-03-09", "answered_on": "2026-03-04"}, ENDED),
    ],
)
def test_an_end_without_an_answer_has_the_last_day_anything_is_known_of(
    outcome: str, cells: dict[str, str], ended: date
) -> None:
    letter = read(PLAIN | {"outcome": outcome}, **cells)
    assert isinstance(letter, PastLetter)
    assert (letter.outcome, letter.concluded_on, letter.answered_on) == (outcome, ended, None)


DAY = {"answered": ANSWERED | {"department": "roads", "rating": "fairly"},
       "open": PLAIN | {"department": "roads"},
       "refused": REFUSED | {"department": "roads"}}  # fmt: skip
PAIRS = [
    ("open", "received_on", "assigned_on"), ("open", "received_on", "signed_on"),
    ("open", "assigned_on", "signed_on"), ("open", "received_on", "due_on"),
    ("open", "received_on", "original_due_on"), ("open", "received_on", "paused_on"),
    ("answered", "received_on", "answered_on"), ("answered", "assigned_on", "answered_on"),
    ("answered", "signed_on", "answered_on"), ("refused", "received_on", "concluded_on"),
    ("refused", "assigned_on", "concluded_on"), ("refused", "signed_on", "concluded_on"),
    ("answered", "answered_on", "concluded_on"), ("answered", "answered_on", "rated_on"),
    ("answered", "answered_on", "reopened_on"), ("answered", "answered_on", "published_on"),
    ("answered", "answered_on", "undeliverable_on"),
    ("answered", "reopened_on", "concluded_on"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "first", "then"), PAIRS)
def test_days_stand_in_their_order_or_are_the_same(row: str, first: str, then: str) -> None:
    assert (first, then) in past.ORDER
    same = {first: "2026-03-12", then: "2026-03-12"}
    before = DAY[row] | {"received_on": "2026-03-01", "answered_on": "2026-03-01"}
    before = before if row == "answered" else before | {"answered_on": ""}
    assert isinstance(read(before | same), PastLetter)
    found = read(before | same, **{then: "2026-03-11"})
    assert Fault(then, "past-before", "2026-03-11 < 2026-03-12", first) in found  # type: ignore[operator]


def test_no_other_days_are_compared() -> None:
    assert [(first, then) for _, first, then in PAIRS] == list(past.ORDER)


ANSWER = {"rating": "fairly", "reopened_on": "2026-03-09", "published": "yes",
          "published_on": "2026-03-09", "undeliverable_on": "2026-03-09"}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (PLAIN | {"outcome": "answered"}, [("answered_on", "past-no-answer-day")]),
        (PLAIN | {"answered_on": "2026-03-09"}, [("answered_on", "past-not-answered")]),
        (PLAIN | {"concluded_on": "2026-03-09"}, [("concluded_on", "past-not-concluded")]),
        (ANSWERED | {"paused_on": "2026-03-03"}, [("paused_on", "past-not-open")]),
        (REFUSED | {"paused_on": "2026-03-02"}, [("paused_on", "past-not-open")]),
        *((PLAIN | {column: typed}, [(column, "past-needs-answer")])
          for column, typed in ANSWER.items()),
        (PLAIN | {"published": "no"}, []),
        (PLAIN | {"assigned_on": "2026-03-03"}, [("department", "past-missing")]),
        (PLAIN | {"signed_on": "2026-03-03"}, [("department", "past-missing")]),
        (PLAIN | {"department": "roads"}, []),
        (ANSWERED | {"rated_on": "2026-03-09"}, [("rating", "past-missing")]),
        (ANSWERED | {"rating": "fairly"}, []),
        (ANSWERED | {"published": "no", "published_on": "2026-03-09"},
         [("published", "past-published")]),
        (ANSWERED | {"published": "yes", "published_on": "2026-03-09"}, []),
        (ANSWERED | {"published_on": "2026-03-09"}, []),
        (ANSWERED | {"published": "no"}, []),
        (ANSWERED | ANSWER | {"concluded_on": "2026-03-09"}, []),
    ],
)  # fmt: skip
def test_what_contradicts_itself_or_has_no_ground_is_said(
    row: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    found = read(row)
    assert faults == (
        [] if isinstance(found, PastLetter) else [(one.column, one.message_id) for one in found]
    )
