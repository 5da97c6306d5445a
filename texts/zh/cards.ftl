# 办公室和各单位的信件卡片、按钮与对话

# 卡片
card-gone = 这封信已不归你们查看。
card-head = { $number } · { $mailbox } · { $kind } · { $state }{ $into ->
    [none] {""}
   *[other] {" → "}{ $into }
}
card-dates = 来信 { $received } · 期限 { $due }
card-original = 原期限 { $original }（已延期或顺延）
card-provisional = 期限为暂定：放假安排尚未公布
card-paused = ⏸ 等来信人补充，自 { $since }起暂停计时
card-extension = ⏳ 申请延期 { $days } 个工作日，待审批
card-lead = 主办：{ $lead }{ $others ->
    [none] {""}
   *[other] {" · "}协办：{ $others }
}
card-topic = 主题：{ $topic }
card-about = 被举报单位：{ $department }
card-citizen = 来信人：{ $name }
card-files = 📎 附件 { $files } 件
card-urgent = ⚡ 加急
card-supervised = ‼️ 督办
card-transfers = 流转 { $transfers } 次
card-round = 第 { $round } 次办理
mark-yellow = 🟡
mark-red = 🔴

part-draft = <b>拟答复</b>
part-answer = <b>答复</b>
part-reason = <b>理由</b>
part-advice = <b>建议来信人</b>
part-question = <b>请来信人补充</b>
part-addition = <b>来信人补充</b>
part-contribution = <b>协办意见</b>
part-note = <b>内部备注</b>

# 按钮
act-approve = ✅ 同意并答复
act-amend = ✏️ 修改后答复
act-sendback = ↩️ 退回重办
act-grant = ✅ 批准延期
act-nogrant = 🚫 不批准延期
act-assign = 📤 受理转办
act-reassign = 🔀 改派
act-sign = ✍️ 签收
act-draft = 📝 答复
act-contrib = 🤝 协办意见
act-kind = 🏷 更改类别
act-topic = 🏷 主题
topic-none = 不设主题
act-refuse = 🚫 不予受理
act-merge = 🔗 并案
act-ask = ❓ 请来信人补充
act-return = ↩️ 退回
act-extend = ⏳ 申请延期
act-note = 🗒 备注
act-urge = ❗ 催办
act-watch = ‼️ 督办
act-files = 📎 附件（{ $files }）
act-story = 📜 全程
act-back = ‹ 返回
done = { $number }：{ $what }，已办好。

# 转办
department-suggested = ★ { $department }（{ $reasons }）
similar-letters = { $similar } 封相似来信
assign-now = ✅ 转办给 { $lead }
co-handler = { $mark } 协办：{ $department }

# 类别、并案
make-urgent = ⚡ 加急
not-urgent = 取消加急
about-none = 举报的不是下列单位
about-department = 举报 { $department }
merge-type-number = ⌨️ 输入编号
merge-now = 🔗 确认并入 { $into }

# 理由
write-it = ⌨️ 自己写
no-advice = 不附建议
refuse-reason-1 = 不属于本市的职权范围
refuse-reason-2 = 已经或应当通过诉讼、仲裁、行政复议解决
refuse-reason-3 = 反映的事项不具体，无法办理
refuse-reason-4 = 同一事项已经答复，没有新的情况
refuse-reason-5 = 内容为广告或与信箱无关
advice-reason-1 = 请向有权处理的单位反映
advice-reason-2 = 请依法申请行政复议或提起诉讼
advice-reason-3 = 请拨打 12345 咨询
return-reason-1 = 不属于本单位职责
return-reason-2 = 应由上级或其他单位主办
return-reason-3 = 地点不在本单位管辖范围
sendback-reason-1 = 没有回答来信人的问题
sendback-reason-2 = 请补充依据或具体时间
sendback-reason-3 = 文字请再斟酌
choose-advice = { $number }：给来信人什么建议？
confirm-refusal = <b>{ $number } 不予受理，来信人将看到：</b>
refuse-now = 🚫 确认不予受理
extend-days = { $days } 个工作日

# 提问(强制回复)
ask-ask = 想请 { $number } 的来信人补充什么？请直接回复这条消息。
ask-note = 请回复这条消息，写下 { $number } 的内部备注（来信人看不到）。
ask-amend = 请回复这条消息，写下 { $number } 修改后的答复全文；附件照旧。
ask-sendback = 请回复这条消息，写明 { $number } 退回重办的理由。
ask-return = 请回复这条消息，写明退回 { $number } 的理由。
ask-extend = 请回复这条消息，写明 { $number } 申请延期的理由（来信人也会看到）。
ask-merge = 请回复这条消息，写下 { $number } 要并入的信件编号。
ask-refuse = 请回复这条消息，写明不予受理 { $number } 的理由。
ask-advice = 请回复这条消息，写下给 { $number } 来信人的建议。
ask-draft = 请回复这条消息，写下对 { $number } 的答复；可以分几条，也可以带照片或文件。
ask-contrib = 请回复这条消息，写下对 { $number } 的协办意见；可以带照片或文件。
placeholder-ask = 要问来信人的问题
placeholder-note = 内部备注
placeholder-amend = 修改后的答复
placeholder-sendback = 退回重办的理由
placeholder-return = 退回的理由
placeholder-extend = 延期的理由
placeholder-merge = 信件编号，如 SZ-2026-000001
placeholder-refuse = 不予受理的理由
placeholder-advice = 给来信人的建议
placeholder-draft = 答复
placeholder-contrib = 协办意见
asked-for-words = 这里需要文字，请用文字回复。
letter-not-found-number = 没有编号是「{ $number }」的信，请核对后再回复一次。

# 确认
gathered-head = <b>{ $number }：请确认</b>{ $files ->
    [0] {""}
   *[other] {" "}（附件 { $files } 件）
}
submit-draft = ✅ 作为答复提交
submit-contrib = ✅ 作为协办意见提交
submit-ask = ❓ 作为问题发给来信人
submit-note = 🗒 记为内部备注
gathered-drop = ✖️ 不要了
gathered-dropped = { $number }：没有提交。

# 清单
list-open = <b>办理中的来信：{ $total } 封</b>
list-open-none = 没有办理中的来信。
list-overdue = <b>超期的来信：{ $total } 封</b>
list-overdue-none = 没有超期的来信。👍
list-find = <b>含「{ $what }」的来信：{ $total } 封</b>
list-find-none = 没有找到含「{ $what }」的来信。
list-mine = <b>本单位办理中的来信：{ $total } 封</b>
list-mine-none = 本单位没有办理中的来信。
list-due = <b>本单位的来信，按期限：{ $total } 封</b>
list-due-none = 本单位没有办理中的来信。
list-line = { $marks }<b>{ $number }</b> · { $state } · 期限 { $due }{ $lead ->
    [none] {""}
   *[other] {" · "}{ $lead }
}{ $opening ->
    [none] {""}
   *[other] {" · "}{ $opening }
}
page-before = ‹ 上一页
page-after = 下一页 ›
menu-below = 请选择：
find-what = 请写明要找什么，例如 /find 路灯
letter-which = 请写明编号，例如 /letter SZ-2026-000001

# 全程
story-of = <b>{ $number } 全程</b>
story-line = { $at } <b>{ $what }</b> — { $who }
story-edited = （修改后）
story-not-kept = （只在 Telegram 上）

# 人员
invite-whom-chat = 邀请谁？
invited-chat = 给{ $whom }的邀请（只能用一次，72 小时内有效，请只发给本人）：
    { $link }
revoke = 撤销这个邀请
revoked = 邀请已撤销。
revoked-too-late = 这个邀请已用过或已失效。
staff-head = <b>工作人员</b>
staff-line = { $role }{ $department ->
    [none] {""}
   *[other] {" · "}{ $department }
} — { $name }
staff-waiting = 还有 { $invitations } 个邀请没有使用。
dismiss = 移除 { $name }
dismiss-now = 确认移除 { $name }
dismiss-really = 真的要移除 { $name } 吗？其经办的信件不受影响。
dismissed = 已移除。
dismissed-before = 此人没有通过邀请得到的身份。

refused-menu-outdated = 这个菜单已经过时，请从信件卡片重新开始。
refused-not-your-words = 请由写下它的人来决定，或看下面更新的一条。
refused-no-such-department = 没有这个单位，/staff 和 /invite 里有单位代码。
card-return-asked = ↩️ 单位申请退回，待办公室决定
part-urging = <b>催办附言</b>
act-seen = 👁 已阅
act-takeback = ✅ 同意退回
act-keep = 🚫 不同意退回
act-askback = ↩️ 申请退回
urge-now = ❗ 直接催办
ask-askback = 请回复这条消息，写明为什么要退回 { $number }（由办公室决定）。
ask-urge = 请回复这条消息，写下对 { $number } 的催办附言。
placeholder-askback = 退回理由
placeholder-urge = 催办附言

# 公开答复
act-publish = 🌐 公开答复
act-unpublish = 🔒 取消公开
card-published = 🌐 { $on }公开
masked-citizen = 市民
publish-preview = <b>{ $number }：将这样公开，请逐字核对</b>
    { $kind }{ $topic ->
        [none] {""}
       *[other] {" · "}{ $topic }
    } · { $department } · { $received }来信 · { $answered }答复
part-public-question = <b>来信</b>
part-public-answer = <b>答复</b>
publish-masked = { $what ->
    [none] 没有发现要隐去的内容。
   *[other] 已隐去：{ $what }。
}机器会看漏，请再找一找姓名、住址和能认出人的细节。附件不公开。
publish-left = { $what ->
    [none] 已按您写的改好，请再核对一遍。
   *[other] ⚠️ 好像还有没隐去的：{ $what }。
}附件不公开。
mask-name = 姓名
mask-telephone = 电话
mask-identity = 证件号
mask-account = 账号
mask-plate = 车牌
mask-door = 门牌
mask-email = 邮箱
publish-now = 🌐 核对无误，公开
publish-rewrite-question = ✏️ 改来信
publish-rewrite-answer = ✏️ 改答复
publish-no = ✖️ 不公开
not-published = { $number }：没有公开
ask-public-question = 请回复这条消息，写下 { $number } 来信要公开的文字（全文，可从上面复制后修改）。
ask-public-answer = 请回复这条消息，写下 { $number } 答复要公开的文字（全文，可从上面复制后修改）。
placeholder-public-question = 公开的来信全文
placeholder-public-answer = 公开的答复全文
