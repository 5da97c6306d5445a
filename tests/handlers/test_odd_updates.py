"""Updates as no client of Telegram's would send them: no fault, nothing done, nothing shown.

Whole updates as they come over the wire, mutated: fields missing, null or of another sort, texts
endless, empty, half characters, right to left, unseen; forged and mutated callback data.
"""

import asyncio
import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import Update
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.wire import loads
from letters.letter import Letter
from simulator.town import Town, town
from tests.handlers.talk import acts_of, assigned, letter, parts, sends
from tests.seeds import EXAMPLES

SECRET = "只有我和办公室知道的话"
STRANGER, OWNER, OTHER = 777, 200001, 100012
Json = dict[str, Any]

ODD_TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\u202e\u200b\u200f",
            "\u0000",
            "\ud83d",
            "\u202eSZ-2026-000001",
            "<b>&amp;<a href='tg://user?id=1'>",
            "/",
            "//start",
            "/start join-",
            "/start " + "x" * 64,
            "/find \u0000%_'\"",
            "/letter SZ-2026-000001",
            "/why SZ-2026-000001",
            "/ban SZ-2026-000001 7 because",
            "/report 2026-02-30..99999999999999999999",
            "/letter@other_bot SZ-2026-000001",
            "9" * 400,
            "长" * 20_000,
            "👩‍👩‍👧‍👦" * 900,
        ]
    ),
    st.text(max_size=30),
)
PREFIXES = ["l", "w", "p", "d", "t", "r", "s", "x", ""]
DOES = ["assign", "assign!", "approve", "draft", "sign", "files", "card", "story", "my-open"]
DOES += ["my-withdraw-yes", "send", "kind", "publish", "add", "discard", "dismiss!", "invite"]
DOES += ["revoke", "language", "seen", "year", "go", "merge!", "into", "co+roads", "refuse!!", ""]
FIELDS = st.one_of(
    st.sampled_from(
        ["1", "2", "0", "-1", "", "999999999999", "10" * 30, "١", "1.0", "null", "roads"]
    ),
    st.text(max_size=12),
)
DATA = st.one_of(
    st.builds(
        lambda prefix, do, rest: ":".join([prefix, do, *rest])[:200],
        st.sampled_from(PREFIXES),
        st.sampled_from(DOES),
        st.lists(FIELDS, max_size=4),
    ),
    st.text(max_size=64),
)
WHO = st.sampled_from([STRANGER, OTHER])
ODD_VALUES = st.one_of(
    st.none(),
    st.just(0),
    st.just(-1),
    st.just(2**63),
    st.booleans(),
    st.just([]),
    st.just({}),
    ODD_TEXTS,
)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["bold", "bot_command", "text_link", "pre", "no_such"]),
            "offset": st.integers(-5, 100_000),
            "length": st.integers(-5, 100_000),
        }
    ),
    max_size=3,
)


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "某人"}


CONTENTS = st.one_of(
    st.fixed_dictionaries({"text": ODD_TEXTS}, optional={"entities": ENTITIES}),
    st.fixed_dictionaries({"caption": ODD_TEXTS, "photo": st.just([])}),
    st.fixed_dictionaries(
        {
            "document": st.fixed_dictionaries(
                {"file_id": st.just("F"), "file_unique_id": st.just("f")},
                optional={"file_name": ODD_TEXTS, "file_size": st.integers(0, 2**62)},
            )
        },
        optional={"caption": ODD_TEXTS, "media_group_id": st.text(max_size=5)},
    ),
    st.just({"location": {"latitude": 999.0, "longitude": -999.0}}),
    st.fixed_dictionaries(
        {"contact": st.fixed_dictionaries({"phone_number": ODD_TEXTS, "first_name": ODD_TEXTS})}
    ),
    st.sampled_from([{"dice": {"emoji": "🎲", "value": 3}}, {"new_chat_title": "x"}, {}]),
)


@st.composite
def updates(draw: st.DrawFn) -> Json:
    """An update as JSON: a message, an edit, a press or a membership, perhaps mutilated."""
    person = draw(WHO)
    kind = draw(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]))
    chat: Json = {"id": person, "type": "private", "first_name": "某人"}
    if draw(st.integers(0, 4)) == 0:
        chat = {"id": -1001000000002, "type": "supergroup", "title": "市政"}
    said: Json = {"message_id": draw(st.integers(1, 60)), "date": 1772416800, "chat": chat}
    said |= {"from": _user(person)} | draw(CONTENTS)
    if kind == "edited_message":
        said["edit_date"] = 1772416900
    if draw(st.integers(0, 3)) == 0:
        from_bot = {"id": 42, "is_bot": True, "first_name": "市长信箱"}
        said["reply_to_message"] = {**said, "from": from_bot, "text": "SZ-2026-000001"}
    body: Json = said
    if kind == "callback_query":
        body = {"id": "1", "from": _user(person), "chat_instance": "1", "data": draw(DATA)}
        if draw(st.integers(0, 4)):
            body["message"] = said
    if kind == "my_chat_member":
        member = {"user": {"id": 42, "is_bot": True, "first_name": "b"}, "status": "member"}
        left = member | {"status": draw(st.sampled_from(["left", "restricted", "no_such"]))}
        body = {"chat": chat, "from": _user(person), "date": 1, "old_chat_member": left}
        body["new_chat_member"] = member
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.sampled_from(sorted(body)))
        if draw(st.booleans()):
            body = {key: value for key, value in body.items() if key != at}
        else:
            body = body | {at: draw(ODD_VALUES)}
    return {"update_id": draw(st.integers(0, 2**40)), kind: body}


async def _state(office: Town) -> tuple[Letter, list[str], int]:
    return await letter(office), await acts_of(office), len(await parts(office))


async def play(folder: Path, some: list[Json]) -> None:
    """Brings the updates to the program; all must be lived through, and change nothing."""
    async with town(folder) as office:
        owner = office.world.person("Anna", "zh-hans", OWNER)
        await sends(owner, SECRET)
        await assigned(office)
        office.world.person("陌生人", "zh-hans", STRANGER)
        before = await _state(office)
        for raw in some:
            try:
                wired = loads(json.dumps(raw))
                update = Update.model_validate(wired, context={"bot": office.app.bot})
            except (ValidationError, ValueError):
                continue  # left out, and said so in the log: tests/bot/test_updates.py
            await office.app.handle(update)
            await office.app.pump.run()
        after = await _state(office)
        assert after == before
        for person in (STRANGER, OTHER):
            assert not any(SECRET in text for text in office.world.people[person].sees())
        assert not any(SECRET in text for text in office.water.texts())


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(st.lists(updates(), min_size=25, max_size=25))
def test_whatever_update_comes_nothing_breaks_nothing_changes_and_nothing_is_shown(
    caplog: pytest.LogCaptureFixture, some: list[Json]
) -> None:
    caplog.clear()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), some))
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []
