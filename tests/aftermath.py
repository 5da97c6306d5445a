"""What must hold once the trouble is over: nothing lost, nothing twice, nothing in a wrong chat."""

import asyncio
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from storage.engines import database_at
from storage.verify import verify
from tests.conversations import FIRST_CITIZEN, NUMBER, OFFICE, ROADS, until
from tests.engine import looked_up, on_server, url_in
from tests.processes import Processes

STAFF = 0  # the private chat of any of them
STEPS = ["submitted", "assigned", "drafted", "answered", "rated"]
TO_CITIZENS = frozenset({"✅ 来信已收到", "📤 #", "💬 #"})
OFFICIAL: dict[int | None, frozenset[str]] = {
    STAFF: frozenset(),
    OFFICE: frozenset({"📨 新来信 #", "📝 市政 提交了 #"}),
    ROADS: frozenset({"📥 转办给你们：#", "✅ #", "⭐ 来信人对 #"}),
}
"""How the messages of acts begin, up to the number: every letter brings each of them once."""
PREVIEW = "请看一遍"
"""How a preview begins; sent twice after a kill or a cut, the first stays as it was."""
OTHERS = {
    None: ("您好！这里是信箱办公室。", "✉️ 已寄出，编号 #", "谢谢您的评价（#"),
    STAFF: ("您好！", "欢迎，", "承办单位"),
    OFFICE: ("⚠️ 工作日历只确定到", "⚠️ 服务器磁盘"),
    ROADS: ("#", "赵工 请回复这条消息，写下对 #"),
}
"""How all other messages begin: the dialog's."""
NOTICES = (
    "Receipt",
    "PassedOn",
    "Answered",
    "Arrived",
    "DraftReady",
    "AssignedToYou",
    "AnswerSent",
    "Rated",
)


@dataclass(frozen=True)
class Outcome:
    """What was kept, and how many messages of acts came twice: after a kill, after a cut."""

    letters: int
    events: int
    messages: int
    after_kills: int
    repeated: int

    def __str__(self) -> str:
        return (
            f"{self.letters} letters, {self.events} events, {self.messages} messages of acts;"
            f" 0 lost, 0 registered twice, {self.repeated} messages repeated"
            f" ({self.after_kills} caught by a kill between sending and noting)"
        )


async def unnoted(town: Processes) -> int:
    """Returns how many messages of acts were sent and not noted; the bot does not run.

    It looks at a copy, so that the next start finds the files as the kill left them.
    """
    before = -1
    while before != (before := await town.calls()):  # what was on the wire has arrived
        await asyncio.sleep(0.05)
    sent = sum(len(numbers) for numbers in (await _told(town)).values())
    names = ", ".join(f"'{name}'" for name in NOTICES)
    query = f"SELECT count(*) FROM outbox WHERE outcome = 'sent' AND notice IN ({names})"  # noqa: S608 — names above
    if on_server():
        return sent - int(looked_up(town.folder, query)[0][0])
    with tempfile.TemporaryDirectory() as folder:
        for file in (*town.folder.glob("mailbox.db*"), town.folder / "mailbox.key"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder)
        return sent - int(looked_up(Path(folder), query)[0][0])


async def kill(town: Processes) -> None:
    """kill −9, and a count of what was sent and not noted in that moment."""
    await town.kill_bot()
    town.caught = await unnoted(town)


async def holds(
    town: Processes, people: list[int], cut: int = 0, besides: tuple[str, ...] = ()
) -> Outcome:
    """Ends the bot and checks all that must hold.

    `cut`: so many messages at most were taken and not answered for, and came again. `besides`:
    how messages begin that this trouble alone brings.
    """
    await until(lambda: is_quiet(town))
    assert await town.stop_bot() == 0
    found = await _kept(town, people)
    told = await _told(town, besides)
    year = found.numbers[0][:-6]
    numbers = [f"{year}{serial:06d}" for serial in range(1, len(people) + 1)]
    assert found.numbers == numbers  # none lost, none twice, no gap
    assert {chat for chat, _ in told if chat > 0} == set(people)
    own = [{n for begins in TO_CITIZENS for n in told[person, begins]} for person in people]
    assert sorted(own, key=sorted) == [{number} for number in numbers]  # each their own
    for group in (OFFICE, ROADS):
        for begins in OFFICIAL[group]:
            assert sorted(set(told[group, begins])) == numbers, begins
    repeated = sum(
        count - 1 for said in told.values() for count in Counter(said).values() if count > 1
    )
    assert town.caught <= repeated <= town.caught + cut, (town.caught, repeated)
    messages = sum(len(said) for said in told.values()) - repeated
    return Outcome(len(numbers), found.events, messages, town.caught, repeated)


@dataclass(frozen=True)
class _Kept:
    numbers: list[str]
    events: int


async def _kept(town: Processes, people: list[int]) -> _Kept:
    """What the archive holds, which must be whole and no more than what was said."""
    archive = database_at(url_in(town.folder), str(town.folder / "mailbox.key"))
    async with archive, archive.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
        assert found.faults == {}
        letters = await connection.fetch("SELECT id, number FROM letters ORDER BY number")
        happened = await connection.fetch("SELECT letter, name FROM events ORDER BY revision")
        parts = await connection.fetch(
            "SELECT role, text, count(*) FROM parts WHERE letter IS NOT NULL GROUP BY role, text"
        )
        unsent = await connection.fetch(
            "SELECT notice, outcome, failure FROM outbox"
            " WHERE coalesce(outcome, '') NOT IN ('sent', 'dropped')"
        )
    for letter in letters:
        steps = [event["name"] for event in happened if event["letter"] == letter["id"]]
        assert [step for step in steps if step != "undeliverable"] == STEPS
    wanted = {("letter", f"第{person}号来信", 1) for person in people}
    wanted |= {("answer", f"答复{person}", 1) for person in people}
    assert {tuple(row.values()) for row in parts} == wanted
    assert unsent == [], unsent
    return _Kept([letter["number"] for letter in letters], found.events)


async def _told(
    town: Processes, besides: tuple[str, ...] | None = None
) -> dict[tuple[int, str], list[str]]:
    """The numbers in all messages of acts, by chat and beginning.

    With `besides`, a message in a chat where it has no business fails.
    """
    told: dict[tuple[int, str], list[str]] = {}
    groups = {OFFICE: OFFICE, ROADS: ROADS} | {new: old for old, new in town.moved.items()}
    for chat, text in (await town.control("told"))["told"]:
        whose = groups.get(chat, STAFF if chat < FIRST_CITIZEN else None)
        begins = re.sub(rf"{NUMBER.pattern}.*", "#", text.partition("\n")[0])
        if begins in OFFICIAL.get(whose, TO_CITIZENS):
            number = NUMBER.search(text)
            assert number
            told.setdefault((groups.get(chat, chat), begins), []).append(number[0])
        elif besides is not None:
            fitting = (*OTHERS[whose], *besides, *([] if whose else [f"第{chat}号来信"]))
            assert begins.startswith(fitting), (chat, text)
    return told


async def is_quiet(town: Processes) -> bool:
    """Nothing waits for the bot nor to be sent, and it has said nothing for a while."""
    before = await town.calls()
    await asyncio.sleep(1)
    pending = (await town.control("stats"))["pending"]
    return not pending and before == await town.calls() and not _waiting(town)


def _waiting(town: Processes) -> int:
    """Returns how many messages the outbox still holds: some may be put off for seconds."""
    query = "SELECT count(*) FROM outbox WHERE outcome IS NULL"
    return int(looked_up(town.folder, query)[0][0])


def report(what: str, outcome: object) -> None:
    """Says how it went, on the terminal of whoever runs it."""
    sys.stdout.write(f"\n{what}: {outcome}\n")
