# 办公室和各单位看到的：通知的标题（编号即通知的名字），单位以名称出现
Arrived = 📨 新来信 { $number }
AssignedToYou = 📥 转办给你们：{ $number }，请在 { $due } 前答复
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
    [ahead] ⏰ { $number } 还剩 { $days } 个工作日（期限 { $due }）
    [today] ⏰ { $number } 今天到期
   *[overdue] 🔴 { $number } 已超期：期限是 { $due }
}
CouldNotReachCitizen = ⚠️ { $number } 的答复送不到：来信人已停用机器人
CouldNotReachDepartment = ⚠️ { $number } 的消息送不到 { $department }，请检查它的群
CouldNotReachOffice = ⚠️ { $number } 的消息送不到办公室的群，请检查
