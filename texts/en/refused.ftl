# What cannot be: one clear sentence, and nothing has changed. Ids are the program's reasons.

# who may
refused-no-such-letter = There is no such letter, or it is not yours to see.
refused-not-yours-to-do = This step is not yours to take.
refused-not-in-this-state = The letter is not in a state in which this can be done.
refused-lead-only = This step belongs to the lead department.
refused-co-handler-only = Opinions come from a co-handling department.
refused-chief-decides = This letter was transferred three times: only the chief of the office assigns it now.
refused-stranger = You are not registered as staff. Please ask the mailbox office for an invitation.
refused-not-of-this-department = You are not registered for this department. Please ask the mailbox office for an invitation.
refused-not-in-this-group = Please use this in the office’s or the department’s group, or in private.

# assigning, returning, merging
refused-not-to-whom-it-is-about = A report never goes to the department it is about.
refused-already-there = The letter is there already.
refused-reassign-first = Please reassign first: the department it is about cannot handle this letter.
refused-already-that-kind = It is of that kind already.
refused-already-that-topic = It has that topic already.
refused-no-topics = No topics are configured.
refused-return-too-late = The time to return it by yourself has passed. Please use “Ask to return”; the office decides.
refused-merge-into-another = Please choose another letter to merge it into.
refused-merge-into-open = That letter has ended: merge only into one that has not.

# asking, extensions, urging
refused-already-asked = The citizen was asked already; please wait for the reply.
refused-extension-already-asked = An extension was asked for already and waits for a decision.
refused-no-extension-asked = No extension is waiting for a decision.
refused-limit-passed = The date has passed: an extension can no longer be asked for.
refused-extension-over-cap = That is more days than this mailbox allows.
refused-nobody-to-urge = It has not been assigned yet: there is nobody to urge.
refused-already-urged-today = You urged it today already.
refused-already-supervised = It is under supervision already.

# answering, rating, second handling, publishing
refused-answer-is-empty = The answer is empty: please write something or attach a file.
refused-rating-closed = The time for rating (7 days after the answer) has passed.
refused-already-rated = You have rated this answer already, thank you.
refused-only-after-dissatisfied = A second handling can be asked for after rating “dissatisfied”.
refused-reopened-once = A letter is handled a second time only once.
refused-no-consent = The citizen has not agreed to publication.
refused-reports-stay-private = Reports are never published.
refused-already-published = The answer is published already.

# staff
refused-officer-needs-department = Please name the department's code, for example /invite roads.
refused-invitation-void = This invitation was used, has expired or was revoked. Please ask for a new one.

# writing a letter
refused-writing-gone = This draft was sent or discarded already.
refused-only-words = Words are needed here; please write a text.
refused-nothing-written = The letter is still empty: please write something first.
refused-too-much-written = A letter takes 50 messages. Please send it; you can add to it afterwards.

# a button pressed late: by whom, when, what
already-done = { $number }: already done by { $who }, at { $at } ({ $what }).
time-itself = the system

as-said = { $text }
went-wrong = Something went wrong. Please try again in a moment.
refused-return-by-yourself = You may still return it by yourself; no need to ask.
refused-return-already-asked = You have asked to return it already; please wait for the office.
refused-no-return-asked = There is no request to return it to decide on.
refused-already-seen = Somebody has said already that they saw it.
refused-already-consented = You have agreed already.
refused-unpublish-first = The answer is public; take it back before making the letter a report.
refused-nothing-to-publish = Letter or answer has no words, so there is nothing to publish.
