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
    [ahead] ⏰ { $number }: { $days } working { $days ->
        [one] day
       *[other] days
    } left (due { $due })
    [today] ⏰ { $number } is due today
   *[overdue] 🔴 { $number } is overdue since { $due }
}
CouldNotReachCitizen = ⚠️ The answer to { $number } cannot be delivered: the citizen has stopped the bot
CouldNotReachDepartment = ⚠️ A message about { $number } could not reach { $department }: please check its group
CouldNotReachOffice = ⚠️ A message about { $number } could not reach the office's group: please check it
