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
date-bad-date = --start 的“{ $value }”不是日期，请写成 2026-02-13 的样子。
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
