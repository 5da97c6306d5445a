"""The buttons under a letter's card: what its reader may do with it as it stands.

A button shown is no right: every press is checked again.
"""

from collections.abc import Iterable, Sequence

from letters.acts import Act, By, Look, offered
from letters.inputs import Choice, OneOf
from letters.letter import Letter
from letters.office import Office
from letters.people import Actor
from letters.workflow import permitted
from mailroom.room import Mailroom
from texts import Words
from views.page import Button, Keyboard, in_rows
from views.presses import OnLetter


def button(
    words: Words, label: str, letter: Letter, do: str, what: str = "", **variables: object
) -> Button:
    """Returns a button about a letter as it now stands; `label` is a message id."""
    return plain(words(label, **variables), letter, do, what)


def plain(text: str, letter: Letter, do: str, what: str = "") -> Button:
    """Returns a button about a letter whose label is ready."""
    data = OnLetter(do=do, letter=letter.id, seen=letter.revision, what=what)
    return Button(text, data.pack())


def card(room: Mailroom, letter: Letter, reader: Actor, files: int, words: Words) -> Keyboard:
    """Returns the buttons under a letter's card for its reader."""
    on = room.office.local_date(room.now())
    may = permitted(letter, reader, on, room.office)
    acts = rows(offered(letter, room.office, By.STAFF, may), letter, room.office, words)
    more = [button(words, "act-files", letter, Look.FILES, files=files)] if files else []
    more.append(button(words, "act-story", letter, Look.STORY))
    return Keyboard.of(*acts, more)


def rows(
    acts: Iterable[Act], letter: Letter, office: Office, words: Words
) -> list[Sequence[Button]]:
    """Returns the buttons of acts, two in a row; choices in an act's place have their own row."""
    found: list[Sequence[Button]] = []
    run: list[Button] = []
    for act in acts:
        if isinstance(act.needs, OneOf) and act.needs.at_once:
            found += in_rows(run)
            run = []
            choices = act.needs.offered(letter, office)
            found.append([choice(one, act, letter, words) for one in choices])
        else:
            paused = letter.paused_on is not None
            run.append(button(words, f"act-{act.name}", letter, act.name, paused=paused))
    return [*found, *in_rows(run)]


def choice(one: Choice, act: Act, letter: Letter, words: Words) -> Button:
    """Returns the button of one of an act's choices."""
    mark = "✓ " if one.holds else ""
    label = mark + choice_name(one, words)
    return plain(label, letter, act.named(one.ending), one.what)


def choice_name(one: Choice, words: Words) -> str:
    """Returns what a choice is called."""
    return one.name or words(one.label, **one.facts)


def menu(
    words: Words,
    letter: Letter,
    choices: Sequence[Button],
    *,
    in_a_row: int = 1,
    last: Sequence[Button] = (),
) -> Keyboard:
    """Returns a choice in the place of the card's buttons, with the way back under it."""
    back = button(words, "act-back", letter, Look.BACK)
    return Keyboard.of(*in_rows(choices, in_a_row), [back, *last])
