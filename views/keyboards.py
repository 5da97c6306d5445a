"""The buttons under a letter's card: what its reader may do with it as it stands.

A button shown is no right: every press is checked again.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from letters import commands as c
from letters.letter import Letter
from letters.office import Office
from letters.people import Actor
from letters.workflow import permitted
from mailroom.room import Mailroom
from texts import Words
from views.page import Button, Keyboard, in_rows
from views.presses import OnLetter

# In the order of the buttons: what a press asks for, and the command it leads to.
ACTS: Mapping[str, type] = MappingProxyType(
    {
        "approve": c.Approve,
        "amend": c.Approve,
        "sendback": c.SendBack,
        "seen": c.SeeReminder,
        "grant": c.GrantExtension,
        "nogrant": c.RefuseExtension,
        "takeback": c.TakeBack,
        "keep": c.RefuseReturn,
        "assign": c.Assign,
        "sign": c.SignFor,
        "draft": c.Draft,
        "contrib": c.Contribute,
        "kind": c.ChangeKind,
        "topic": c.ChangeTopic,
        "refuse": c.Refuse,
        "merge": c.Merge,
        "reassign": c.Reassign,
        "ask": c.AskCitizen,
        "return": c.Return,
        "askback": c.AskToReturn,
        "extend": c.RequestExtension,
        "note": c.WriteNote,
        "urge": c.Urge,
        "watch": c.Supervise,
        "publish": c.Publish,
        "unpublish": c.Unpublish,
    }
)


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
    acts = [
        button(words, f"act-{do}", letter, do) for do, command in ACTS.items() if command in may
    ]
    more = [button(words, "act-files", letter, "files", files=files)] if files else []
    more.append(button(words, "act-story", letter, "story"))
    return Keyboard.of(*in_rows(acts), more)


def menu(
    words: Words,
    letter: Letter,
    choices: Sequence[Button],
    *,
    in_a_row: int = 1,
    last: Sequence[Button] = (),
) -> Keyboard:
    """Returns a choice in the place of the card's buttons, with the way back under it."""
    back = button(words, "act-back", letter, "back")
    return Keyboard.of(*in_rows(choices, in_a_row), [back, *last])


def department_name(office: Office, code: str | None) -> str:
    """Returns a department's name, or its code where the configuration no longer has it."""
    names = {d.code: d.name for d in office.departments}
    return names.get(code or "", code or "")
