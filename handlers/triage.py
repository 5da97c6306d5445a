"""Correcting a letter's kind and topic, and merging it into another of the same matter."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import asking
from handlers.pressing import act, may, message_of
from handlers.telegram.access import Visit
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.letter import Kind, Letter
from letters.workflow import NotAllowed
from mailroom import desk
from views import keyboards
from views.keyboards import plain
from views.presses import OnLetter

LIKELY_SHOWN = 5


def router() -> Router:
    """Returns the handlers of the menus "kind", "topic" and "merge"."""
    found = Router(name="triage")
    found.callback_query.register(on_kinds, pressed(OnLetter, "kind"))
    found.callback_query.register(on_kind, pressed(OnLetter, "kind!"))
    found.callback_query.register(on_about, pressed(OnLetter, "about"))
    found.callback_query.register(on_urgent, pressed(OnLetter, "urgent"))
    found.callback_query.register(on_topics, pressed(OnLetter, "topic"))
    found.callback_query.register(on_topic, pressed(OnLetter, "topic!"))
    found.callback_query.register(on_likely, pressed(OnLetter, "merge"))
    found.callback_query.register(on_into, pressed(OnLetter, "into"))
    found.callback_query.register(on_merge, pressed(OnLetter, "merge!"))
    found.callback_query.register(on_other, pressed(OnLetter, "into?"))
    return found


async def _menu(
    query: CallbackQuery,
    visit: Visit,
    letter: Letter,
    choices: list[tuple[str, str, str]],
    in_a_row: int = 1,
) -> None:
    """Shows choices (label, what a press does, with what) in the place of the card's buttons."""
    message = message_of(query)
    if message is not None:
        buttons = [plain(label, letter, do, what) for label, do, what in choices]
        menu = keyboards.menu(visit.words, letter, buttons, in_a_row=in_a_row)
        await visit.speaker.edit_buttons(visit.chat, message, menu)
    await visit.speaker.toast(query.id)


async def on_kinds(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows the six kinds, and urgent or not."""
    letter = await may(visit, callback_data, c.ChangeKind)
    words = visit.words
    choices = [
        (f"{'✓ ' if kind is letter.kind else ''}{words(f'kind-{kind}')}", "kind!", kind.value)
        for kind in Kind
    ]
    choices.append((words("not-urgent" if letter.urgent else "make-urgent"), "urgent", ""))
    await _menu(query, visit, letter, choices, in_a_row=2)


async def on_kind(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A kind was chosen. A report is first asked which department it is about."""
    letter = await may(visit, callback_data, c.ChangeKind)
    if callback_data.what not in set(Kind):
        raise NotAllowed("menu-outdated")
    kind = Kind(callback_data.what)
    if kind is not Kind.REPORT:
        await act(query, callback_data, visit, c.ChangeKind(kind, None, letter.urgent))
        return
    choices = [(visit.words("about-none"), "about", "")]
    choices += [
        (visit.words("about-department", department=d.name), "about", d.code)
        for d in visit.room.office.departments
    ]
    await _menu(query, visit, letter, choices)


async def on_about(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A report, and the department it is about: that one never sees it."""
    letter = await may(visit, callback_data, c.ChangeKind)
    about = callback_data.what or None
    if about is not None and about not in {d.code for d in visit.room.office.departments}:
        raise NotAllowed("menu-outdated")
    await act(query, callback_data, visit, c.ChangeKind(Kind.REPORT, about, letter.urgent))


async def on_urgent(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Urgent, or no longer."""
    letter = await may(visit, callback_data, c.ChangeKind)
    changed = c.ChangeKind(letter.kind, letter.about, not letter.urgent)
    await act(query, callback_data, visit, changed)


async def on_topics(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows the configured topics, and none."""
    letter = await may(visit, callback_data, c.ChangeTopic)
    named = [(topic.name, topic.code) for topic in visit.room.office.topics]
    choices = [
        (f"{'✓ ' if (code or None) == letter.topic else ''}{name}", "topic!", code)
        for name, code in [*named, (visit.words("topic-none"), "")]
    ]
    await _menu(query, visit, letter, choices, in_a_row=2)


async def on_topic(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """A topic was chosen."""
    await act(query, callback_data, visit, c.ChangeTopic(callback_data.what or None))


async def on_likely(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Shows the letters this one likely repeats: number, day and opening words."""
    letter = await may(visit, callback_data, c.Merge)
    choices = []
    for likely in (await desk.duplicates(visit.room, letter))[:LIKELY_SHOWN]:
        opening = " ".join(likely.letter.text.split())[:16]
        mark = "👤 " if likely.same_citizen else ""
        label = f"{mark}{likely.letter.number} · {opening}"
        choices.append((label, "into", str(likely.letter.id)))
    choices.append((visit.words("merge-type-number"), "into?", ""))
    await _menu(query, visit, letter, choices)


async def on_into(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """Asks once more: a merged letter does not come apart again."""
    letter = await may(visit, callback_data, c.Merge)
    into = await _other(visit, callback_data.what)
    label = visit.words("merge-now", into=into.number)
    await _menu(query, visit, letter, [(label, "merge!", str(into.id))])


async def on_merge(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """并案."""
    into = await _other(visit, callback_data.what)
    await act(query, callback_data, visit, c.Merge(into.id))


async def _other(visit: Visit, what: str) -> Letter:
    found = await desk.letter_by_id(visit.room, int(what)) if what.isdecimal() else None
    if found is None:
        raise NotAllowed("merge-into-another")
    visit.acting_on(found)
    return found


async def on_other(query: CallbackQuery, callback_data: OnLetter, visit: Visit) -> None:
    """The number of the other letter is to be typed."""
    letter = await may(visit, callback_data, c.Merge)
    await asking.put(visit, letter, asking.MERGE, callback_data.seen)
    await visit.speaker.toast(query.id)
