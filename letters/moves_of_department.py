"""What a department's moves change and who is told: one small function per command."""

from dataclasses import replace

from letters import commands as c
from letters import facts, guards
from letters.letter import PartRole
from letters.moves_of_office import answer
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Sending, to_department
from letters.notices_to_citizen import Asked
from letters.notices_to_staff import (
    Contributed,
    DraftReady,
    ExtensionAsked,
    ReturnAsked,
    Returned,
    TakenAway,
)
from letters.scene import Effect, Scene, lead_or_office


def sign_for(scene: Scene, _command: c.SignFor) -> Effect:
    """签收."""
    return Effect(replace(scene.letter, signed_on=scene.on))


def return_(scene: Scene, command: c.Return) -> Effect:
    """退回: the letter waits for the office again; after three transfers the chief hears of it."""
    letter = scene.letter
    after = facts.back_with_office(letter, scene.on)
    returned = Returned(letter.number, letter.lead or "", after.transfers)
    told = [Sending(TO_OFFICE, returned)]
    told += [Sending(to_department(d), TakenAway(letter.number)) for d in letter.co_handlers]
    if after.transfers >= guards.MOST_TRANSFERS:
        told.append(Sending(TO_CHIEF, returned))
    return Effect(after, ((PartRole.REASON, command.reason),), tuple(told))


def ask_to_return(scene: Scene, command: c.AskToReturn) -> Effect:
    """退回申请, with the reason; the letter stays where it is until the office decides."""
    letter = scene.letter
    asked = Sending(TO_OFFICE, ReturnAsked(letter.number, letter.lead or ""))
    after = replace(letter, return_asked_on=scene.on)
    return Effect(after, ((PartRole.REASON, command.reason),), (asked,))


def draft(scene: Scene, command: c.Draft) -> Effect | str:
    """办理答复: to the office for approval, or out of the house where no review is needed."""
    if not any(part.text.strip() or part.file for part in command.parts):
        return "answer-is-empty"
    letter = scene.letter
    signed_on = letter.signed_on or scene.on
    after = replace(facts.unpaused(letter, scene.on), signed_on=signed_on, drafted_on=scene.on)
    if not scene.office.mailbox(letter.mailbox).review:
        return answer(scene, after, tuple((PartRole.ANSWER, p) for p in command.parts))
    ready = Sending(TO_OFFICE, DraftReady(letter.number, letter.lead or ""))
    return Effect(after, tuple((PartRole.DRAFT, p) for p in command.parts), (ready,))


def ask_citizen(scene: Scene, command: c.AskCitizen) -> Effect:
    """退补材料: the reply clock stands from today."""
    after = facts.paused(scene.letter, scene.on)
    told = Sending(TO_CITIZEN, Asked(scene.letter.number))
    return Effect(after, ((PartRole.QUESTION, command.question),), (told,))


def request_extension(scene: Scene, command: c.RequestExtension) -> Effect | str:
    """延期申请, within the cap of the mailbox."""
    letter = scene.letter
    cap = scene.office.mailbox(letter.mailbox).extension_cap
    if command.days < 1 or letter.extension_days + command.days > cap:
        return "extension-over-cap"
    asked = ExtensionAsked(letter.number, letter.lead or "", command.days, letter.reply_due_on)
    return Effect(
        replace(letter, extension_asked=command.days),
        ((PartRole.REASON, command.reason),),
        (Sending(TO_OFFICE, asked),),
    )


def write_note(scene: Scene, command: c.WriteNote) -> Effect:
    """An internal note."""
    return Effect(scene.letter, ((PartRole.NOTE, command.note),))


def see_reminder(scene: Scene, _command: c.SeeReminder) -> Effect:
    """已阅: the history says who saw the last reminder."""
    return Effect(replace(scene.letter, unseen_step=None))


def contribute(scene: Scene, command: c.Contribute) -> Effect:
    """A co-handler's opinion for the lead."""
    letter = scene.letter
    contributed = Contributed(letter.number, scene.actor.department or "")
    return Effect(
        letter,
        tuple((PartRole.CONTRIBUTION, p) for p in command.parts),
        (Sending(lead_or_office(letter), contributed),),
    )
