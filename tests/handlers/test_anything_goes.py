"""Whatever people press, say and send, in whatever order: no fault, no press without an answer."""

import logging
import random
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.looking import NotPossible
from simulator.people import Person
from simulator.town import Town, town
from texts import Words

SAYINGS = ("路灯坏了", "谢谢", "修好了", "5", "SZ-2026-000001", "长" * 4000, "<b>&")
COMMANDS = (
    "/open",
    "/overdue",
    "/find 路灯",
    "/letter SZ-2026-000001",
    "/letters",
    "/new",
    "/cancel",
    "/mine",
    "/due",
    "/report",
    "/staff",
    "/invite",
    "/help",
    "/language",
)
STEPS = 80


@pytest.mark.parametrize("seed", range(2))
async def test_random_acts_of_everybody_meet_no_fault_and_every_press_is_answered(
    tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(seed)
    async with town(tmp_path) as office:
        people = office.people
        citizens = [office.citizen("Anna"), office.citizen("Ben", "en")]
        alone = [office.world.people[one.user_id] for one in (people.clerk, people.zhao)]
        for person in (*citizens, *alone):
            await person.starts()
        staff = [people.clerk, people.clerk, people.chief, people.zhao, people.sun, *alone]
        for _ in range(STEPS):
            try:
                await something(office, chance, chance.choice([*citizens, *citizens, *staff]))
            except NotPossible:
                continue  # what a person's own Telegram would not let them do
        wrong = {Words(language)("went-wrong") for language in ("zh", "en")}
        chats = [group.texts() for group in (office.office, office.roads, office.water)]
        shown = {text for texts in (*chats, *(p.sees() for p in citizens)) for text in texts}
        assert shown.isdisjoint(wrong)
        assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


async def something(office: Town, chance: random.Random, person: Person) -> None:
    """A person does one thing with what stands on their screen."""
    screen = [m for m in person.screen()[-25:] if not m.is_service]
    match chance.choices(
        ["press", "say", "command", "album", "edit", "time"], [50, 18, 12, 4, 8, 8]
    )[0]:
        case "press":
            buttons = [(m, b) for m in screen for b in m.buttons if b.data]
            if buttons:
                message, button = chance.choice(buttons)
                press = await person.forges(button.data or "", on=message)
                assert press.answer is not None, button.text
        case "say":
            to = chance.choice(screen) if screen and chance.random() < 0.7 else None
            await person.says(chance.choice(SAYINGS), reply_to=to)
        case "command":
            await person.says(chance.choice(COMMANDS))
        case "album":
            await person.sends_album(3, caption="图")
        case "edit":
            own = [m for m in screen if m.sender.id == person.user_id and "text" in m.content]
            if own:
                await person.edits(chance.choice(own), f"改过了{chance.random()}")
        case _:
            await office.passes(timedelta(hours=chance.choice([1, 5, 24, 72])))
