# 办公室和各单位看到的：通知的标题（编号即通知的名字），单位以名称出现
Arrived = 📨 新来信 { $number }
AssignedToYou = 📥 转办给你们：{ $number }，请在 { $due }前答复
CoHandling = 🤝 请协办 { $number }（主办：{ $lead }），答复期限 { $due }
TakenAway = ↪️ { $number } 已不再由你们办理
Returned = ↩️ { $department } 退回了 { $number }（第 { $transfers } 次流转）
DraftReady = 📝 { $department } 提交了 { $number } 的答复，请审核
AnswerSent = ✅ { $number } 的答复已发给来信人
SentBack = ↩️ { $number } 的答复被退回重办
CitizenAdded = ➕ 来信人补充了 { $number }
CitizenEdited = ✏️ 来信人修改了 { $number }
WithdrawnByCitizen = 🚫 来信人撤回了 { $number }
ExtensionAsked = ⏳ { $department } 申请延期：{ $number }，{ $days } 个工作日（现期限 { $due }）
ExtensionGranted = ⏳ { $number } 已批准延期，新期限 { $due }
ExtensionRefused = ⏳ { $number } 的延期未获批准，期限仍是 { $due }
Contributed = 🤝 { $department } 对 { $number } 提出了协办意见
Urged = ❗ 催办 { $number }，请尽快答复（期限 { $due }）
Supervised = ‼️ { $number } 已列入督办（期限 { $due }）
Rated = ⭐ 来信人对 { $number } 的评价：{ $rating }
ReopenedByCitizen = 🔁 { $number } 进入二次办理，期限 { $due }
KindChanged = 🏷 { $number } 改为{ $kind }，期限 { $due }
staff-ClockGoesOn = ▶️ { $number } 来信人未补充，恢复计时，期限 { $due }
Reminder = { $when ->
    [overdue] 🔴
   *[other] ⏰
} { $number } { reminder-when }
CouldNotReachCitizen = ⚠️ { $number } 的答复送不到：来信人已停用机器人
StillInSight = ⚠️ { $number } 现在是对 { $department } 的举报，但以前发给那里的内容机器人撤不回来：请手工删掉：群里由群主或管理员删，私聊由本人删
CouldNotReachDepartment = ⚠️ { $number } 的消息送不到 { $department }，请检查它的群
CouldNotReachOffice = ⚠️ { $number } 的消息送不到办公室的群，请检查
ReturnAsked = ↩️ { $department } 申请退回 { $number }（自行退回的期限已过，由办公室决定）
ReturnRefused = ↩️ { $number } 的退回申请未获同意，请继续办理（期限 { $due }）
TakenBack = ↩️ 已收回 { $number }（原由{ $department }办理），请重新转办
staff-DateMoved = 📅 { $number } 的答复期限改为 { $due }

CouldNotReachChief = ⚠️ { $number } 的提醒送不到主任：请主任打开机器人的私聊并按“开始”

# 汇总、每周通报、日历变动
digest-head = <b>⏰ 到期提醒汇总：{ $letters } 件</b>
digest-line = { $mark }<b>{ $number }</b> · { reminder-when }{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}
digest-more = ……还有 { $letters } 件
reminder-when = { $clock ->
    [triage] 受理{" "}
    [return] 退回{" "}
    [department] 单位办理{" "}
   *[reply] {""}
}{ $when ->
    [ahead] 还剩 { $days } 个工作日，期限 { $due }
    [today] 今天到期
   *[overdue] 已超期 { $days } 个工作日，期限是 { $due }
}
Weekly = <b>📋 每周通报：{ $week }起的一周</b>
CalendarChanged = { $letters ->
    [0] 📅 放假安排有更新，日历现在确定至 { $certain_until }。没有来信的日期需要改动。
   *[other] 📅 日历或办理期限的规定有变动，{ $letters } 件未办结来信的日期需要重新计算（日历确定至 { $certain_until }）。请管理员运行 mailbox recalculate 查看，加 --apply 执行；在此之前日期不变。
}

board-head = <b>📋 各单位办理情况</b>
    { $on }，本周到期算至 { $week_end }
board-office = <b>办公室待受理</b>：{ $open } 件{ $untriaged ->
    [0] {""}
   *[other] {"，"}其中 { $untriaged } 件已过受理期限
}{ $overdue ->
    [0] {""}
   *[other] {"，"}🔴 答复超期 { $overdue } 件
}
board-line = <b>{ $name }</b>：在办 { $open } · 本周到期 { $due }{ $overdue ->
    [0] {""}
   *[other] {" · "}🔴 超期 { $overdue }
}{ $paused ->
    [0] {""}
   *[other] {" · "}⏸ 待补充 { $paused }
}{ $yellow ->
    [0] {""}
   *[other] {" · "}🟡 黄牌 { $yellow }
}{ $red ->
    [0] {""}
   *[other] {" · "}🔴 红牌 { $red }
}{ $supervised ->
    [0] {""}
   *[other] {" · "}‼️ 督办 { $supervised }
}{ $transfers ->
    [0] {""}
   *[other] {" · "}流转 { $transfers } 次
}
board-sum = 合计：在办 { $open } · 本周到期 { $due } · 超期 { $overdue }
board-overdue = 🔴 <b>{ $number }</b> · 超期 { $days } 个工作日{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}

# 告警
OutboxStuck = ⚠️ 有 { $messages } 条消息还没发出，最早的已等了 { $minutes } 分钟。可能是网络不通，也可能是来信太多（Telegram 每分钟只让往一个群发 20 条）。消息都留着，一条不会少。
SweepMissed = ⚠️ 从 { $since } 到 { $until }，机器人没有检查期限，其间没有发提醒；恢复后会补发。如果不是有意停的，请管理员看看日志。
CalendarEnds = ⚠️ 工作日历只确定到 { $certain_until }，之后的期限都是暂定。国家公布放假安排后，请管理员更新程序。
DiskNearlyFull = ⚠️ 服务器磁盘只剩 { $megabytes } MB。磁盘一满，新的来信就收不下了，请尽快清理。
BackupsFail = ⚠️ 从 { $since } 起没有新的备份。请让管理员看日志，或运行 mailbox backup。

# 暂停接收
ban-how = 请这样写：/ban 编号 天数 原因，如 /ban SZ-2026-000001 7 反复发送广告（最多 { $most } 天）。解除：/unban 编号
ban-done = 到 { $until } 为止，不再接收 { $number } 来信人的新消息。原因：{ $because }。其已提交的来信照常办理。
ban-lifted = 已恢复接收 { $number } 来信人的消息。
PublishingWithdrawn = 🔒 来信人不再同意公开：{ $number } 已取消公开，请同时从网站撤下
