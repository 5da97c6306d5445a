# What office and departments read: headlines of notices (the id is the notice's name)
Arrived = 📨 New letter { $number }
AssignedToYou = 📥 Assigned to you: { $number }, to be answered by { $due }
CoHandling = 🤝 Please co-handle { $number } (lead: { $lead }), answer due { $due }
TakenAway = ↪️ { $number } is no longer yours to handle
Returned = ↩️ { $department } returned { $number } (transfer no. { $transfers })
DraftReady = 📝 { $department } submitted an answer to { $number } for approval
AnswerSent = ✅ The answer to { $number } went to the citizen
SentBack = ↩️ The answer to { $number } was sent back
CitizenAdded = ➕ The citizen added to { $number }
CitizenEdited = ✏️ The citizen edited { $number }
WithdrawnByCitizen = 🚫 The citizen withdrew { $number }
ExtensionAsked = ⏳ { $department } asks for an extension of { $number }: { $days } working { $days ->
    [one] day
   *[other] days
} (now due { $due })
ExtensionGranted = ⏳ Extension of { $number } granted, now due { $due }
ExtensionRefused = ⏳ Extension of { $number } refused, still due { $due }
Contributed = 🤝 { $department } gave an opinion on { $number }
Urged = ❗ Please hurry with { $number } (due { $due })
Supervised = ‼️ { $number } is under supervision (due { $due })
Rated = ⭐ The citizen rated the answer to { $number }: { $rating }
ReopenedByCitizen = 🔁 Second handling of { $number }, due { $due }
KindChanged = 🏷 { $number } is now: { $kind }, due { $due }
staff-ClockGoesOn = ▶️ No reply from the citizen on { $number }: the clock goes on, due { $due }
Reminder = { $when ->
    [overdue] 🔴
   *[other] ⏰
} { $number }: { reminder-when }
CouldNotReachCitizen = ⚠️ The answer to { $number } cannot be delivered: the citizen has stopped the bot
StillInSight = ⚠️ { $number } is now a report about { $department }, but the bot could not take back all that was shown there before: please have it deleted by hand: in a group by its owner or an administrator, in a private chat by the officer
CouldNotReachDepartment = ⚠️ A message about { $number } could not reach { $department }: please check its group
CouldNotReachOffice = ⚠️ A message about { $number } could not reach the office's group: please check it
ReturnAsked = ↩️ { $department } asks to return { $number } (too late to return it by themselves; the office decides)
ReturnRefused = ↩️ { $number } was not taken back; please go on handling it (due { $due })
TakenBack = ↩️ { $number } was taken back from { $department }; please assign it anew
staff-DateMoved = 📅 { $number } is now due { $due }

CouldNotReachChief = ⚠️ A reminder of { $number } could not reach the chief: have them open a private chat with the bot and press Start

# digests, the week's notice, a changed calendar
digest-head = <b>⏰ Reminders: { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}</b>
digest-line = { $mark }<b>{ $number }</b> · { reminder-when }{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}
digest-more = … and { $letters } more
reminder-when = { $clock ->
    [triage] to be accepted:{" "}
    [return] to be returned:{" "}
    [department] to be drafted:{" "}
   *[reply] {""}
}{ $when ->
    [ahead] { $days ->
        [one] 1 working day
       *[other] { $days } working days
    } left (due { $due })
    [today] due today
   *[overdue] overdue by { $days ->
        [one] 1 working day
       *[other] { $days } working days
    } (due { $due })
}
Weekly = <b>📋 The week from { $week }</b>
CalendarChanged = { $letters ->
    [0] 📅 The holidays were brought up to date; the calendar is now certain until { $certain_until }. No letter's dates change by it.
    [one] 📅 The calendar or the rules for dates have changed: 1 open letter's dates no longer follow from them (the calendar is certain until { $certain_until }). Have an administrator run mailbox recalculate to see it, and with --apply to do it; until then nothing moves.
   *[other] 📅 The calendar or the rules for dates have changed: the dates of { $letters } open letters no longer follow from them (the calendar is certain until { $certain_until }). Have an administrator run mailbox recalculate to see them, and with --apply to do it; until then nothing moves.
}

board-head = <b>📋 How the departments stand</b>
    { $on }; due this week means by { $week_end }
board-office = <b>Waiting for the office</b>: { $open }{ $untriaged ->
    [0] {""}
   *[other] {", "}of which { $untriaged } past the date to accept
}{ $overdue ->
    [0] {""}
   *[other] {", "}🔴 { $overdue } overdue
}
board-line = <b>{ $name }</b>: { $open } open · { $due } due this week{ $overdue ->
    [0] {""}
   *[other] {" · "}🔴 { $overdue } overdue
}{ $paused ->
    [0] {""}
   *[other] {" · "}⏸ { $paused } waiting for the citizen
}{ $yellow ->
    [0] {""}
   *[other] {" · "}🟡 { $yellow } yellow
}{ $red ->
    [0] {""}
   *[other] {" · "}🔴 { $red } red
}{ $supervised ->
    [0] {""}
   *[other] {" · "}‼️ { $supervised } supervised
}{ $transfers ->
    [0] {""}
    [one] {" · "}1 transfer
   *[other] {" · "}{ $transfers } transfers
}
board-sum = In all: { $open } open · { $due } due this week · { $overdue } overdue
board-overdue = 🔴 <b>{ $number }</b> · overdue by { $days ->
    [one] 1 working day
   *[other] { $days } working days
}{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}

# alarms
OutboxStuck = ⚠️ { $messages ->
    [one] A message has
   *[other] { $messages } messages have
} not gone out yet; the oldest has been waiting for { $minutes } minutes. Either the network is down, or there are very many (Telegram lets 20 a minute into one group). Nothing is lost: they go as soon as they can.
SweepMissed = ⚠️ From { $since } to { $until } the bot did not look at any dates, so no reminders went out; they follow as soon as it does. If nobody stopped it on purpose, ask the administrator to see the log.
CalendarEnds = ⚠️ The calendar is certain only until { $certain_until }; dates after it are provisional. Ask the administrator to update the program once the new year’s days off are announced.
DiskNearlyFull = ⚠️ Only { $megabytes } MB are left on the server’s disk. Once it is full no letter can be taken: please make room soon.
BackupsFail = ⚠️ There has been no backup since { $since }. Ask the administrator to see the log, or to run mailbox backup.

# turning somebody away
ban-how = Write it like this: /ban NUMBER DAYS REASON, as in /ban SZ-2026-000001 7 advertisements (at most { $most } days). To take them back: /unban NUMBER
ban-done = Until { $until } no new messages are taken from the citizen of { $number }. The reason: { $because }. Letters they sent before are handled as usual.
ban-lifted = Messages from the citizen of { $number } are taken again.
PublishingWithdrawn = 🔒 The citizen no longer agrees: { $number } is public no more; please take it off the website, too
