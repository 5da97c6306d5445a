"""A group with topics: what the office reads there is lost with no topic."""

from pathlib import Path

from simulator.town import town
from tests.handlers.talk import sends


async def test_a_deleted_topic_loses_no_letter_the_office_was_to_read(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        office.office.make_forum()
        topic = await office.office.open_topic("路灯", office.clerk)
        anna = office.citizen("Anna")
        await sends(anna)
        in_topic = office.world.people[office.clerk.user_id].in_(office.office, topic)
        await in_topic.says("/letter SZ-2026-000001")
        await office.office.delete_topic(topic.id)
        await anna.says("/new")
        await sends(anna, "桥也坏了")
        cards = [text for text in office.office.texts() if text.startswith("📨")]
        assert [("000001" in card, "000002" in card) for card in cards] == [
            (True, False),
            (False, True),
        ]
        async with office.app.room.database.reading() as connection:
            counts = {r["outcome"]: r["messages"] for r in await connection.all("outbox_counts")}
        assert set(counts) == {"sent"}
