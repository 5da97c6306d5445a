# Cards, buttons and dialogs of the office and the departments

# the card
card-gone = This letter is no longer yours to read.
card-head = { $number } · { $mailbox } · { $kind } · { $state }{ $into ->
    [none] {""}
   *[other] {" → "}{ $into }
}
card-dates = received { $received } · due { $due }
card-original = originally due { $original } (extended or paused)
card-provisional = the date is provisional: the holidays are not announced yet
card-paused = ⏸ waiting for the citizen, clock stopped since { $since }
card-extension = ⏳ { $days ->
    [one] 1 more working day
   *[other] { $days } more working days
} asked for, to be decided
card-lead = lead: { $lead }{ $others ->
    [none] {""}
   *[other] {" · "}with: { $others }
}
card-topic = topic: { $topic }
card-about = about: { $department }
card-citizen = from: { $name }
card-files = 📎 { $files ->
    [one] 1 attachment
   *[other] { $files } attachments
}
card-urgent = ⚡ urgent
card-supervised = ‼️ supervised
card-transfers = transferred { $transfers ->
    [one] once
   *[other] { $transfers } times
}
card-round = handling no. { $round }
mark-yellow = 🟡
mark-red = 🔴

part-draft = <b>Drafted answer</b>
part-answer = <b>Answer</b>
part-reason = <b>Reason</b>
part-advice = <b>Advice</b>
part-question = <b>Question to the citizen</b>
part-addition = <b>Added by the citizen</b>
part-contribution = <b>Opinion of a co-handler</b>
part-note = <b>Internal note</b>

# buttons
act-approve = ✅ Approve and send
act-amend = ✏️ Edit and send
act-sendback = ↩️ Send back
act-grant = ✅ Grant extension
act-nogrant = 🚫 Refuse extension
act-assign = 📤 Accept and assign
act-reassign = 🔀 Reassign
act-sign = ✍️ Sign for
act-draft = 📝 Answer
act-contrib = 🤝 Give opinion
act-kind = 🏷 Change kind
act-topic = 🏷 Topic
topic-none = no topic
act-refuse = 🚫 Refuse
act-merge = 🔗 Merge
act-ask = ❓ Ask the citizen
act-return = ↩️ Return
act-extend = ⏳ Ask for time
act-note = 🗒 Note
act-urge = ❗ Urge
act-watch = ‼️ Supervise
act-files = 📎 Attachments ({ $files })
act-story = 📜 History
act-back = ‹ Back
done = { $number }: { $what } – done.

# assigning
department-suggested = ★ { $department } ({ $reasons })
similar-letters = { $similar ->
    [one] 1 similar letter
   *[other] { $similar } similar letters
}
assign-now = ✅ Assign to { $lead }
co-handler = { $mark } with { $department }

# kind, merging
make-urgent = ⚡ Urgent
not-urgent = Not urgent
about-none = About none of these
about-department = About { $department }
merge-type-number = ⌨️ Type a number
merge-now = 🔗 Yes, merge into { $into }

# reasons
write-it = ⌨️ Write it
no-advice = No advice
refuse-reason-1 = The matter is outside the city's powers
refuse-reason-2 = It belongs before a court, an arbitrator or a review body
refuse-reason-3 = It is not specific enough to be handled
refuse-reason-4 = The same matter was answered before, and nothing is new
refuse-reason-5 = It is advertising, or not for this mailbox
advice-reason-1 = Please turn to the body in charge
advice-reason-2 = Please apply for review or go to court
advice-reason-3 = Please call 12345 for advice
return-reason-1 = Not within this department's duties
return-reason-2 = Another body should lead
return-reason-3 = The place is outside our district
sendback-reason-1 = It does not answer the question
sendback-reason-2 = Please add the basis or the exact time
sendback-reason-3 = Please work on the wording
choose-advice = { $number }: what should the citizen be advised?
confirm-refusal = <b>{ $number } will be refused. The citizen will read:</b>
refuse-now = 🚫 Yes, refuse
extend-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}

# questions
ask-ask = What should the citizen of { $number } add? Please reply to this message.
ask-note = Please reply to this message with the internal note on { $number } (the citizen never sees it).
ask-amend = Please reply to this message with the whole edited answer to { $number }; its files stay.
ask-sendback = Please reply to this message: why does the draft for { $number } go back?
ask-return = Please reply to this message: why is { $number } returned?
ask-extend = Please reply to this message: why does { $number } need more time? (The citizen reads it too.)
ask-merge = Please reply to this message with the number of the letter { $number } is to go into.
ask-refuse = Please reply to this message: why is { $number } refused?
ask-advice = Please reply to this message with your advice to the citizen of { $number }.
ask-draft = Please reply to this message with your answer to { $number }; several messages, photos and files are fine.
ask-contrib = Please reply to this message with your opinion on { $number }; photos and files are fine.
placeholder-ask = Your question to the citizen
placeholder-note = Internal note
placeholder-amend = The edited answer
placeholder-sendback = Why it goes back
placeholder-return = Why it is returned
placeholder-extend = Why more time is needed
placeholder-merge = Number, such as SZ-2026-000001
placeholder-refuse = Why it is refused
placeholder-advice = Your advice
placeholder-draft = Your answer
placeholder-contrib = Your opinion
asked-for-words = Words are needed here; please reply with a text.
letter-not-found-number = There is no letter with the number “{ $number }”. Please check it and reply once more.

# confirming
gathered-head = <b>{ $number }: please confirm</b>{ $files ->
    [0] {""}
    [one] {" "}(1 attachment)
   *[other] {" "}({ $files } attachments)
}
submit-draft = ✅ Submit as the answer
submit-contrib = ✅ Submit as opinion
submit-ask = ❓ Ask the citizen this
submit-note = 🗒 Keep as internal note
gathered-drop = ✖️ Drop it
gathered-dropped = { $number }: nothing was submitted.

# lists
list-open = <b>Open letters: { $total }</b>
list-open-none = There are no open letters.
list-overdue = <b>Overdue letters: { $total }</b>
list-overdue-none = Nothing is overdue. 👍
list-find = <b>Letters with “{ $what }”: { $total }</b>
list-find-none = No letter contains “{ $what }”.
list-mine = <b>Your department's open letters: { $total }</b>
list-mine-none = Your department has no open letters.
list-due = <b>Your department's letters by date: { $total }</b>
list-due-none = Your department has no open letters.
list-line = { $marks }<b>{ $number }</b> · { $state } · due { $due }{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}{ $opening ->
    [none] {""}
   *[other] {" · "}{ $opening }
}
page-before = ‹ Previous
page-after = Next ›
menu-below = Please choose:
find-what = Say what to look for, such as /find streetlight
letter-which = Say which number, such as /letter SZ-2026-000001

# history
story-of = <b>History of { $number }</b>
story-line = { $at } <b>{ $what }</b> — { $who }
story-edited = (edited)
story-not-kept = (with Telegram only)

# staff
invite-whom-chat = Invite whom?
invited-chat = Invitation for { $whom } (good once, for 72 hours; give it to that person only):
    { $link }
revoke = Take this invitation back
revoked = The invitation is taken back.
revoked-too-late = This invitation was used, or is no longer valid.
staff-head = <b>Staff</b>
staff-line = { $role }{ $department ->
    [none] {""}
   *[other] {" · "}{ $department }
} — { $name }
staff-waiting = { $invitations ->
    [one] 1 invitation is
   *[other] { $invitations } invitations are
} not used yet.
dismiss = Remove { $name }
dismiss-now = Yes, remove { $name }
dismiss-really = Really remove { $name }? The letters they handled stay as they are.
dismissed = Removed.
dismissed-before = This person has no role by invitation.

refused-menu-outdated = This menu is out of date; please start again from the letter's card.
refused-not-your-words = Only whoever wrote it decides, or there is a newer one below.
refused-no-such-department = There is no such department; /invite shows them.
card-return-asked = ↩️ the department asks to return it, to be decided
part-urging = <b>Note with the urging</b>
act-seen = 👁 Seen
act-takeback = ✅ Take it back
act-keep = 🚫 Do not take it back
act-askback = ↩️ Ask to return
urge-now = ❗ Urge without a note
ask-askback = Please reply to this message: why should { $number } be taken back? (The office decides.)
ask-urge = Please reply to this message with your note on { $number } to the department.
placeholder-askback = Why it should be taken back
placeholder-urge = Note to the department

# publishing an answer
act-publish = 🌐 Publish the answer
act-unpublish = 🔒 Take it back
card-published = 🌐 public since { $on }
masked-citizen = { "citizen " }
publish-preview = <b>{ $number }: this is what everybody will read; please check every word</b>
    { $kind }{ $topic ->
        [none] {""}
       *[other] {" · "}{ $topic }
    } · { $department } · received { $received } · answered { $answered }
part-public-question = <b>Letter</b>
part-public-answer = <b>Answer</b>
publish-masked = { $what ->
    [none] Nothing was found to mask.
   *[other] Masked: { $what }.
} A machine overlooks things: please look for names, addresses and whatever else tells who it is. Files are not published.
publish-left = { $what ->
    [none] Changed as you wrote it; please check it once more.
   *[other] ⚠️ This still looks personal: { $what }.
} Files are not published.
mask-name = name
mask-telephone = telephone
mask-identity = identity number
mask-account = account
mask-plate = number plate
mask-door = door number
mask-email = e-mail
publish-now = 🌐 Checked: publish
publish-rewrite-question = ✏️ Change the letter
publish-rewrite-answer = ✏️ Change the answer
publish-no = ✖️ Do not publish
not-published = { $number }: not published
ask-public-question = Please reply to this message with the letter of { $number } as everybody may read it (the whole text; you can copy it from above and change it).
ask-public-answer = Please reply to this message with the answer of { $number } as everybody may read it (the whole text; you can copy it from above and change it).
placeholder-public-question = The letter, to be published
placeholder-public-answer = The answer, to be published
