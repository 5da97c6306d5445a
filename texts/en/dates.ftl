# Dates: `mailbox due`, `mailbox calendar`, and how a date came about

date-weekday = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

date-due = { $working_days ->
    [one] 1 working day
   *[other] { $working_days } working days
} from { $start } (the first day is not counted, Civil Code Art. 201): due on { date-weekday } { $due }.
date-due-provisional = Provisional: the calendar is certain only until { $certain_until }, so the date may move.

# one day on the way
date-step = { $on } { date-weekday }  { $number ->
    [0] not counted
   *[other] working day { $number }
}  { date-kind }{ date-mark }
date-kind = { $source ->
    [office] { $kind ->
        [holiday] holiday: { $name } (the office's calendar)
       *[workday] worked: { $name } (the office's calendar)
    }
   *[country] { $kind ->
        [holiday] holiday: { $name }
        [weekend] weekend
        [make-up] { $makes_up_for ->
            [none] make-up working day
           *[other] make-up working day for { $makes_up_for }
        }
       *[workday] working day
    }
}
date-mark = { $paused ->
    [yes] , the clock stood: the citizen was asked
   *[no] {""}
}{ $certain ->
    [no] {" (provisional)"}
   *[yes] {""}
}

# a year of the calendar
calendar-title = Calendar of { $year }: { $country }, { $working_days ->
    [one] 1 working day
   *[other] { $working_days } working days
}
calendar-sources = Sources: the library holidays { $version }; the office's own days: { $office_days }
calendar-certain = This year is certain (certain until { $certain_until }).
calendar-provisional = This year is provisional: the calendar is certain only until { $certain_until }, later make-up days are not announced yet.
calendar-month = Month { $month }: { $working_days ->
    [one] 1 working day
   *[other] { $working_days } working days
}
calendar-day = { $on } { date-weekday }  { date-kind }{ date-mark }

# bad input
date-missing-start = Please give the date to count from with --start, for example 2026-02-13.
date-missing-working-days = Please give the number of working days with --working-days, for example 15.
date-bad-date = { $option }: “{ $value }” is not a date; write it like 2026-02-13.
date-bad-number = --working-days: “{ $value }” is not a number of days; write zero or a positive whole number.
date-bad-year = “{ $value }” is not a year; write it like 2026.
beyond-calendar = The calendar has no year { $year }: it reaches from { $first_year } to { $last_year }.
unknown-country = The calendar knows no country or subdivision “{ $country }”; use its ISO 3166 code, for example CN or DE-BY.
bad-calendar-file = { $fault ->
    [unreadable] The office's calendar file { $path } cannot be read: { $text }.
    [encoding] The office's calendar file { $path } is not encoded in UTF-8.
    [fields] The office's calendar file { $path }, line { $line }, should read “date,working or holiday,note” but reads “{ $text }”.
    [date] The office's calendar file { $path }, line { $line }: “{ $text }” is not a date.
    [kind] The office's calendar file { $path }, line { $line }: “{ $text }” should be working or holiday.
    [twice] The office's calendar file { $path }, line { $line }: the date { $text } was given before.
   *[beyond] The office's calendar file { $path }, line { $line }: the date { $text } lies outside the calendar's years.
}

# why a letter's dates are what they are: /why, `mailbox why`
why-which = Say which number, such as /why SZ-2026-000001
why-no-letter = There is no letter “{ $value }”; a number looks like SZ-2026-000001.
why-head = How the dates of { $number } came about
why-start = { $how ->
    [reopened] The second handling counts anew from { $on }; that day itself is not counted (Civil Code, Art. 201).
    [accepted] Received on { $received }, counted from its acceptance on { $on }; that day itself is not counted (Civil Code, Art. 201).
    [promised] Received on { $received }, counted from its acceptance; until then from the last day for accepting it, { $on }.
   *[received] Received on { $on }; that day itself is not counted (Civil Code, Art. 201).
}
why-limit = { $rule ->
    [reopened] Limit: { $days } working { $days ->
        [one] day
       *[other] days
    } for a second handling (rule of { $mailbox }).
    [urgent] Limit: { $days } working { $days ->
        [one] day
       *[other] days
    } for what is urgent ({ $kind }; rule of { $mailbox }).
    [law] Limit: { $days } working { $days ->
        [one] day
       *[other] days
    } ({ $kind }; State Council General Office, 2014 no. 57).
   *[office] Limit: { $days } working { $days ->
        [one] day
       *[other] days
    } ({ $kind }; rule of { $mailbox }).
}
why-skipped = · not counted: { $days ->
    [1] { $first }
   *[other] { $first } to { $last }
}, { $sort ->
    [weekend] weekend
   *[holiday] { $name }{ $source ->
        [office] {" "}(the office's own calendar)
       *[country] {""}
    }
}
why-make-up = · counted: { $on }, { $name ->
    [none] a make-up working day
   *[other] { $name } (the office's own calendar)
}{ $instead ->
    [none] {""}
   *[other] {" "}for { $instead } off
}
why-paused = · waiting for the citizen from { $since } to { $until }: { $days ->
    [one] 1 working day
   *[other] { $days } working days
} added.
why-paused-now = · waiting for the citizen since { $since }: the clock stands, and the working days of waiting will be added.
why-extended = · extended by { $days ->
    [one] 1 working day
   *[other] { $days } working days
}; the original date was { $original }.
why-due = Answer due: { $due }. On that day it is still in time; it is late from the day after.
why-provisional = This date is provisional: the holidays after { $certain_until } are not announced yet.
why-differs = Note: by the calendar and rules as they are now it would be { $now }; it changes only once mailbox recalculate is run.
why-was = By the calendar as it is now this would be { $now }; a concluded letter keeps the date it had.
why-triage = The office accepts it by { $due } ({ $days ->
    [one] 1 working day
   *[other] { $days } working days
}).
why-return = The department may return it by itself until { $due } ({ $days ->
    [one] 1 working day
   *[other] { $days } working days
}); later the office must agree.
why-department = The department submits its answer by { $due } ({ $days ->
    [one] 1 working day
   *[other] { $days } working days
} before the answer is due).
why-answered = { $verdict ->
    [late] First answered on { $on }, after the date then in force, { $due }: late.
   *[in-time] First answered on { $on }; the date then in force was { $due }: in time.
}
why-passed = The date { $due } has passed without an answer.
date-limit-twice = Give either --working-days or --kind, --mailbox and --urgent, not both.
date-missing-kind = Please give the kind of letter with --kind: { $known }.
date-bad-kind = --kind: “{ $value }” is not a kind of letter; there are { $known }.
date-bad-mailbox = --mailbox: there is no “{ $value }” in the configuration; there are { $known }.

# editing the office's own calendar
calendar-no-file = The configuration has no office.office_days; name the file of the office's own days there first.
calendar-no-date = Please write the date after add or remove, for example 2026-07-11.
calendar-which = Please give one of --working and --holiday.
calendar-note = Please give one line with --note, for example --note Naadam.
calendar-already = { $value } is in the office's calendar already: { $note }. To change it, take it out first with mailbox calendar remove.
calendar-not-there = { $value } is not in the office's calendar { $path }; there is nothing to take out.
calendar-unwritable = The office's calendar { $value } cannot be written ({ $detail }); nothing was changed.
calendar-added-now = Written to { $path }: { $date } { $kind ->
    [working] working
   *[holiday] holiday
}, { $note }. A running bot uses the new calendar once it is started again.
calendar-removed-now = Taken out of { $path }: { $date } { $kind ->
    [working] working
   *[holiday] holiday
}, { $note }. A running bot uses the new calendar once it is started again.
calendar-then = { $letters ->
    [0] No letter's dates move by it.
    [one] 1 open letter's dates are to be worked out anew (answers due on another day: { $moved }): mailbox recalculate shows it, --apply does it.
   *[other] The dates of { $letters } open letters are to be worked out anew (answers due on another day: { $moved }): mailbox recalculate shows them, --apply does it.
}
calendar_added = { $at } { $who } added { $date } { $kind ->
    [working] working
   *[holiday] holiday
}, { $note }
calendar_removed = { $at } { $who } took out { $date } { $kind ->
    [working] working
   *[holiday] holiday
}, { $note }

# dates worked out anew
recalculate-line = { $number }  { $old } → { $new }{ $verdict ->
    [late] {" "}(becomes late)
    [on-time] {" "}(becomes on time)
   *[same] {""}
}
recalculate-sum = { $moved ->
    [0] No answer's date moves
    [one] 1 answer's date moves: { $late } becomes late, { $on_time } on time
   *[other] { $moved } answers' dates move: { $late } become late, { $on_time } on time
}{ $others ->
    [0] {""}
    [one] ; 1 other letter has another inner date or certainty
   *[other] ; { $others } other letters have another inner date or certainty
}.
recalculate-preview = Nothing was changed. Give --apply to do it; citizens and departments whose date moves are told.
recalculate-applied = Done. Concluded letters stay as they are.

# sweeps
sweep-bad-now = --now: “{ $value }” is not an instant; write it like 2026-03-10T09:00.
sweep-now-without-dry-run = --now goes with --dry-run alone: nothing is sent for another time than the present.
sweep-done = { $letters ->
    [one] 1 letter was
   *[other] { $letters } letters were
} looked at.
sweep-head = { $at }: { $acts ->
    [0] nothing to do
    [one] 1 thing to do
   *[other] { $acts } things to do
}. (Only rehearsed; nothing was changed.)
sweep-act = { $number }  { $event } ({ $on })
sweep-going = {"    "}→ { $to } ({ $chats }) { $at }  { $why }
sweep-why = { $clock ->
    [triage] to be accepted by
    [return] to be returned by
    [department] to be drafted by
   *[reply] answer due
} { $due }: { $side ->
    [before] { $offset ->
        [one] 1 working day
       *[other] { $offset } working days
    } before
    [after] { $offset ->
        [one] 1 working day
       *[other] { $offset } working days
    } after
   *[on] on the day
}
sweep-digest = { $reminders } reminders to { $chat } go in one digest.
sweep-week = To the office: the notice of the week from { $week }.
