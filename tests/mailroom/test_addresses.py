"""Which chats a notice goes to: the configuration and the staff list together."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Recipient, to_department
from letters.office import Department, Office
from letters.people import Actor, Role
from mailroom.addresses import (
    actors_of,
    chats_of,
    current_chat,
    follow,
    place_of,
    returned_to,
    with_configured,
)
from mailroom.room import Mailroom
from storage import outbox
from storage.database import Connection
from storage.outbox import Outcome
from storage.rows import letter_columns
from tests.engine import archive_in
from tests.letters.oracle import OFFICE, new_letter

SCATTERED = replace(
    OFFICE,
    chat=None,
    chiefs=frozenset({12, 3}),
    departments=(Department("roads", "市政", -2), Department("water", "供水", None)),
)
"""An office and a department without a group."""
INVITED = [(1, "chief", ""), (30, "clerk", ""), (20, "clerk", ""), (41, "officer", "water"),
           (40, "officer", "water"), (42, "officer", "roads"), (1, "officer", "gone")]  # fmt: skip


async def invite(transaction: Connection) -> None:
    """Staff by invitation, and two groups that became supergroups, one of them twice."""
    for person in sorted({person for person, _, _ in INVITED}):
        await transaction.run(
            "person_seen", id=person, name="王", username=None, client_language="zh", now=0
        )
    rows: list[dict[str, Any]] = [
        {"person": person, "role": role, "department": department, "since_at": 0, "invited_by": 1}
        for person, role, department in INVITED
    ]
    await transaction.put_rows("staff", rows)
    for old, new in ((-1, -1001), (-2, -1002), (-1002, -2002)):
        await transaction.run("chat_moved", old_chat=old, new_chat=new)


@pytest.mark.parametrize(
    ("office", "to", "chats"),
    [
        (OFFICE, TO_CITIZEN, [7]),
        (OFFICE, TO_OFFICE, [-1001]),
        (OFFICE, TO_CHIEF, [1]),
        (OFFICE, to_department("roads"), [-2002]),
        (OFFICE, to_department("parks"), [-4]),
        (SCATTERED, TO_OFFICE, [2, 20, 30]),
        (SCATTERED, TO_CHIEF, [1, 3, 12]),
        (SCATTERED, to_department("water"), [40, 41]),
        (replace(SCATTERED, clerks=frozenset()), TO_OFFICE, [20, 30]),
    ],
)
async def test_a_notice_goes_to_the_group_as_it_is_now_or_to_each_of_its_staff(
    tmp_path: Path, office: Office, to: Recipient, chats: list[int]
) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        await invite(transaction)
        assert await chats_of(transaction, to, new_letter(), office) == chats


async def test_where_there_are_no_clerks_the_chiefs_are_the_office(tmp_path: Path) -> None:
    office = replace(SCATTERED, clerks=frozenset())
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        assert await chats_of(transaction, TO_OFFICE, None, office) == [3, 12]


async def test_a_citizen_without_a_chat_or_without_a_letter_is_not_reached(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        assert await chats_of(transaction, TO_CITIZEN, None, OFFICE) == []
        past = replace(new_letter(), chat=0)
        assert await chats_of(transaction, TO_CITIZEN, past, OFFICE) == []


async def test_a_group_is_known_by_each_number_it_ever_had(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        await invite(transaction)
        known = {chat: await place_of(transaction, chat, OFFICE) for chat in range(-5, 3)}
        for chat in (-1001, -1002, -2002):
            known[chat] = await place_of(transaction, chat, OFFICE)
        roads = to_department("roads")
        assert known == {
            -5: None, -4: to_department("parks"), -3: to_department("water"), -2: roads,
            -1: TO_OFFICE, 0: None, 1: None, 2: None,
            -1001: TO_OFFICE, -1002: roads, -2002: roads,
        }  # fmt: skip
        assert await place_of(transaction, -1, SCATTERED) is None
        assert [await current_chat(transaction, chat) for chat in (-2, -9)] == [-2002, -9]


async def test_everybody_has_the_roles_of_the_configuration_and_of_their_invitations(
    tmp_path: Path,
) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        await invite(transaction)
        found = {
            person: [(a.role, a.department) for a in await actors_of(transaction, person, OFFICE)]
            for person in (1, 2, 30, 41, 99)
        }
    assert found == {
        1: [(Role.CHIEF, None)],
        2: [(Role.CLERK, None)],
        30: [(Role.CLERK, None)],
        41: [(Role.OFFICER, "water")],
        99: [],
    }


def test_the_most_far_reaching_role_comes_first_and_each_once() -> None:
    invited = [
        Actor(Role.ADMIN, 1),
        Actor(Role.OFFICER, 1, "water"),
        Actor(Role.OFFICER, 1, "roads"),
        Actor(Role.CLERK, 1),
        Actor(Role.CHIEF, 1),
    ]
    assert with_configured([], 1, OFFICE) == [Actor(Role.CHIEF, 1)]
    office = replace(OFFICE, clerks=frozenset({1}))
    assert with_configured(invited, 1, office) == [
        Actor(Role.CHIEF, 1),
        Actor(Role.CLERK, 1),
        Actor(Role.OFFICER, 1, "roads"),
        Actor(Role.OFFICER, 1, "water"),
        Actor(Role.ADMIN, 1),
    ]


async def test_what_waits_for_a_group_follows_it_and_what_failed_there_is_tried_again(
    tmp_path: Path,
) -> None:
    rung: list[str] = []
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    async with archive_in(tmp_path) as database:
        room = Mailroom(database, OFFICE, lambda: now, lambda: rung.append("rung"))
        async with database.transaction() as transaction:
            await transaction.run(
                "person_seen", id=7, name="安娜", username=None, client_language="zh", now=0
            )
            await transaction.put_rows(
                "letters", [letter_columns(new_letter()) | {"id": 1, "open": 1}]
            )
            for chat in (-2, -3):
                talk = {"chat": chat, "person": 7, "topic": "x", "facts": "{}", "updated_at": 0}
                await transaction.put_rows("conversations", [talk])
                gathering: dict[str, Any] = {
                    "chat": chat,
                    "person": 7,
                    "letter": 1,
                    "seen": 1,
                    "choices": "[]",
                }
                gathering |= {"parts": "[]", "album": None, "updated_at": 0}
                await transaction.put_rows("gatherings", [gathering])
                facts: dict[str, Any] = {"letter": 1, "revision": 1, "payload": {}, "at": now}
                facts |= {"recipient": "department:roads", "notice": "Assigned"}
                await outbox.put(transaction, key=f"key:{chat}", chat=chat, **facts)
        await follow(room, -2, -1002)
        async with database.transaction() as transaction:
            for table in ("conversations", "gatherings", "outbox"):
                rows = await transaction.fetch(f"SELECT chat FROM {table} ORDER BY chat")  # noqa: S608
                assert [row["chat"] for row in rows] == [-1002, -3], table
            assert await current_chat(transaction, -2) == -1002
            parcel, _ = await outbox.next_of(transaction, -3, now)
            assert parcel is not None
            await outbox.settle(transaction, parcel, Outcome.FAILED, now, failure="kicked")
        assert await returned_to(room, -3) == 1
        assert await returned_to(room, -3) == 0
        async with database.reading() as connection:
            assert await outbox.next_of(connection, -3, now) == (parcel, False)
    assert len(rung) == 3
