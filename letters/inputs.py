"""What an act may need before it can be done: a choice, a reason, words, messages, a letter.

Each kind of input names the steps of its dialogue as they stand on a button, and the questions
asked for it; how the dialogue goes is for the conversation to know (handlers/acts).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from letters import commands as c
from letters.letter import Letter, Part
from letters.office import Office


class Step(Enum):
    """What a press says in an act's dialogue."""

    BEGIN = auto()
    CHOSEN = auto()  # one of a menu
    WRITE = auto()  # not from the menu: it is to be written
    LEAD = auto()  # a department was chosen to lead
    CO_HANDLER = auto()  # another was put in or taken out
    ADVICE = auto()  # advice was chosen
    CONFIRMED = auto()
    DROPPED = auto()


Steps = tuple[tuple[str, Step], ...]
"""What stands on the wire for each step: an ending of the act's name, or "=" and a name."""

ADVICE, PUBLIC_QUESTION, PUBLIC_ANSWER = "advice", "public-question", "public-answer"


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a menu: it gives a command, leads to another menu, or asks for words.

    `what` says on the wire which it is, `ending` which menu's (as in Steps). `label` is a message
    id, with its `facts`; a `name` from the configuration stands in its place. `holds`: it is so
    already.
    """

    what: str
    label: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    ending: str = "!"
    holds: bool = False
    gives: c.Command | None = None
    leads: "tuple[Choice, ...]" = ()
    asks: Callable[[Part], c.Command] | None = None

    def whole(self) -> "Iterator[Choice]":
        """Yields the choice and all it leads to."""
        yield self
        for further in self.leads:
            yield from further.whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What has to be said or chosen before an act.

    `topics`: the questions asked for it that words answer, as they are remembered; "" for the one
    that goes by the act's name.
    """

    steps: Steps = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing(Input):
    """One press, one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Input):
    """A second press: yes or no."""

    steps: Steps = (("-yes", Step.CONFIRMED), ("-no", Step.DROPPED))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Input):
    """One of several, worked out from the letter and the office; a menu may lead to a menu.

    `at_once`: the choices stand in the place of the act's own button.
    """

    offered: Callable[[Letter, Office], tuple[Choice, ...]]
    steps: Steps = (("!", Step.CHOSEN),)
    topics: tuple[str, ...] = ("",)
    in_a_row: int = 1
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Departments(Input):
    """A department to lead, and any to co-handle."""

    steps: Steps = (("=lead", Step.LEAD), ("=co", Step.CO_HANDLER), ("=assign!", Step.CONFIRMED))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherLetter(Input):
    """Another letter: one of the likeliest, or by its typed number."""

    steps: Steps = (("=into", Step.CHOSEN), ("=into?", Step.WRITE), ("!", Step.CONFIRMED))
    topics: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Input):
    """A reason: one of so many `usual` ones (`{whose}-reason-1` …), or a written one."""

    usual: int
    whose: str
    steps: Steps = (("!", Step.CHOSEN),)
    topics: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAndAdvice(Reason):
    """A reason, then advice (of so many usual ones) or none; shown once more and confirmed."""

    usual_advice: int
    steps: Steps = (("!", Step.CHOSEN), ("=advice!", Step.ADVICE), ("!!", Step.CONFIRMED))
    topics: tuple[str, ...] = ("", ADVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Input):
    """A text. `files`: a picture or a file will do as well."""

    topics: tuple[str, ...] = ("",)
    files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOrNone(Words):
    """At once, or with a text."""

    steps: Steps = (("!", Step.CONFIRMED), ("?", Step.WRITE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages(Input):
    """Any number of messages, with files. Staff confirm what was gathered."""

    topics: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTexts(Input):
    """Question and answer as everybody may read them: masked, perhaps rewritten, confirmed."""

    steps: Steps = (("?", Step.WRITE), ("!", Step.CONFIRMED), ("-no", Step.DROPPED))
    topics: tuple[str, ...] = (PUBLIC_QUESTION, PUBLIC_ANSWER)
