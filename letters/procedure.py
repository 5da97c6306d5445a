"""What a procedure is: the rules of one kind of case, as one value that a mailbox names.

The register holds the cases of all procedures; history, outbox, sweeps and reminders know cases
alone and find what is special about one through its procedure. Letters to the mailbox are the
first (letters/procedures.py). A procedure is a folder: its table, its moves, its notices and
words; it makes itself known when it is imported. Knows no rule of any.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # these build on a mailbox's procedure, which is one of these
    from letters.acts import Act
    from letters.commands import Command
    from letters.guards import Guard
    from letters.letter import Letter
    from letters.notices import Sending
    from letters.office import Office, Step
    from letters.people import Role
    from letters.scene import Effect, Scene

LETTERS = "letters"
"""The code of the letters' own procedure: a mailbox follows it unless it names another."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a procedure's table.

    `effect` gets the scene and the command, and answers with what changes and who is told, or with
    the message id of the sentence that says why this cannot be.
    """

    command: type
    from_: "frozenset[str]"
    by: "frozenset[Role]"
    to: str | None
    event: str
    effect: "Callable[[Scene, Any], Effect | str]"
    guards: "tuple[Guard, ...]" = ()


@dataclass(frozen=True, slots=True)
class CaseClock:
    """One of a procedure's clocks: which date it has, and in which states it runs.

    `each_handling`: whether it starts anew with each department that is given the case.
    """

    due_on: "Callable[[Letter], date | None]"
    runs_in: frozenset[str]
    each_handling: bool = False

    def handling(self, letter: "Letter") -> "tuple[int, int, date | None]":
        """Returns what the clock's steps belong to: round, department's turn, and the one date."""
        turn = letter.transfers if self.each_handling else 0
        return letter.round, turn, self.due_on(letter)


@dataclass(frozen=True, kw_only=True, eq=False)
class Procedure:
    """The rules of one kind of case.

    `states` and `kinds` in the order they are shown in, the first of `states` being that of a case
    just received; `limits` are the working days for each kind unless the mailbox has others.
    `arrival` tells of a case just registered, `dated` derives the dates that follow from its facts
    (letters/settle), `next_look` says when time next has something to say, and `brings` what.
    `noted_first` are those of time's commands that change dates: they are recorded before anybody
    acts. `acts` are the buttons. `facts` is a frozen dataclass, every field with a default, of what
    only this procedure knows of a case; it is kept in the table `<code>_facts`. `words` is a folder
    with a folder of .ftl files for each language.
    """

    code: str
    states: tuple[str, ...]
    open: frozenset[str]
    kinds: tuple[str, ...]
    limits: Mapping[str, int]
    table: tuple[Move, ...]
    clocks: Mapping[str, CaseClock]
    ladder: "tuple[Step, ...]"
    arrival: "Callable[[Letter], tuple[Sending, ...]]"
    dated: "Callable[[Letter, Office, Letter | None], Letter]"
    next_look: "Callable[[Letter, Office], datetime | None]"
    brings: "Callable[[Letter, datetime, Office], Command | None]"
    noted_first: tuple[type, ...] = ()
    acts: "tuple[Act, ...]" = ()
    notices: tuple[type, ...] = ()
    facts: type | None = None
    words: Path | None = None

    @cached_property
    def moves(self) -> Mapping[type, Move]:
        """The table's rows by their commands."""
        return MappingProxyType({move.command: move for move in self.table})

    @cached_property
    def state(self) -> Mapping[str, str]:
        """The procedure's own value for each state as the archive writes it."""
        return MappingProxyType({str(state): state for state in self.states})

    @cached_property
    def kind(self) -> Mapping[str, str]:
        """The procedure's own value for each kind as the archive writes it."""
        return MappingProxyType({str(kind): kind for kind in self.kinds})


class UnknownProcedureError(LookupError):
    """No procedure of that code is known to this program."""


_known: dict[str, Procedure] = {}


def make_known(procedure: Procedure) -> Procedure:
    """Makes a procedure known by its code; returns it. ValueError where another has that code."""
    if _known.setdefault(procedure.code, procedure) is not procedure:
        raise ValueError(f"two procedures are called {procedure.code}")
    return procedure


def known() -> tuple[Procedure, ...]:
    """Returns every procedure there is, the letters' own first."""
    return tuple(_known.values())


def named(code: str) -> Procedure:
    """Returns the procedure of that code. Raises UnknownProcedureError."""
    try:
        return _known[code]
    except KeyError:
        raise UnknownProcedureError(code) from None


def procedure_of(letter: "Letter") -> Procedure:
    """Returns the procedure a case was registered under, whatever its mailbox follows today."""
    return named(letter.procedure)
