"""The words: the same messages in both languages, with the same variables, for everybody."""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from fluent.syntax import ast, parse

from letters import guards, inputs, moves_of_citizen, moves_of_department, moves_of_office
from letters.acts import ACTS, By
from letters.inputs import OneOf
from letters.letter import Card, Kind, Rating, State
from letters.notices_to_citizen import CitizenNotice
from letters.notices_to_staff import OfficeNotice, StaffNotice
from letters.people import Role
from letters.procedures import LETTERS
from simulator.town import Town, town
from storage.outbox import NOTICES
from texts import LANGUAGES, Words, language_for
from views import cards, to_citizen
from views import help as menus

TEXTS = Path(__file__).parents[2] / "texts"


def messages(language: str) -> dict[str, set[str]]:
    """Every message of a language with the variables it uses; Junk is an error."""
    found: dict[str, set[str]] = {}
    for file in sorted((TEXTS / language).glob("*.ftl")):
        text = file.read_text(encoding="utf-8")
        for entry in parse(text).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                body = text[slice(entry.span.start, entry.span.end)] if entry.span else ""
                found[entry.id.name] = set(re.findall(r"\$([A-Za-z_]+)", body))
    return found


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    chinese, english = messages("zh"), messages("en")
    assert set(chinese) == set(english)
    # Chinese has no plurals and may leave out what only chooses one
    assert {m: v - english[m] for m, v in chinese.items() if v - english[m]} == {}


def sample(kind: Any) -> object:
    """A value of a notice's field."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    return {str: "<b>&", int: 2, bool: True, date: date(2026, 3, 9)}[kind]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_notice_can_be_said_in_every_language(language: str, tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        for name, kind in sorted(NOTICES.items()):
            said = spoken(office, name, Words(language))
            assert ("&lt;b&gt;&amp;" in said) == (str in get_type_hints(kind).values()), name
            assert "{" not in said, name


def spoken(office: Town, name: str, words: Words) -> str:
    """A notice as its reader reads it, every text in it being "<b>&"."""
    kind, room = NOTICES[name], office.app.room
    notice = kind(**{field: sample(hint) for field, hint in get_type_hints(kind).items()})
    if kind in get_args(StaffNotice):
        return cards.said(room, notice, words)
    return words.html(name, **to_citizen.facts_of(notice, room))


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_kinds_events_reasons_and_buttons_have_their_words(language: str) -> None:
    words = Words(language)
    needed = {f"state-{s}" for s in State} | {f"kind-{k}" for k in Kind}
    needed |= {f"rating-{r}" for r in Rating} | {f"card-{c}" for c in Card}
    needed |= {f"role-{r}" for r in Role} | {f"event-{m.event}" for m in LETTERS.table}
    needed |= {"event-submitted"} | {
        f"act-{act.name}"
        for act in ACTS
        if not (isinstance(act.needs, OneOf) and act.needs.at_once)
    }
    needed |= {f"command-{c}" for c in (*menus.CITIZEN, *menus.OFFICE, *menus.DEPARTMENT)}
    code = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8")
        for module in (guards, moves_of_office, moves_of_department, moves_of_citizen)
    )
    reasons = set(re.findall(r'return "([a-z-]+)"', code)) | set(
        re.findall(r'return "([a-z-]+)" if', code)
    )
    needed |= {f"refused-{reason}" for reason in reasons}
    assert {message for message in needed if message not in words} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_an_act_asks_has_its_words(language: str) -> None:
    words = Words(language)
    asking = inputs.Words | inputs.Messages | inputs.Reason | inputs.AnotherLetter
    asked = {
        act.name if act.by is By.CITIZEN else topic
        for act in ACTS
        if isinstance(act.needs, asking | inputs.PublicTexts)
        for topic in act.topics
    } | {"extend"}
    needed = {f"{what}-{topic}" for topic in asked for what in ("ask", "placeholder")}
    needed |= {f"submit-{act.name}" for act in ACTS if act.reply} | {a.said for a in ACTS if a.said}
    now = inputs.WordsOrNone | inputs.ReasonAndAdvice | inputs.PublicTexts | inputs.AnotherLetter
    needed |= {f"{act.name}-now" for act in ACTS if isinstance(act.needs, now)}
    asks = [act for act in ACTS if isinstance(act.needs, inputs.Confirmation)]
    needed |= {f"{what}-{act.name}" for act in asks for what in ("ask", "dropped")}
    needed |= {f"act-{wire}" for act in asks for wire in act.wires}
    assert {message for message in needed if message not in words} == set()


def test_citizens_and_staff_notices_are_all_there_is() -> None:
    kinds = (CitizenNotice, StaffNotice, OfficeNotice)
    assert set(NOTICES.values()) == {notice for kind in kinds for notice in get_args(kind)}


def test_variables_are_escaped_in_html_and_plain_elsewhere() -> None:
    words = Words("en")
    assert words.html("as-said", text="<b>&") == "&lt;b&gt;&amp;"
    assert words("as-said", text="<b>&") == "<b>&"


@pytest.mark.parametrize(
    ("chosen", "client", "spoken"),
    [
        (None, None, "zh"),
        (None, "zh-hans", "zh"),
        (None, "en", "en"),
        (None, "en-GB", "en"),
        (None, "mn", "zh"),
        ("zh", "en", "zh"),
        ("en", "zh-hans", "en"),
    ],
)
def test_chinese_is_spoken_unless_english_is_chosen_or_the_clients(
    chosen: str | None, client: str | None, spoken: str
) -> None:
    assert language_for(chosen, client) == spoken
