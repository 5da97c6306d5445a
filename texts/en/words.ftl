# The office's words, as everybody reads them.
kind-inquiry = Inquiry
kind-help = Request for help
kind-complaint = Complaint
kind-report = Report of wrongdoing
kind-suggestion = Suggestion
kind-thanks = Thanks

state-received = waiting for the office
state-assigned = waiting to be signed for
state-in_progress = being handled
state-drafted = waiting for approval
state-answered = answered
state-refused = not accepted
state-merged = merged
state-withdrawn = withdrawn
state-archived = archived

rating-satisfied = Satisfied
rating-fairly = Fairly satisfied
rating-dissatisfied = Dissatisfied

card-yellow = 🟡 yellow card
card-red = 🔴 red card

role-citizen = citizen
role-officer = officer
role-clerk = mailbox office
role-chief = chief of the office
role-admin = administrator
role-system = the system

# outcomes and letters of the past
outcome-answered = answered
outcome-refused = refused
outcome-merged = merged
outcome-withdrawn = withdrawn
outcome-open = open
