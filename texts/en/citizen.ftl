# All that citizens read: writing, the receipt, every step.

start = Hello! This is { $office }.

    Tell me about a problem, an idea or a question: just write it below and send it; photos, voice, video, files and places are welcome. Press “Submit” and you get a number and the day by which you will have an answer.

    /letters my letters · /help how it works · /privacy your data
help = <b>Writing a letter</b>
    Send text, photos, files, voice, video or a place, in as many messages as you like. Look at the preview and press “Submit”.

    <b>Adding to a letter</b>
    Use Telegram's “Reply” on any message of that letter, or press “Add”.

    <b>Commands</b>
    /new write a letter
    /letters my letters
    /letter CODE or NUMBER – look at one letter
    /language choose a language
    /privacy your data
    /cancel cancel what you are doing
help-group = The commands you can use here are in the menu beside the writing field.
help-office = <b>The mailbox office</b>
help-department = <b>Departments</b>

command-start = Begin
command-new = Write a letter
command-letters = My letters
command-letter = Look at one letter
command-help = How it works
command-privacy = How your data are kept
command-language = Choose a language 语言
command-cancel = Cancel
command-open = Open letters
command-overdue = Overdue letters
command-board = How the departments stand
command-why = How a letter's date came about
command-find = Find letters
command-report = Figures
command-figures = the yearly report’s ledger
command-staff = Staff
command-invite = Invite staff
command-mine = Our department's letters
command-due = Our letters by date

privacy = <b>Your personal data</b>
    <b>What for</b>: { $office } keeps them to handle and answer your letters and to count them, for nothing else.
    <b>What</b>: your name, user name, number and language in Telegram, what you write and attach, how it was handled, and your rating.
    <b>Who sees them</b>: the staff of the mailbox office and of the department in charge only; the department does not see your name. Nothing is published without your consent, and you can take that back at any time: open the letter with /letters and press “Not public”. Reports are never published.
    <b>How long</b>: { $kept }
    <b>You can</b> take a copy with /export_me and have them erased with /delete_me. Numbers and dates without name and words stay, for the figures.
privacy-kept = { $days ->
    [none] letters to { $mailbox } are archived once concluded, and erased when you ask.
   *[other] { $days } days after a letter to { $mailbox } is concluded, its words, files and your name are erased.
}
ask-language = 请选择语言 / Please choose a language
language-name = English
language-chosen = All right, English from now on.
cancelled = Cancelled.
cancelled-adding = All right, nothing more is added. What you had sent stays with the letter.
cancelled-reopening = All right, no second handling.
cancelled-writing = Your draft is discarded.
cancelled-still-writing = The letter you are writing is still here, just below; nothing is lost.
nothing-to-cancel = There is nothing to cancel just now.
id-person = Your Telegram number is <code>{ $person }</code>
id-group = This group's number is <code>{ $chat }</code>, yours is <code>{ $person }</code>
joined-department = Welcome, { $name }! You are now an officer of { $department }.
joined-office = Welcome, { $name }! Your role is now: { $role }.

# writing
new = Please write what it is about; photos and files are welcome. You will see a preview first.
new-goes-on = You have a letter that is not sent yet; it is below. Go on writing, or press “Submit”.
preview-head = <b>Please read it once more, then press “Submit”:</b>
preview-chosen = To: { $mailbox } · Kind: { $kind }{ $files ->
    [0] {""}
    [one] {" "}· 1 attachment
   *[other] {" "}· { $files } attachments
}
    { $publish ->
        [yes] The answer may be published (without your personal data)
       *[no] Not published
    }
button-submit = ✉️ Submit
button-kind = Kind: { $kind }
button-published = 🔓 May be published
button-unpublished = 🔒 Not published
button-discard = 🗑 Discard
button-back = ‹ Back
button-restore = ↩️ Bring it back
published-explained = The answer may be put online to help others; your name, telephone, address and the like are left out. Until you submit, press again to change it back.
sent-toast = Sent, number { $number }
sent-as = ✉️ Sent, number <b>{ $number }</b>
already-sent = This letter was sent already, number { $number }
discarded = The draft is discarded, nothing was sent.
discarded-a-word = All right: it was not taken as a letter, nor added to one.
cannot-restore = You have begun another letter since; this draft cannot come back.
old-button = This button no longer works.
unknown-command = There is no such command. To write a letter just send text; /help explains everything.
cannot-take = This cannot be taken. You can send text, photos, videos, voice, files, places and contacts.
sticker-alone = Thank you! A sticker alone cannot be handled; please write what it is about.
not-kept-while-writing = This message was not kept; the other letter you are writing is not affected.

# where does this message belong
offer = Is this a new letter, or something to add to an earlier one?
offer-answer = Is this your answer to the question about { $number }?
offer-after-closed = If there is something new, please write a new letter.
button-new-letter = ✉️ A new letter
button-add-to = ➕ Add to { $number } { $opening }
button-answer-to = 💬 Answer { $number } { $opening }
button-not-a-letter = 🙂 Neither, just a word

# my letters
letters-head = <b>My letters</b> (page { $page } of { $pages })
letters-line = <b>{ $number }</b> · { $state } · { $on }
    { $opening }
no-letters = You have not written a letter yet. Just send text to write one.
without-words = (no words)
button-newer = ‹ Newer
button-older = Older ›
letter-not-found = There is no such letter. Please check the number or query code, or see your letters with /letters.
letter-head = <b>{ $number }</b> · { $mailbox } · { $kind }
    Now: <b>{ $state }</b>
    Query code: <code>{ $code }</code>
due-on = You will have an answer by <b>{ $due }</b>{ $provisional ->
    [yes] {" "}(provisional: the public holidays are not announced yet, so the date may move)
   *[no] {""}
}
answered-on = Answered on { $on }
open-question = <b>We are waiting for your answer:</b>
story-head = <b>What has happened</b>
my-step-submitted = { $on }: received
my-step-assigned = { $on }: passed on to { $department }
my-step-reassigned = { $on }: now handled by { $department }
my-step-asked_citizen = { $on }: you were asked something
my-step-clock_resumed = { $on }: handling goes on
my-step-added = { $on }: you added to it
my-step-extension_granted = { $on }: more time given
my-step-answered = { $on }: answered
my-step-refused = { $on }: not accepted
my-step-merged = { $on }: merged
my-step-withdrawn = { $on }: you withdrew it
my-step-rated = { $on }: you rated it
my-step-reopened = { $on }: second handling
act-my-add = { $paused ->
    [yes] 💬 Answer
   *[no] ➕ Add
}
act-my-withdraw = 🗑 Withdraw
act-my-reopen = 🔁 Ask for a second handling
act-my-answer = 📄 Show the answer again
act-my-done = ✓ That is all
no-answer-yet = There is no answer yet. You will get it as soon as there is one.

# adding, withdrawing, rating
ask-my-add = { $paused ->
    [yes] Please write your answer about { $number }; photos and files are welcome.
   *[no] Please write what to add to { $number }; photos and files are welcome.
}
placeholder-my-add = What you want to add
adding-more = You can go on adding; press “That is all” when you are done.
done-adding = { $number }: that was all
ask-my-withdraw = Really withdraw { $number }? It will not be handled any further.
act-my-withdraw-yes = Yes, withdraw
act-my-withdraw-no = No, keep it
dropped-my-withdraw = { $number } goes on
rated = Thank you for your rating ({ $number }: { $choice }).{ $more ->
    [yes] {" "}We are sorry it was not what you hoped for; you may ask once for a second handling.
   *[no] {""}
}
ask-my-reopen = Please write why { $number } should be handled once more.
placeholder-my-reopen = What is not solved?
cannot-my-reopen = { $number } cannot be handled a second time any more. If there is something new, please write a new letter.
edit-too-late = { $number } is concluded, so your change was not taken; what you first wrote is kept.
closed-answered = { $number } is answered already.
closed-refused = { $number } was not accepted and is concluded.
closed-merged = { $number } was merged into another letter.
closed-withdrawn = { $number } was withdrawn.

# every step
Receipt = ✅ <b>Your letter has arrived</b>
    Number: <b>{ $number }</b>
    Query code: <code>{ $query_code }</code>
    You will have an answer by <b>{ $due }</b>{ $provisional ->
        [yes] {" "}(provisional: the public holidays are not announced yet, so the date may move)
       *[no] {""}
    }. Whenever something happens, you will read it here.
PassedOn = 📤 { $number } was passed on to <b>{ $department }</b>; you will have an answer by { $due }.
Asked = ❓ <b>{ $number }</b>: so that we can help, please tell us:
how-to-answer = Please use “Reply” on this message, or press “Answer” below. Until you answer, the clock stands still.
ClockGoesOn = ▶️ { $number }: we have not heard from you, so we go on with what we know. You will have an answer by { $due }; you can still add to it at any time.
thanks-for-addition = ➕ Thank you, what you added has arrived.
DateMoved = 📅 { $number }: you will now have an answer by <b>{ $due }</b>.
Extended = ⏳ { $number } needs more time: it was due on { $original }, now on <b>{ $due }</b>. The reason:
Answered = { $round ->
    [1] 💬 <b>The answer to { $number }</b> ({ $department })
   *[other] 💬 <b>The answer to { $number } after its second handling</b> ({ $department })
}
please-rate = Are you satisfied with how this was handled? (You can say so for 7 days.)
Refused = 🚫 <b>{ $number } cannot be accepted</b>. The reason:
with-advice = <b>Our advice:</b>
MergedInto = 🔗 { $number } is about the same matter as { $into }, so they are handled together; you will get the answer too.
SecondHandling = 🔁 { $number } will be handled once more by <b>{ $department }</b>; you will have an answer by { $due }.
WithdrawnAsAsked = 🗑 { $number } is withdrawn as you asked.
AdditionKept = ➕ Added to { $number }.
EditKept = ✏️ { $number }: your change is kept, and what you first wrote as well.

# limits
turned-away-letters = You have sent { $most } letters today, which is the limit. What you have written is kept: press “Submit” tomorrow.
turned-away-messages = You have sent { $most } messages within an hour, which is the limit. This one was not taken, please send it in an hour; all before it were.
turned-away-type = Files ending in { $ending } are programs and were not taken. Please send a picture, a PDF or a document.
turned-away-file = The file is too large and was not taken: at most { $most } MB. Please make it smaller, or describe it in words.
turned-away-files = A letter takes at most { $most } files; this one was not taken.
turned-away-repeat = You have sent the same letter before: { $number }. It is being handled. To add something, reply to a message about it.
turned-away-banned = The office takes no messages from you until { $until }. The reason: { $because }. Letters you sent before are handled as usual.
command-ban = turn somebody away
command-unban = take them back

# personal data
export-me = This is all we keep about you: { $letters ->
    [one] one letter
   *[other] { $letters } letters
}.
delete-me-ask = What you wrote, your files and your name will be erased; that cannot be undone. Letters under way are finished first; concluded ones are kept as long as the rules say and then erased by themselves. Are you sure?
delete-me-yes = Yes, erase it
delete-me-done = Erased: the words of { $letters ->
    [one] one letter
   *[other] { $letters } letters
}, and what you had not sent. Numbers and dates stay, for the figures.
delete-me-open = { $number } is being handled; ask again once it is concluded.
delete-me-answered = { $number } is answered and can be rated until { $until }; after that, ask again to have it erased.
delete-me-kept = { $number } must be kept until { $until } and is erased then.
command-export_me = take my data along
command-delete_me = erase my data

# publishing
Published = 🌐 <b>The answer to { $number } is now public</b>, to help others. This is what everybody reads; your personal data are left out:
may-take-back = If you no longer want it public, or feel that it still tells who you are, press “Not public”: it is taken back at once.
act-my-public = 🔓 The answer may be public
act-my-private = 🔒 Not public
publishing-allowed = All right, the answer may be made public, without your name, telephone, address and the like. Press again whenever you change your mind.
publishing-forbidden = All right, it stays private.
publishing-taken-back = All right, it is public no more.
my-step-published = answer made public { $on }
my-step-unpublished = public no more { $on }
my-step-publishing_allowed = you agreed to make the answer public { $on }
my-step-publishing_forbidden = you asked to keep the answer private { $on }
