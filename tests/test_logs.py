"""Logs: numbers and ids, never a text, a name, a telephone number or the token."""

import ast
import asyncio
import json
import logging
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.logs import PLAIN, AsJson, Wordless, note_lost_task
from simulator.faults import Trouble
from simulator.stories import play
from simulator.town import TOKEN, town
from tests.handlers.talk import answered, sends
from tests.rooms import HOUSE, house
from tests.simulator.test_stories import SMALL

PRIVATE = ("王小明", "wangxiaoming", "13800138000", "建设路十二号", "不给别人看的", TOKEN)

TROUBLE = {"warning", "error", "exception", "critical"}
NAMED = re.compile(r"\b(update|chat|message|letter|part|job) %s")
WITHOUT_IDS = {
    "Telegram does not answer (%s); asking again in %ss": "about Telegram as a whole",
    "Telegram asks us to wait %ss": "about Telegram as a whole",
    "another program polls with this token; stop it, or this one": "about this program",
    "background task failed: %s": "a task is known by its traceback alone",
    "the calendar has changed, and ends before a letter's date": "about the calendar",
    "the clock was set back": "about this machine",
    "the last messages sent could not be recorded: %s": "the archive cannot be read either",
    "the outbox cannot be read or written: %s": "about the archive as a whole",
    "the polling lock cannot be acquired: %s": "about the archive as a whole",
    "the program failed": "the last line of a program that ends",
}
"""Lines about nothing that has an id, each with the reason."""


@pytest.fixture(autouse=True)
def levels(caplog: pytest.LogCaptureFixture) -> None:
    """All of ours at its most talkative, libraries' as bot/logs has them."""
    caplog.set_level(logging.DEBUG)
    for noisy in ("aiosqlite", "asyncio", "aiogram"):
        caplog.set_level(logging.WARNING, logger=noisy)


def said(caplog: pytest.LogCaptureFixture) -> str:
    """Everything logged, with tracebacks, as a file would hold it."""
    form = Wordless(PLAIN)
    return "\n".join(form.format(record) for record in caplog.records)


async def test_a_letters_life_with_all_that_can_go_wrong_leaves_no_personal_data_in_the_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(tmp_path) as office:
        anna = office.world.person("王小明", username="wangxiaoming")
        await anna.starts()
        for trouble in (Trouble.SERVER_ERROR, Trouble.TOO_MANY_REQUESTS, Trouble.CUT_AFTER):
            office.world.faults.next(trouble, 2, method="send*")
            await anna.says("建设路十二号的路灯坏了，电话 13800138000")
        await anna.presses("🔒 不公开")
        await anna.presses("提交")
        await office.clerk.says("/find 建设路十二号")
        await office.clerk.says("/letter SZ-2026-000001")
        await answered(office, "不给别人看的答复")
        await office.clerk.says("/letter SZ-2026-000001")
        await office.clerk.presses("🌐 公开答复")
        await office.clerk.presses("核对无误，公开")
        assert any("已公开" in text for text in anna.sees())
        await anna.blocks()
        await sends(office.citizen("Ben"), "/不给别人看的")
        await office.passes(timedelta(days=3))
    logged = said(caplog)
    assert "waits" in logged  # it did go wrong
    for words in PRIVATE:
        assert words not in logged, words


async def test_a_whole_year_leaves_no_name_and_no_text_in_the_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        play(tmp_path, SMALL, lambda _letters, _all: None) as found,
        found.app.room.database.reading() as connection,
    ):
        names = await connection.fetch("SELECT name FROM people")
        texts = await connection.fetch("SELECT text FROM parts")
    logged = said(caplog)
    for row in (*names, *texts):
        word = str(next(iter(row.values()))).strip()
        assert len(word) < 4 or word not in logged, word


def failing() -> BaseException:
    """What a library may raise: three faults that quote what they could not read."""
    found: list[Exception] = []
    try:
        try:
            int(PRIVATE[0])
        except ValueError as error:
            raise KeyError(PRIVATE[2]) from error
    except KeyError as error:
        found.append(error)
    return ExceptionGroup(PRIVATE[4], found)


@pytest.mark.parametrize("form", [Wordless(PLAIN), AsJson()])
async def test_a_traceback_says_where_and_what_sort_of_fault_but_not_its_words(
    form: logging.Formatter, caplog: pytest.LogCaptureFixture
) -> None:
    context = {"message": "a task failed", "exception": failing()}
    note_lost_task(asyncio.get_running_loop(), context)
    line = form.format(caplog.records[-1])
    for words in PRIVATE:
        assert words not in line
    for sort in ("a task failed", "ExceptionGroup", "KeyError", "ValueError", "in failing"):
        assert sort in line


def test_logs_for_programs_are_a_line_of_json_each() -> None:
    record = logging.LogRecord("bot.app", logging.INFO, "", 0, "backup of %s letters", (5,), None)
    record.created, record.msecs = 1767225600.25, 250.0
    form = AsJson()
    form.converter = time.gmtime
    assert json.loads(form.format(record)) == {
        "at": "2026-01-01T00:00:00.250Z",
        "level": "info",
        "room": "bot.app",
        "message": "backup of 5 letters",
    }


def lines_of_trouble() -> set[str]:
    """What every call of a logger at warning or above says, before its facts are put in."""
    found = set()
    for room in house().rooms:
        for file in (HOUSE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Attribute(value=ast.Name(id="log"), attr=level),
                        args=[ast.Constant(value=str(line)), *_],
                    ) if level in TROUBLE:
                        found.add(line)
                    case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=level)):
                        assert level not in TROUBLE, f"{file}:{node.lineno}: no line to be read"
    return found


def test_every_line_of_trouble_names_what_it_is_about_or_has_a_reason_not_to() -> None:
    nameless = {line for line in lines_of_trouble() if not NAMED.search(line)}
    assert nameless == set(WITHOUT_IDS)
