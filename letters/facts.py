"""Facts that several moves change alike. What follows from them is letters/settle's to say."""

from dataclasses import replace
from datetime import date

from letters.deadlines import Pause
from letters.letter import Letter


def paused(letter: Letter, on: date) -> Letter:
    """Returns the letter with its reply clock standing from `on`."""
    return replace(letter, pauses=(*letter.pauses, Pause(on, None)))


def unpaused(letter: Letter, on: date) -> Letter:
    """Returns the letter with its clock running again after `on`; as it is, where none stands."""
    if letter.paused_on is None:
        return letter
    return replace(letter, pauses=(*letter.pauses[:-1], Pause(letter.paused_on, on)))


def back_with_office(letter: Letter, on: date) -> Letter:
    """Returns the letter without a department, once more waiting for the office from `on`."""
    return replace(
        letter,
        lead=None,
        co_handlers=(),
        assigned_on=None,
        signed_on=None,
        return_asked_on=None,
        extension_asked=None,
        transfers=letter.transfers + 1,
        triage_start_on=on,
    )


def concluded(letter: Letter, on: date) -> Letter:
    """Returns the letter as it ends without an answer; a running pause ends with it."""
    return replace(
        unpaused(letter, on), concluded_on=on, extension_asked=None, return_asked_on=None
    )
