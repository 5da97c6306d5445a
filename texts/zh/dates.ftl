# 日期：`mailbox due`、`mailbox calendar` 和日期的由来

date-weekday = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}

date-due = 自 { $start } 起 { $working_days } 个工作日（开始的当日不计入，民法典第二百零一条）：{ $due }（{ date-weekday }）截止。
date-due-provisional = 暂定日期：{ $certain_until } 之后的放假安排尚未公布，日期可能变动。

# 途中的一天
date-step = { $on } { date-weekday }  { $number ->
    [0] 不计
   *[other] 第 { $number } 个工作日
}  { date-kind }{ date-mark }
date-kind = { $source ->
    [office] { $kind ->
        [holiday] 放假：{ $name }（本单位日历）
       *[workday] 上班：{ $name }（本单位日历）
    }
   *[country] { $kind ->
        [holiday] 放假：{ $name }
        [weekend] 周末
        [make-up] { $makes_up_for ->
            [none] 调休上班
           *[other] 调休上班（换 { $makes_up_for } 休息）
        }
       *[workday] 工作日
    }
}
date-mark = { $paused ->
    [yes] ，等待来信人补充，时限中止
   *[no] {""}
}{ $certain ->
    [no] （暂定）
   *[yes] {""}
}

# 一年的日历
calendar-title = { $year } 年日历：{ $country }，共 { $working_days } 个工作日
calendar-sources = 依据：holidays 程序库 { $version } 版；本单位日历 { $office_days } 天
calendar-certain = 本年安排已确定（确定至 { $certain_until }）。
calendar-provisional = 本年安排为暂定：只确定至 { $certain_until }，之后的调休上班日尚未公布。
calendar-month = { $month } 月：{ $working_days } 个工作日
calendar-day = { $on } { date-weekday }  { date-kind }{ date-mark }

# 输入有误
date-missing-start = 请用 --start 给出起算日期，例如 2026-02-13。
date-missing-working-days = 请用 --working-days 给出工作日天数，例如 15。
date-bad-date = { $option } 的“{ $value }”不是日期，请写成 2026-02-13 的样子。
date-bad-number = --working-days 的“{ $value }”不是天数，请写零或正整数。
date-bad-year = “{ $value }”不是年份，请写成 2026 的样子。
beyond-calendar = 日历没有 { $year } 年：只有 { $first_year } 年至 { $last_year } 年。
unknown-country = 日历不认识国家或地区“{ $country }”，请用 ISO 3166 代码，例如 CN、DE-BY。
bad-calendar-file = { $fault ->
    [unreadable] 本单位日历文件 { $path } 打不开：{ $text }。
    [encoding] 本单位日历文件 { $path } 不是 UTF-8 编码。
    [fields] 本单位日历文件 { $path } 第 { $line } 行应为“日期,working 或 holiday,说明”，实为“{ $text }”。
    [date] 本单位日历文件 { $path } 第 { $line } 行的“{ $text }”不是日期。
    [kind] 本单位日历文件 { $path } 第 { $line } 行的“{ $text }”应为 working 或 holiday。
    [twice] 本单位日历文件 { $path } 第 { $line } 行的日期 { $text } 前面已经写过。
   *[beyond] 本单位日历文件 { $path } 第 { $line } 行的日期 { $text } 超出日历的年份。
}

# 一封信的日期为什么是这样：/why、`mailbox why`
why-which = 请写出编号，例如 /why SZ-2026-000001
why-no-letter = 没有编号为“{ $value }”的来信；编号的样子是 SZ-2026-000001。
why-head = { $number } 的日期是这样算出来的
why-start = { $how ->
    [reopened] 二次办理自 { $on }重新起算；当日不计入，从次日数起（民法典第二百零一条）。
    [accepted] { $received }收到，自受理之日 { $on }起算；当日不计入，从次日数起（民法典第二百零一条）。
    [promised] { $received }收到，自受理之日起算；尚未受理，暂从最迟受理日 { $on }算起。
   *[received] { $on }收到；当日不计入，从次日数起（民法典第二百零一条）。
}
why-limit = { $rule ->
    [reopened] 期限：二次办理 { $days } 个工作日（{ $mailbox }的规定）。
    [urgent] 期限：加急{ $kind } { $days } 个工作日（{ $mailbox }的规定）。
    [law] 期限：{ $kind } { $days } 个工作日（国办发〔2014〕57号）。
   *[office] 期限：{ $kind } { $days } 个工作日（{ $mailbox }的规定）。
}
why-skipped = · 不计：{ $days ->
    [1] { $first }
   *[other] { $first }至 { $last }
}，{ $sort ->
    [weekend] 周末
   *[holiday] { $name }{ $source ->
        [office] （本单位日历）
       *[country] {""}
    }
}
why-make-up = · 计入：{ $on }，{ $name ->
    [none] 调休上班
   *[other] { $name }（本单位日历）
}{ $instead ->
    [none] {""}
   *[other] {"，"}换 { $instead }休息
}
why-paused = · 等待来信人补充：{ $since }至 { $until }，顺延 { $days } 个工作日。
why-paused-now = · 自 { $since }起等待来信人补充，时限中止；补充之后按等待的工作日顺延。
why-extended = · 经批准延期 { $days } 个工作日；原期限 { $original }。
why-due = 答复期限：{ $due }。当天答复仍算按时，次日起才算超期。
why-provisional = 这个日期是暂定的：{ $certain_until }之后的放假安排尚未公布。
why-differs = 注意：按现在的日历和规定应为 { $now }；运行 mailbox recalculate 之后才会改变。
why-was = 以上按现在的日历计算得 { $now }；已办结的来信保持当时的日期不变。
why-triage = 办公室受理期限：{ $due }（{ $days } 个工作日）。
why-return = 单位可自行退回至：{ $due }（{ $days } 个工作日）；之后须经办公室同意。
why-department = 单位提交答复期限：{ $due }（比答复期限早 { $days } 个工作日）。
why-answered = { $verdict ->
    [late] 首次答复于 { $on }，晚于当时的期限 { $due }：超期。
   *[in-time] 首次答复于 { $on }，当时的期限是 { $due }：按时。
}
why-passed = 期限 { $due }已过，仍未答复。
date-limit-twice = --working-days 与 --kind、--mailbox、--urgent 只能给一样。
date-missing-kind = 请用 --kind 给出来信类别：{ $known }。
date-bad-kind = --kind 的“{ $value }”不是来信类别，可用：{ $known }。
date-bad-mailbox = --mailbox 的“{ $value }”不在配置里，可用：{ $known }。

# 修改本单位日历
calendar-no-file = 配置里没有 office.office_days；请先在那里写上本单位日历文件的路径。
calendar-no-date = 请在 add 或 remove 后面写上日期，例如 2026-07-11。
calendar-which = 请给出 --working（上班）或 --holiday（放假）其中一个。
calendar-note = 请用 --note 写一行说明，例如 --note 那达慕。
calendar-already = { $value } 在本单位日历里已有：{ $note }。要改，请先用 mailbox calendar remove 去掉。
calendar-not-there = { $value } 不在本单位日历 { $path } 里，没有什么可去掉的。
calendar-unwritable = 本单位日历 { $value } 写不进去（{ $detail }），没有任何改动。
calendar-added-now = 已写入 { $path }：{ $date } { $kind ->
    [working] 上班
   *[holiday] 放假
}，{ $note }。正在运行的机器人重新启动后使用新日历。
calendar-removed-now = 已从 { $path } 去掉：{ $date } { $kind ->
    [working] 上班
   *[holiday] 放假
}，{ $note }。正在运行的机器人重新启动后使用新日历。
calendar-then = { $letters ->
    [0] 没有来信的日期因此变动。
   *[other] { $letters } 件未办结来信的日期需要重新计算（其中 { $moved } 件的答复期限会变）：mailbox recalculate 查看，加 --apply 执行。
}
calendar_added = { $at } { $who } 添加了 { $date } { $kind ->
    [working] 上班
   *[holiday] 放假
}，{ $note }
calendar_removed = { $at } { $who } 去掉了 { $date } { $kind ->
    [working] 上班
   *[holiday] 放假
}，{ $note }

# 重新计算日期
recalculate-line = { $number }  { $old } → { $new }{ $verdict ->
    [late] （变为超期）
    [on-time] （变为按时）
   *[same] {""}
}
recalculate-sum = { $moved ->
    [0] 没有答复期限变动
   *[other] { $moved } 件的答复期限变动：{ $late } 件变为超期，{ $on_time } 件变为按时
}{ $others ->
    [0] {""}
   *[other] ；另有 { $others } 件的其他日期或确定程度变动
}。
recalculate-preview = 尚未改动。加 --apply 执行；日期变动的来信人和承办单位会收到通知。
recalculate-applied = 已执行，已办结的来信不变。

# 巡查
sweep-bad-now = --now 的“{ $value }”不是时刻，请写成 2026-03-10T09:00 的样子。
sweep-now-without-dry-run = --now 只能和 --dry-run 一起用：不能按别的时刻真的发送。
sweep-done = 已查看 { $letters } 件来信。
sweep-head = { $at }：{ $acts ->
    [0] 没有要做的事
   *[other] 要做 { $acts } 件事
}。（只是预演，没有任何改动）
sweep-act = { $number }  { $event }（{ $on }）
sweep-going = {"    "}→ { $to }（{ $chats }） { $at }  { $why }
sweep-why = { $clock ->
    [triage] 受理期限
    [return] 退回期限
    [department] 单位提交期限
   *[reply] 答复期限
} { $due } { $side ->
    [before] 之前 { $offset } 个工作日
    [after] 之后 { $offset } 个工作日
   *[on] 当日
}
sweep-digest = 发往 { $chat } 的 { $reminders } 条提醒合为一条汇总。
sweep-week = 发往办公室：{ $week } 起一周的每周通报。
