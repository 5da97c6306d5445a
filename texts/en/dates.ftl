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
date-bad-date = --start: “{ $value }” is not a date; write it like 2026-02-13.
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
