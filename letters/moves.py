"""Which function carries out which command: the effects of all moves, in one dictionary.

A function gets the scene (letter, actor, instant, office) and its command, and answers with the
effect, or with the message id of the sentence that says why this cannot be. Whether the move may
happen at all was decided before, by the table in letters/workflow.py.
"""

from collections.abc import Callable
from typing import Any

from letters import commands as c
from letters import moves_of_citizen as citizen
from letters import moves_of_department as department
from letters import moves_of_office as office
from letters import moves_of_time as time
from letters.scene import Effect, Scene

# Each function takes the command it is listed under; the dictionary is what ties the two together.
EFFECTS: dict[type, Callable[[Scene, Any], Effect | str]] = {
    c.Assign: office.assign,
    c.Refuse: office.refuse,
    c.Merge: office.merge,
    c.ChangeKind: office.change_kind,
    c.ChangeTopic: office.change_topic,
    c.SignFor: department.sign_for,
    c.Return: department.return_,
    c.AskToReturn: department.ask_to_return,
    c.TakeBack: office.take_back,
    c.RefuseReturn: office.refuse_return,
    c.Reassign: office.assign,
    c.Draft: department.draft,
    c.Approve: office.approve,
    c.SendBack: office.send_back,
    c.AskCitizen: department.ask_citizen,
    c.Add: citizen.add,
    c.RequestExtension: department.request_extension,
    c.GrantExtension: office.grant_extension,
    c.RefuseExtension: office.refuse_extension,
    c.WriteNote: department.write_note,
    c.Urge: office.urge,
    c.Supervise: office.supervise,
    c.Contribute: department.contribute,
    c.Withdraw: citizen.withdraw,
    c.Rate: citizen.rate,
    c.Reopen: citizen.reopen,
    c.Publish: office.publish,
    c.Unpublish: office.unpublish,
    c.AllowPublishing: citizen.allow_publishing,
    c.ForbidPublishing: citizen.forbid_publishing,
    c.SeeReminder: department.see_reminder,
    c.Archive: time.archive,
    c.Remind: time.remind,
    c.NotePassed: time.note_passed,
    c.Recalculate: time.recalculate,
    c.Resume: time.resume,
    c.NoteUndeliverable: time.note_undeliverable,
}
