# Reports: what each figure is called and means, the yearly report's paragraph, the identity

# Periods and days
report-period = { $shape ->
    [year] { $year }
    [quarter] Q{ $quarter } { $year }
    [month] { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
   *[range] { $first } to { $last }
}
report-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
report-title = { $office }, letters{ $scope ->
    [none] {""}
   *[other] {" "}({ $scope })
}: { $period }, as of { $as_of }

# The paragraph of the yearly report on government information disclosure
report-paragraph-year = By the end of { $year }, { $received } matters of every kind had been received from the public and { $replied } answered, a reply rate of { $rate }.
report-paragraph = As of { $as_of }, of the { $received } matters of every kind received from the public in the period { $period }, { $replied } had been answered, a reply rate of { $rate }.

report-identity = Identity: open at the start { $opening } + received { $received } = replied { $replied } + refused { $refused } + merged { $merged } + withdrawn { $withdrawn } + open at the end { $open }
report-identity-note = The right side includes what became of the letters open at the start; a letter in its second handling counts once, by its first answer.

# Tables
report-by-department = By lead department
report-by-kind = By kind
report-by-mailbox = By mailbox
report-by-topic = By topic
report-no-topic = (no topic)
report-by-month = By month received
report-overdue = Overdue letters
report-definitions = Definitions
report-unassigned = (not assigned)
report-definition = { $figure }: { $definition }
report-percent = { $rate }%

# Counts
figure-received = Received
figure-received-definition = letters received in the period.
figure-valid = Valid
figure-valid-definition = received − refused − merged − withdrawn.
figure-replied = Replied
figure-replied-definition = of those received, first answered on or before the as-of date; a notice that a letter was passed on is no answer.
figure-refused = Refused
figure-refused-definition = of those received, refused by the as-of date.
figure-merged = Merged
figure-merged-definition = of those received, merged into another letter of the same matter by the as-of date.
figure-withdrawn = Withdrawn
figure-withdrawn-definition = of those received, withdrawn by the citizen before an answer.
figure-concluded = Concluded
figure-concluded-definition = replied + refused + merged + withdrawn.
figure-open = Open
figure-open-definition = of those received, not yet answered and still being handled at the as-of date.
figure-overdue = Overdue
figure-overdue-definition = open and past the date at the as-of date; while the citizen is asked the clock stands, and a date not past when the question was put has not passed.
figure-on-time = On time
figure-on-time-definition = of those replied, first answered on or before the date then in force, with extensions and pauses.
figure-rated = Rated
figure-rated-definition = of those replied, rated by the citizen.
figure-reopened = Reopened
figure-reopened-definition = of those replied, handled a second time because the citizen was dissatisfied.
figure-waiting-again = In second handling
figure-waiting-again-definition = still in their second handling at the as-of date; counted in replied, not in open.
figure-waiting-again-overdue = Second handling overdue
figure-waiting-again-overdue-definition = in second handling and past its date; not counted in overdue.
figure-published = Published
figure-published-definition = answers published with the citizen's consent and not taken back by the as-of date.
figure-undeliverable = Undeliverable
figure-undeliverable-definition = answered, but the citizen could not be reached; counted in replied.

# Rates
figure-rate-reply = Reply rate
figure-rate-reply-definition = replied ÷ received.
figure-rate-valid-reply = Valid reply rate
figure-rate-valid-reply-definition = replied ÷ valid.
figure-rate-conclusion = Conclusion rate
figure-rate-conclusion-definition = concluded ÷ received.
figure-rate-on-time = On-time rate
figure-rate-on-time-definition = on time ÷ (replied + overdue).
figure-rate-on-time-original = On-time rate, original date
figure-rate-on-time-original-definition = the same against the date without extensions.
figure-rate-satisfaction = Satisfaction
figure-rate-satisfaction-definition = (satisfied + fairly satisfied) ÷ rated.
figure-rate-response = Response rate
figure-rate-response-definition = rated ÷ replied.
figure-rate-reopened = Reopened rate
figure-rate-reopened-definition = reopened ÷ replied.
figure-rate-published = Published rate
figure-rate-published-definition = published ÷ replied.
figure-rate-sign-for = Sign-for rate
figure-rate-sign-for-definition = signed for within 1 working day of assignment ÷ assigned, by the last assignment; letters of the past without a record of signing are left out.
figure-rate-early = Early rate
figure-rate-early-definition = answered at least 1 working day early ÷ on time.

# Days
figure-days-calendar = Average handling time (calendar days)
figure-days-calendar-definition = calendar days from receipt to the first answer.
figure-days-working = Average handling time (working days)
figure-days-working-definition = working days from receipt to the first answer, the day of receipt not counted.
figure-days-early = Days early
figure-days-early-definition = sum over replies on time of the working days from the answer to the date in force.
report-rounding = { $rounding ->
    [half-up] Percentages are rounded half up, and less than the whole is never shown as 100%; “—” means there is nothing to divide by.
   *[down] Percentages are cut, not rounded; “—” means there is nothing to divide by.
}

# Why there is no report
report-bad-period = “{ $value }” is not a period; write it like 2014, 2026Q1, 2026-11 or 2026-01-01..2026-03-31.
report-as-of-to-come = The as-of date { $as_of } has not come yet; today is { $today }.
report-not-begun = The as-of date { $as_of } lies before the first day of the period, { $first }: there is nothing to count.
report-bad-format = --format: “{ $value }” is not a format; it takes text, json, csv, xlsx, docx, html or png.
report-identity-broken = The identity of { $period } as of { $as_of } does not hold, so no report is issued; please check the database.

# in the chat
report-chat-figures = received { $received } · replied { $replied } · reply rate { $reply } · on time { $on_time } · open { $open } · overdue { $overdue }

# The bulletin
bulletin-all = In all
bulletin-total = Total
bulletin-ranked = Ranked
bulletin-few = Fewer than { $fewest } letters, not ranked
bulletin-nothing-due = Nothing answered or due yet
bulletin-rank = { $rank }. { $name }
bulletin-title = { $office }, bulletin on letters{ $scope ->
    [none] {""}
   *[other] {" "}({ $scope })
}: { $period }, as of { $as_of }
bulletin-last = last period
bulletin-last-year = last year
bulletin-than-last = than last
bulletin-than-last-year = than last year
bulletin-compared = Compared with: { $beside }.
bulletin-beside = { $period } (as of { $as_of })
bulletin-note = Ranked by the on-time rate, then by the reply rate; equal rates share a rank. Differences are percentage points between the percentages as printed.
report-bad-kind = --report: “{ $value }” is not a report; there are yearly, bulletin and website.
report-bad-mailbox = --mailbox: there is no mailbox “{ $value }” in the configuration; there are { $known }.
report-bad-department = --department: there is no department “{ $value }” in the configuration; there are { $known }.
report-unwritable = { $value } cannot be written: { $detail }.
report-reason-alone = --reason goes with --publish only.
language-unknown = --language: “{ $value }” will not do; it takes zh or en.
report-binary = This format cannot be shown in a terminal; name a file with --out.

# Files
paper-figure = Figure
paper-value = Value
paper-part = Part
paper-whole = Whole
paper-figures = Figures
paper-rate = Rate
paper-days = Days
paper-mean = Mean
paper-median = Median
paper-sum = Sum
paper-letters = Letters
paper-number = Number
paper-due = Due
paper-department = Lead department

# editions
edition-line = Edition { $edition }, published { $at }{ $reason ->
    [none] {""}
   *[other] , correcting edition { $corrects }: { $reason }
}; SHA-256 { $sha256 }
edition-published = Published; its figures change no more:
edition-same = Counted again today, it comes out the same.
edition-differs = What would differ if it were counted today, as of the same day:
edition-difference = { $figure }: published { $published }, now { $today }
edition-step-rates = rates
edition-step-identity = identity
edition-step-opening = open at the start
edition-step-days = days
edition-step-average-days = mean days
edition-step-overdue-letters = overdue letters
edition-step-ledger = ledger
edition-step-figures = figures
edition-step-texts = texts
edition-step-by-department = by lead department
edition-step-by-kind = by kind
edition-step-by-mailbox = by mailbox
edition-step-by-topic = by topic
edition-step-by-month = by month received
edition-step-overdue-original = overdue, original date
edition-step-on-time-original = on time, original date
edition-step-due-on = due
edition-step-department = lead department
edition-step-name = name
edition-step-rank = rank
edition-listed = { $report }: { $line }; as of { $as_of }, by { $who }
edition-none = Nothing has been published yet.
edition-unchanged = The figures are those of edition { $edition }; nothing was published.
edition-needs-reason = There is an edition { $edition } already; say why you correct it with --reason.
edition-checks-broken = The ledger of { $year } has sums that do not hold, so it is not published; see mailbox figures list { $year }.
edition-altered = Edition { $edition } does not match its SHA-256: it was altered and is not printed; restore it from a backup.
report-no-chart = There is nothing to draw; if they are missing, install the drawing parts with pip install 'mayors-mailbox[charts]'.
report-bad-form = --form { $value } is no form of the yearly report; use 2014 or 2021.
report-form-needs-year = --form is for the yearly report of a whole year and the whole office.

# reports in the chat
report-file-yearly = 📄 Yearly report
report-file-bulletin = 📄 Bulletin
report-file-website = 📄 Website interaction
report-format-docx = Word
report-format-xlsx = Excel
report-format-html = Web page
report-format-csv = CSV
report-format-json = JSON
report-being-made = Being made, one moment…
report-file-later = The file could not be sent just now; press once more in a minute.
report-line = { $line }
