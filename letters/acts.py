"""The table of acts: what somebody is offered to do with a letter, and what has to be said for it.

How to read the table: a row is a button, by its name on the wire (its label is the message
`act-{name}`), and the command it leads to; `needs` is what has to be said or chosen first, `make`
how the command is made of that (left out where the command takes just that). The rows stand in
the order of the buttons. Keyboards, routing, questions, what is taken for an answer, and the test
that presses everything are derived from it; texts/ has the words. Whether an act may happen now is
for the table of moves to say (letters/workflow.py).

Names on the wire never change: buttons already in chats keep working.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import partial

from letters import choices
from letters import commands as c
from letters.inputs import (
    AnotherLetter,
    Confirmation,
    Departments,
    Input,
    Messages,
    Nothing,
    OneOf,
    PublicTexts,
    Reason,
    ReasonAndAdvice,
    Step,
    Words,
    WordsOrNone,
)
from letters.letter import Letter
from letters.office import Office
from letters.procedure import procedure_of


class By(Enum):
    """Whose button it is: staff's, under the card; or the citizen's, under their own letter."""

    STAFF = auto()
    CITIZEN = auto()


class Look(StrEnum):
    """Buttons about a letter that do nothing to it: they show something, or settle a question."""

    BACK = "back"
    FILES = "files"
    CARD = "card"
    STORY = "story"
    SUBMIT = "submit"
    DROP = "drop"
    MY_LETTER = "my-open"
    MY_ANSWER = "my-answer"


ONE_PRESS = Nothing()


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table.

    `again`: repeating it is meant, so that somebody else's having done it is no reason against it.
    `reply`: a Reply to a letter's card may become it. `aside`: its button stands where the letter
    is looked at, not under every message about it. `said`: the message that says it is done,
    where that is more than the usual line.
    """

    name: str
    command: type
    needs: Input = ONE_PRESS
    make: Callable[..., c.Command] | None = None
    by: By = By.STAFF
    again: bool = False
    reply: bool = False
    aside: bool = False
    said: str = ""

    def made(self, *given: object) -> c.Command:
        """Returns the command, made of what was said."""
        return (self.make or self.command)(*given)

    @property
    def topic(self) -> str:
        """Returns the question asked for it, as it is remembered."""
        return (*self.needs.topics, "")[0] or self.name

    @property
    def topics(self) -> frozenset[str]:
        """Returns all questions asked for it."""
        return frozenset(topic or self.name for topic in self.needs.topics)

    @property
    def files(self) -> bool:
        """Returns whether it may be said with files."""
        return isinstance(self.needs, Messages)

    def wire(self, step: Step, number: int | None = None) -> str:
        """Returns what a step is called on the wire; `number`: a page, or a place in a list."""
        ending = next((e for e, found in self.needs.steps if found is step), "")
        return self.named(ending) + ("" if number is None else str(number))

    @property
    def wires(self) -> tuple[str, ...]:
        """Returns all that its buttons are called on the wire, numbers left out."""
        return (self.name, *(self.named(ending) for ending, _ in self.needs.steps))

    def step(self, name: str) -> Step | None:
        """Returns the step a name on the wire means, None where it is none of this act's."""
        if name == self.name:
            return Step.BEGIN
        return next((found for e, found in self.needs.steps if self.named(e) == name), None)

    def named(self, ending: str) -> str:
        """Returns what an ending (see Steps) makes of the act's name on the wire."""
        return ending[1:] if ending.startswith("=") else self.name + ending


_MINE = partial(Act, by=By.CITIZEN)

ACTS: tuple[Act, ...] = (
    Act("approve", c.Approve),
    Act("amend", c.Approve, Words()),
    Act("sendback", c.SendBack, Reason(usual=3, whose="sendback")),
    Act("seen", c.SeeReminder),
    Act("grant", c.GrantExtension),
    Act("nogrant", c.RefuseExtension),
    Act("takeback", c.TakeBack),
    Act("keep", c.RefuseReturn),
    Act("assign", c.Assign, Departments()),
    Act("sign", c.SignFor),
    Act("draft", c.Draft, Messages(), reply=True),
    Act("contrib", c.Contribute, Messages(), again=True, reply=True),
    Act(
        "kind",
        c.ChangeKind,
        OneOf(
            offered=choices.kinds,
            in_a_row=2,
            steps=(("!", Step.CHOSEN), ("=about", Step.CHOSEN), ("=urgent", Step.CHOSEN)),
        ),
    ),
    Act("topic", c.ChangeTopic, OneOf(offered=choices.topics, in_a_row=2)),
    Act("refuse", c.Refuse, ReasonAndAdvice(usual=5, whose="refuse", usual_advice=3)),
    Act("merge", c.Merge, AnotherLetter()),
    Act("reassign", c.Reassign, Departments()),
    Act("ask", c.AskCitizen, Words(), reply=True),
    Act("return", c.Return, Reason(usual=3, whose="return")),
    Act("askback", c.AskToReturn, Reason(usual=3, whose="return")),
    Act("extend", c.RequestExtension, OneOf(offered=choices.extensions)),
    Act("note", c.WriteNote, Words(), again=True, reply=True),
    Act("urge", c.Urge, WordsOrNone()),
    Act("watch", c.Supervise),
    Act("publish", c.Publish, PublicTexts()),
    Act("unpublish", c.Unpublish),
    _MINE(
        "my-add",
        c.Add,
        Messages(topics=("adding",), steps=(("=my-done", Step.DROPPED),)),
        again=True,
    ),
    _MINE("my-withdraw", c.Withdraw, Confirmation()),
    _MINE("my-rate", c.Rate, OneOf(offered=choices.ratings, at_once=True, steps=()), said="rated"),
    _MINE("my-reopen", c.Reopen, Words(topics=("reopening",), files=True)),
    # a change of mind is never too late: what was seen does not count
    _MINE("my-public", c.AllowPublishing, again=True, aside=True, said="publishing-allowed"),
    _MINE("my-private", c.ForbidPublishing, again=True, aside=True, said="publishing-forbidden"),
    _MINE("my-private", c.Unpublish, again=True, aside=True, said="publishing-taken-back"),
)

_NUMBERED = re.compile(r"(.*?)(\d*)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a button means: an act's step, its name on the wire, the page or place it bears."""

    act: Act
    step: Step
    name: str
    number: int | None = None


def acts_of(letter: Letter) -> tuple[Act, ...]:
    """Returns the table of acts of the procedure a case was registered under."""
    return procedure_of(letter).acts


def offered(letter: Letter, office: Office, by: By, permitted: frozenset[type]) -> tuple[Act, ...]:
    """Returns the acts whose buttons are shown: permitted, and with something to choose from."""
    return tuple(
        act
        for act in acts_of(letter)
        if act.by is by
        and act.command in permitted
        and not (isinstance(act.needs, OneOf) and not act.needs.offered(letter, office))
    )


def named(name: str, acts: Iterable[Act]) -> Act | None:
    """Returns the act of that name, None where there is none."""
    return next((act for act in acts if act.name == name), None)


def pressed(do: str, acts: Iterable[Act]) -> tuple[Meaning, ...]:
    """Returns what a name on the wire means: none, one, or several acts that share a step."""
    match = _NUMBERED.fullmatch(do)
    name, digits = match.groups() if match else ("", "")
    number = int(digits) if digits and len(digits) <= 4 else None
    found = ((act, act.step(name)) for act in acts)
    return tuple(Meaning(act, step, name, number) for act, step in found if step is not None)


def asked_for(topic: str | None, acts: Iterable[Act]) -> Act | None:
    """Returns the act a question was asked for, None for a question of none."""
    return next((act for act in acts if topic in act.topics), None)
