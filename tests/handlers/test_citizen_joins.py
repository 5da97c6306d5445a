"""/start with an invitation makes somebody staff: once, for 72 hours, unless revoked."""

from datetime import timedelta
from pathlib import Path

from letters.people import SYSTEM, Role
from mailroom import staffing
from simulator.people import Person
from simulator.town import Town, town
from tests.handlers.talk import seen


async def link(office: Town, role: Role = Role.OFFICER, department: str | None = "roads") -> str:
    """A deep link's payload, as an invitation gives it."""
    return "join-" + await staffing.invite(office.app.room, SYSTEM, role, department)


async def roles(office: Town, person: Person) -> list[tuple[str, str]]:
    """What a person is registered as."""
    async with office.app.room.database.reading() as connection:
        rows = await connection.all("staff_of_person", person=person.user_id)
    return [(row["role"], row["department"]) for row in rows]


async def test_an_invitation_makes_an_officer_once(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        payload = await link(office)
        wang, mallory = office.citizen("王工 <b>"), office.citizen("Mallory")
        await wang.starts(payload)
        assert seen(wang, "欢迎，王工 <b>")
        assert seen(wang, "市政道路处")
        assert "/mine" in wang.last.text
        assert await roles(office, wang) == [("officer", "roads")]
        await wang.starts(payload)  # the same person again is told the same
        assert await roles(office, wang) == [("officer", "roads")]
        await mallory.starts(payload)
        assert "已用过" in mallory.last.text
        assert await roles(office, mallory) == []


async def test_an_invitation_of_a_clerk_says_the_role(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        wang = office.citizen("王姐")
        await wang.starts(await link(office, Role.CLERK, None))
        assert seen(wang, "信箱办公室")
        assert "/open" in wang.last.text


async def test_an_invitation_is_void_after_72_hours_when_revoked_or_made_up(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        late, revoked = await link(office), await link(office)
        await staffing.revoke(office.app.room, SYSTEM, revoked.removeprefix("join-"))
        wang = office.citizen("王工")
        await office.passes(timedelta(hours=72, minutes=1))
        for payload in (late, revoked, "join-made-up", "join-"):
            await wang.starts(payload)
            assert "重新要一个" in wang.last.text, payload
        assert await roles(office, wang) == []
