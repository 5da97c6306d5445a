"""Who may what: every command and every button, by every role, in every state of a letter.

A cell that is not allowed is refused with a sentence, changes nothing, and shows nothing of the
letter. A command or button that has no row here fails the first test.
"""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

import handlers
from letters import commands as c
from letters.acts import ACTS, Look
from letters.letter import Kind, Rating, State, text_part
from letters.people import SYSTEM, Actor, Role
from mailroom import staffing
from simulator.people import Person
from simulator.town import CHIEF, Town, town
from tests.handlers.talk import CLERK_ACTS, ROADS, acts, acts_of, assigned, letter, sends
from views.lists import LISTS

SECRET = "只有我和办公室知道的话"
LEAD, OFFICE, OWNER = frozenset({"lead"}), frozenset({"clerk", "chief"}), frozenset({"owner"})
CO_HANDLER, OFFICERS = frozenset({"co-handler"}), frozenset({"lead", "co-handler", "other officer"})
STAFF = LEAD | CO_HANDLER | OFFICE
ROLES = ("stranger", "former officer", "admin", "owner", *OFFICERS, "clerk", "chief")

PRESSES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("kind", "kind!", "about", "urgent", "topic", "topic!"), OFFICE),
    **dict.fromkeys(("merge", "into", "merge!", "into?"), OFFICE),
    **dict.fromkeys(("assign", "reassign", "lead", "co1", "assign!"), OFFICE),
    **dict.fromkeys(("refuse", "refuse!", "advice!", "refuse!!"), OFFICE),
    **dict.fromkeys(("approve", "amend", "sendback", "sendback!"), OFFICE),
    **dict.fromkeys(("grant", "nogrant", "takeback", "keep"), OFFICE),
    **dict.fromkeys(("urge", "urge?", "urge!"), OFFICE),
    **dict.fromkeys(("publish", "publish?", "publish!", "publish-no", "unpublish"), OFFICE),
    "watch": frozenset({"chief"}),
    **dict.fromkeys(("sign", "draft", "return", "return!", "askback", "askback!"), LEAD),
    **dict.fromkeys(("extend", "extend!"), LEAD),
    "contrib": CO_HANDLER,
    "ask": LEAD | OFFICE,
    **dict.fromkeys(("note", "seen", "back", "files", "card", "story"), STAFF),
    **dict.fromkeys(
        ("submit", "drop"), frozenset(ROLES)
    ),  # of what they gathered themselves: nothing
    **dict.fromkeys(("my-open", "my-add", "my-done", "my-answer", "my-rate", "my-reopen"), OWNER),
    **dict.fromkeys(("my-public", "my-private"), OWNER),
    **dict.fromkeys(("my-withdraw", "my-withdraw-yes", "my-withdraw-no"), OWNER),
}
EVERYBODY = frozenset(ROLES)
COMMANDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("start", "help", "privacy", "language", "cancel", "id", "new"), EVERYBODY),
    **dict.fromkeys(("letters", "export_me", "delete_me"), EVERYBODY),
    **dict.fromkeys(("letter", "why"), STAFF | OWNER),
    **dict.fromkeys(("open", "overdue", "find", "due", "mine", "board"), OFFICERS | OFFICE),
    **dict.fromkeys(("report", "figures", "staff", "invite", "ban", "unban"), OFFICE),
}
ASSIGN = (c.Assign("roads", ("water",)), CLERK_ACTS)
ANSWER = (ASSIGN, (c.Draft((text_part("好"),)), ROADS), (c.Approve(), CLERK_ACTS))
CITIZEN = Actor(Role.CITIZEN, 0)  # whoever wrote the letter
STATES: dict[State, tuple[tuple[c.Command, Actor], ...]] = {
    State.RECEIVED: (),
    State.ASSIGNED: (ASSIGN,),
    State.IN_PROGRESS: (ASSIGN, (c.SignFor(), ROADS)),
    State.DRAFTED: ANSWER[:2],
    State.ANSWERED: ANSWER,
    State.REFUSED: ((c.Refuse(text_part("不属于"), text_part("请找物业")), CLERK_ACTS),),
    State.MERGED: ((c.Merge(2), CLERK_ACTS),),
    State.WITHDRAWN: (ASSIGN, (c.Withdraw(), CITIZEN)),
    State.ARCHIVED: (*ANSWER, (c.Archive(), SYSTEM)),
}


async def brought_to(office: Town, state: State) -> Person:
    """A citizen's letter in that state, and another citizen's beside it; returns the citizen."""
    owner = office.citizen("Anna")
    await sends(owner, SECRET)
    await sends(office.citizen("Ben"), "别的事")
    for command, actor in STATES[state]:
        if isinstance(command, c.Archive):
            await office.passes(timedelta(days=60))
        elif actor.role is Role.CITIZEN:
            await acts(office, command, Actor(Role.CITIZEN, owner.user_id))
        else:
            await acts(office, command, actor)
    assert (await letter(office)).state is state
    return owner


def sources() -> str:
    return "\n".join(
        file.read_text(encoding="utf-8") for file in Path(handlers.__file__).parent.rglob("*.py")
    )


def test_every_command_and_button_there_is_has_its_row() -> None:
    text = sources()
    commands = set(re.findall(r'Command\("([a-z_]+)"\)', text)) | {"start", *LISTS}
    assert commands == set(COMMANDS)
    assert re.findall(r"pressed\(OnLetter[^)]*", text) == [
        "pressed(OnLetter"
    ]  # one handler has them all
    named = {wire for act in ACTS for wire in act.wires} | set(Look)
    assert named == {do.rstrip("1") for do in PRESSES}  # "co1": the one in the second place


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with one letter."""
    async with town(tmp_path) as found:
        yield found


async def cast(office: Town, owner: Person) -> dict[str, Person]:
    """Somebody of every role, each in a private chat with a message of the bot's to press on.

    There is a co-handler only where the letter has one.
    """
    world, people, room = office.world, office.people, office.app.room
    chief = Actor(Role.CHIEF, CHIEF)
    found = {
        "stranger": office.citizen("Stranger"),
        "former officer": office.citizen("Former"),
        "admin": office.citizen("Admin"),
        "owner": owner,
        "other officer": world.people[people.qian.user_id],
        "co-handler": world.people[people.sun.user_id],
        "lead": world.people[people.zhao.user_id],
        "clerk": world.people[people.clerk.user_id],
        "chief": world.people[CHIEF],
    }
    if not (await letter(office)).co_handlers:
        del found["co-handler"]
    invited = {
        "former officer": await staffing.invite(room, chief, Role.OFFICER, "roads"),
        "admin": await staffing.invite(room, chief, Role.ADMIN, None),
    }
    for role, person in found.items():
        await person.starts(f"join-{invited[role]}" if role in invited else "")
    await staffing.dismiss(room, chief, found["former officer"].user_id)
    return found


@pytest.mark.parametrize("state", list(State))
async def test_a_press_of_who_may_not_is_refused_changes_nothing_and_shows_nothing(
    office: Town, state: State
) -> None:
    people = await cast(office, await brought_to(office, state))
    before, history = await letter(office), await acts_of(office)
    for role, person in people.items():
        for do, allowed in PRESSES.items():
            if role in allowed:
                continue
            press = await person.forges(f"l:{do}:{before.id}:{before.revision}:", person.last)
            assert press.answer is not None, (role, do)
            assert press.answer.text, (role, do)
        if role not in {"owner", *STAFF}:
            assert not any(SECRET in text for text in person.sees()), role
    assert await letter(office) == before
    assert await acts_of(office) == history


@pytest.mark.parametrize("state", list(State))
async def test_a_command_of_who_may_not_is_refused_and_shows_nothing(
    office: Town, state: State
) -> None:
    people = await cast(office, await brought_to(office, state))
    found, history = await letter(office), await acts_of(office)
    for command, allowed in COMMANDS.items():
        for role, person in people.items():
            if role in allowed:
                continue
            await person.says(f"/{command} {found.number} 5 {SECRET[:3]}")
            said = person.last.text
            refused = ("不由您来办", "没有登记为工作人员", "没有编号是", "没有找到", "没有这封信")
            assert any(words in said for words in refused), (command, role, said)
            assert SECRET not in said
    assert await letter(office) == found
    assert await acts_of(office) == history


async def test_another_departments_search_finds_nothing_and_a_report_hides_from_whom_it_is_about(
    office: Town,
) -> None:
    owner = office.citizen("Anna")
    await sends(owner, SECRET)
    await acts(office, c.ChangeKind(Kind.REPORT, "water"))
    await assigned(office)
    sun = office.people.sun
    for command in (f"/find {SECRET[:4]}", "/mine", "/due", "/open", "/overdue", "/board"):
        await sun.says(command)
        assert SECRET not in sun.last.text
        assert "SZ-2026-000001" not in sun.last.text
    zhao = office.people.zhao
    await zhao.says(f"/find {SECRET[:4]}")
    assert any("SZ-2026-000001" in text for text in zhao.sees())


async def test_a_rating_of_somebody_else_is_not_taken(office: Town) -> None:
    owner = office.citizen("Anna")
    await sends(owner, SECRET)
    for command, actor in STATES[State.ANSWERED]:
        await acts(office, command, actor)
    found = await letter(office)
    stranger = office.citizen("Stranger")
    await stranger.starts()
    data = f"l:my-rate:{found.id}:{found.revision}:{Rating.SATISFIED}"
    await stranger.forges(data, stranger.last)
    assert (await letter(office)).rating is None
