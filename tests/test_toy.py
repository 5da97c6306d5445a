"""A second kind of case beside the letters: it lives its whole life, and counts as no letter."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.config import BadConfigError, Config
from bot.config_tables import MailboxTable
from bot.report_cli import Asked, make_report
from letters import procedure
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import desk
from mailroom.perform import perform
from reports.annual import NoSheetError
from simulator.people import Person
from simulator.town import Town, town, town_config
from storage import backups
from storage.copying import copy, rows_in
from storage.database import Database
from storage.past import as_rows
from storage.verify import verify
from tests.engine import archive_in, intruder
from tests.handlers.talk import CLERK_ACTS, acts_of, letter, sends
from tests.toy import TOY, Facts, Find
from texts import Words

CASE = "SW-2026-000001"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toy is known to the program for as long as a test lasts."""
    with monkeypatch.context() as patch:
        patch.setattr(procedure, "_known", {**procedure._known})
        procedure.make_known(TOY)
        yield


def config_of(folder: Path, follows: str = "toy") -> Config:
    """The sample office with a second mailbox, for what was lost."""
    config = town_config(folder)
    lost = MailboxTable(code="lost", title="失物招领", prefix="SW", procedure=follows)
    return config.model_copy(update={"mailbox": [*config.mailbox, lost]})


@asynccontextmanager
async def office_with_both(folder: Path) -> AsyncIterator[tuple[Town, Person]]:
    """Yields the sample office with a letter, a case of the toy's, and who wrote the case."""
    async with town(folder, config_of(folder)) as office:
        await sends(office.citizen("Ben"), "路灯坏了")
        anna = office.citizen("Anna")
        await anna.says("昨天在公园丢了一把红伞")
        await anna.presses("失物招领")
        await anna.presses("提交")
        yield office, anna


async def finds(office: Town) -> Letter:
    """A clerk presses the button under its card: it was found."""
    await office.clerk.presses("🎉 找到了")
    return await letter(office, CASE)


async def ends(database: Database) -> tuple[str, dict[str, object]]:
    """The end of all chains, and what is broken."""
    async with database.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
    return found.end, dict(found.faults)


async def test_it_lives_its_whole_life_with_its_own_words_dates_and_facts(tmp_path: Path) -> None:
    async with office_with_both(tmp_path) as (office, anna):
        case = await letter(office, CASE)
        assert (case.procedure, case.state, case.is_open) == ("toy", "lost", True)
        assert (case.reply_due_on, case.own) == (date(2026, 3, 5), Facts())
        assert anna.sees()[-1] == f"🔎 {CASE}：我们在找，2026年3月5日（周四） 前告诉您。"
        card = next(text for text in reversed(office.office.texts()) if CASE in text)
        assert "寻找中" in card

        await office.until(datetime(2026, 3, 5, 1, 0, tzinfo=UTC))
        assert office.office.texts()[-1].startswith(f"⏰ {CASE}")

        case = await finds(office)
        assert (case.state, case.own) == ("found", Facts(date(2026, 3, 5), (100002,)))
        assert not case.is_open
        assert anna.sees()[-1] == f"🎉 {CASE}：找到了，请来领取。"
        with pytest.raises(NotAllowed):
            await perform(office.app.room, case.id, Find(), CLERK_ACTS)

        await office.until(datetime(2026, 3, 6, 1, 0, tzinfo=UTC))
        assert (await letter(office, CASE)).state == "closed"
        assert await acts_of(office, CASE) == ["submitted", "reminded", "found", "closed"]


async def test_no_command_of_another_procedure_is_given_to_it(tmp_path: Path) -> None:
    async with office_with_both(tmp_path) as (office, _):
        with pytest.raises(NotAllowed):
            await perform(office.app.room, (await letter(office)).id, Find(), CLERK_ACTS)


async def test_it_is_no_letter_in_reports_tables_of_letters_and_suggestions(
    tmp_path: Path,
) -> None:
    async with office_with_both(tmp_path) as (office, _):
        await finds(office)
        room = office.app.room
        asked, words = Asked("2026", "2026-03-31"), Words("zh")
        made = await make_report(room.database, room.office, asked, words, date(2026, 4, 1))
        assert "共收到群众反映的各类问题1条" in made.content.decode()
        for mailbox in ("lost", "gone"):
            of_it = replace(asked, mailbox=mailbox)
            with pytest.raises(NoSheetError):
                await make_report(room.database, room.office, of_it, words, date(2026, 4, 1))
        async with room.database.reading() as connection:
            assert [row["number"] for row in await as_rows(connection)] == ["SZ-2026-000001"]
        await sends(office.citizen("Carl"), "昨天在公园丢了一把红伞")
        alike = await letter(office, "SZ-2026-000002")
        assert await desk.duplicates(room, alike) == ()


async def test_the_register_is_whole_with_it_and_its_facts_are_found_when_tampered_with(
    tmp_path: Path,
) -> None:
    async with office_with_both(tmp_path) as (office, _):
        await finds(office)
        assert (await ends(office.app.room.database))[1] == {}
        statements = (
            ("UPDATE toy_facts SET found_on = '2026-03-01'", "verify-letter-differs"),
            ("UPDATE toy_facts SET found_on = '2026-03-02', finders = '[7]'", "letter-differs"),
            ("DELETE FROM toy_facts", "letter-differs"),
        )
        with intruder(tmp_path) as raw:
            for statement, fault in statements:
                assert raw.execute(statement).rowcount == 1
                _, faults = await ends(office.app.room.database)
                assert [fault in name for name in faults] == [True], statement


async def test_a_backup_and_a_copy_into_another_database_keep_it(tmp_path: Path) -> None:
    async with office_with_both(tmp_path) as (office, _):
        case = await finds(office)
        database, now = office.app.room.database, office.app.room.now()
        before = await ends(database)
        backup = await backups.write(database, tmp_path / "backups", now)
        assert (backup.manifest.letters, backup.manifest.end) == (2, before[0])
        async with archive_in(tmp_path, "copy.db") as there:
            await copy(database, there, now, lambda _rows: None)
            assert await ends(there) == before
            async with there.reading() as connection:
                assert (await rows_in(connection))["toy_facts"] == 1
                rows = await connection.fetch("SELECT * FROM toy_facts")
        assert [dict(row) for row in rows] == [
            {"letter": case.id, "found_on": "2026-03-02", "finders": "[100002]"}
        ]


async def test_a_program_that_does_not_know_it_any_more_says_so_and_does_not_start(
    tmp_path: Path,
) -> None:
    async with office_with_both(tmp_path):
        pass
    del procedure._known["toy"]
    with pytest.raises(BadConfigError) as refused:
        async with town(tmp_path, config_of(tmp_path, "letters")):
            pass
    assert refused.value.reason == "config-procedure-in-use"
    assert refused.value.facts == {"code": "toy", "letters": 1}
