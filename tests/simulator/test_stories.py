"""Stories: the published year in small, played through the same handlers as in earnest."""

from collections import Counter
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.calendar import build_calendar
from letters.period import year
from reports import annual, as_text, yearly_paper
from simulator.lives import Fate, plan
from simulator.stories import STORIES, Year, play
from texts import Words

SMALL = Year(
    2014,
    MappingProxyType(
        {Fate.ANSWERED: 15, Fate.REFUSED: 2, Fate.MERGED: 1, Fate.WITHDRAWN: 1, Fate.OPEN: 5}
    ),
)


def test_the_year_2014_has_502_letters_of_which_378_are_answered() -> None:
    lives = plan(2014, STORIES["2014"].fates, build_calendar("CN"), seed=2014)
    fates = Counter(life.fate for life in lives)
    assert (len(lives), fates[Fate.ANSWERED]) == (502, 378)
    assert all(life.sent_at.year == 2014 for life in lives)
    answered = [life.approved_at for life in lives if life.approved_at is not None]
    assert len(answered) == 378
    assert max(answered).date() < date(2015, 1, 1)
    assert lives == plan(2014, STORIES["2014"].fates, build_calendar("CN"), seed=2014)


async def test_a_small_year_is_played_to_its_report(tmp_path: Path) -> None:
    async with play(tmp_path, SMALL, lambda _letters, _all: None) as found:
        room, words = found.app.room, Words("zh")
        sheet = await annual.yearly(room.database, room.office, year(2014), date(2014, 12, 31))
        assert (sheet.total.received, sheet.total.replied) == (24, 15)
        assert "截至2014年底,共收到群众反映的各类问题24条,已经回复15条,回复率62.5%." in (
            as_text.written(yearly_paper.of_sheet(sheet, words), words)
        )
        async with room.database.reading() as connection:
            ended = {r["outcome"]: r["messages"] for r in await connection.all("outbox_counts")}
        assert set(ended) <= {"sent", "dropped"}
