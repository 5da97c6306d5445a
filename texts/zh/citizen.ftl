# 市民看到的一切：写信、回执、每一步进展。

start = 您好！这里是{ $office }。

    有问题、意见或建议，直接写在下面发给我就行，可以带照片、语音、视频、文件或位置。写完按「提交」，就会得到编号和答复日期。

    /letters 查看我的来信 · /help 使用说明 · /privacy 个人信息
help = <b>怎样写信</b>
    直接发文字、照片、文件、语音、视频或位置；可以分几条发。看过预览，按「提交」就寄出了。

    <b>怎样补充</b>
    用 Telegram 的「回复」功能回复那封信的任何一条消息，或按「补充」。

    <b>命令</b>
    /new 写新信
    /letters 我的来信
    /letter 加上查询码或编号，查看一封信
    /language 选择语言
    /privacy 个人信息
    /cancel 取消正在做的事
help-group = 这里可用的命令，请看输入框旁的菜单。
help-office = <b>信箱办公室</b>
help-department = <b>承办单位</b>

command-start = 开始
command-new = 写新信
command-letters = 我的来信
command-letter = 查看一封信
command-help = 使用说明
command-privacy = 个人信息怎样保管
command-language = 选择语言 Language
command-cancel = 取消
command-open = 办理中的来信
command-overdue = 超期的来信
command-board = 各单位办理情况
command-why = 一封信的日期是怎么算的
command-find = 查找来信
command-report = 统计数字
command-figures = 年度报告台账
command-staff = 工作人员
command-invite = 邀请工作人员
command-mine = 本单位的来信
command-due = 本单位的来信（按期限）

privacy = <b>您的个人信息</b>
    <b>为了什么</b>：{ $office }只为办理和答复您的来信、统计数字而保存您的信息。
    <b>保存什么</b>：您在 Telegram 的名字、用户名、编号和语言，您写的内容和附件，办理经过和您的评价。
    <b>谁能看到</b>：只有信箱办公室和承办单位的工作人员；承办单位看不到您的名字。没有您的同意，信件不会公开；同意了也可以随时收回：用 /letters 打开那封信，按「不公开」。举报从不公开。
    <b>保存多久</b>：{ $kept }
    <b>您可以</b>：/export_me 取走一份，/delete_me 删除。编号、日期这些不含姓名和内容的数字留作统计。
privacy-kept = { $mailbox }的来信办结后{ $days ->
    [none] 归档保存，您要求时删除。
   *[other] 保存 { $days } 天，到期自动删除内容、附件和名字。
}
ask-language = 请选择语言 / Please choose a language
language-name = 中文
language-chosen = 好的，以后用中文。
cancelled = 已取消。
cancelled-adding = 好的，不再补充。已经发出的补充仍然有效。
cancelled-reopening = 好的，不申请二次办理。
cancelled-writing = 草稿已丢弃。
cancelled-still-writing = 您正在写的信还在，没有丢，就在下面。
nothing-to-cancel = 现在没有什么可取消的。
id-person = 您的 Telegram 编号是 <code>{ $person }</code>
id-group = 本群的编号是 <code>{ $chat }</code>，您的编号是 <code>{ $person }</code>
joined-department = 欢迎，{ $name }！您已登记为{ $department }的经办人。
joined-office = 欢迎，{ $name }！您已登记为{ $role }。

# 写信
new = 请写下您要反映的事，可以带照片或文件。写好后会给您看预览。
new-goes-on = 您有一封信还没有寄出，就在下面。可以接着写，或按「提交」。
preview-head = <b>请看一遍，没问题就按「提交」：</b>
preview-chosen = 寄往：{ $mailbox } · 类别：{ $kind }{ $files ->
    [0] {""}
   *[other] {" "}· 附件 { $files } 件
}
    { $publish ->
        [yes] 答复可以公开（隐去您的个人信息）
       *[no] 不公开
    }
button-submit = ✉️ 提交
button-kind = 类别：{ $kind }
button-published = 🔓 可以公开
button-unpublished = 🔒 不公开
button-discard = 🗑 不写了
button-back = ‹ 返回
button-restore = ↩️ 恢复草稿
published-explained = 答复以后可能登在网上，供大家参考；您的姓名、电话、住址等会隐去。提交之前，再按一次就改回来。
sent-toast = 已寄出，编号 { $number }
sent-as = ✉️ 已寄出，编号 <b>{ $number }</b>
already-sent = 这封信已经寄出了，编号 { $number }
discarded = 草稿已丢弃，没有寄出。
discarded-a-word = 好的，没有当作来信，也没有加到别的信里。
cannot-restore = 您已经开始写另一封信，这份草稿不能恢复了。
old-button = 这个按钮已经失效了。
unknown-command = 没有这个命令。写信请直接发文字；/help 有全部说明。
cannot-take = 这个收不了。可以发：文字、照片、视频、语音、文件、位置、名片。
sticker-alone = 谢谢！只有表情办不了事，请用文字写下您的问题。
not-kept-while-writing = 这条没有收下；您正在写的另一封信不受影响。

# 这条消息归哪里
offer = 这是一封新信，还是补充之前的来信？
offer-answer = 您是在回答关于 { $number } 的问题吗？
offer-after-closed = 如果有新的问题，请写一封新信。
button-new-letter = ✉️ 新的信
button-add-to = ➕ 补充到 { $number } { $opening }
button-answer-to = 💬 回答 { $number } { $opening }
button-not-a-letter = 🙂 都不是，随便说说

# 我的来信
letters-head = <b>我的来信</b>（第 { $page } 页，共 { $pages } 页）
letters-line = <b>{ $number }</b> · { $state } · { $on }
    { $opening }
no-letters = 您还没有写过信。直接发文字就可以写。
without-words = （没有文字）
button-newer = ‹ 较新的
button-older = 较早的 ›
letter-not-found = 没有找到这封信。请核对编号或查询码，或用 /letters 查看您的来信。
letter-head = <b>{ $number }</b> · { $mailbox } · { $kind }
    状态：<b>{ $state }</b>
    查询码：<code>{ $code }</code>
due-on = 最迟 <b>{ $due }</b> 答复您{ $provisional ->
    [yes] （暂定日期：放假安排还没有公布，到时可能变动）
   *[no] {""}
}
answered-on = 已于 { $on }答复
open-question = <b>我们在等您回答：</b>
story-head = <b>经过</b>
my-step-submitted = { $on }收到
my-step-assigned = { $on }转交 { $department }
my-step-reassigned = { $on }改由 { $department } 办理
my-step-asked_citizen = { $on }请您补充
my-step-clock_resumed = { $on }继续办理
my-step-added = { $on }您作了补充
my-step-extension_granted = { $on }延期
my-step-answered = { $on }答复
my-step-refused = { $on }不予受理
my-step-merged = { $on }并案
my-step-withdrawn = { $on }您撤回了
my-step-rated = { $on }您作了评价
my-step-reopened = { $on }二次办理
act-my-add = { $paused ->
    [yes] 💬 回答
   *[no] ➕ 补充
}
act-my-withdraw = 🗑 撤回
act-my-reopen = 🔁 申请二次办理
act-my-answer = 📄 再看一遍答复
act-my-done = ✓ 写完了
no-answer-yet = 还没有答复，一有答复就会发给您。

# 补充、撤回、评价
ask-my-add = { $paused ->
    [yes] 请写下您对 { $number } 的回答，可以带照片或文件。
   *[no] 请写下要补充到 { $number } 的内容，可以带照片或文件。
}
placeholder-my-add = 补充内容
adding-more = 还可以继续补充；写完请按「写完了」。
done-adding = { $number }：补充完毕
ask-my-withdraw = 真的要撤回 { $number } 吗？撤回后不再办理。
act-my-withdraw-yes = 是，撤回
act-my-withdraw-no = 不撤回
dropped-my-withdraw = { $number } 继续办理
rated = 谢谢您的评价（{ $number }：{ $choice }）。{ $more ->
    [yes] 很抱歉没有让您满意；您可以申请一次二次办理。
   *[no] {""}
}
ask-my-reopen = 请写明 { $number } 为什么需要再办理一次。
placeholder-my-reopen = 哪里没有解决？
cannot-my-reopen = { $number } 不能再申请二次办理了。有新的问题，请写一封新信。
edit-too-late = { $number } 已经办结，修改没有收下；最初的内容保留着。
closed-answered = { $number } 已经答复。
closed-refused = { $number } 没有受理，已经结束。
closed-merged = { $number } 已并入另一封信。
closed-withdrawn = { $number } 已经撤回。

# 每一步通知
Receipt = ✅ <b>来信已收到</b>
    编号：<b>{ $number }</b>
    查询码：<code>{ $query_code }</code>
    最迟 <b>{ $due }</b> 答复您{ $provisional ->
        [yes] （暂定日期：放假安排还没有公布，到时可能变动）
       *[no] {""}
    }。每有进展，都会在这里告诉您。
PassedOn = 📤 { $number } 已转交 <b>{ $department }</b> 办理，最迟 { $due }答复您。
Asked = ❓ <b>{ $number }</b>：要办好这件事，还需要请您补充：
how-to-answer = 请用「回复」直接回答这条消息，或按下面的「回答」。您回答之前，办理期限暂停计算。
ClockGoesOn = ▶️ { $number }：一直没有等到您的补充，我们按现有情况继续办理，最迟 { $due }答复您。随时仍可补充。
thanks-for-addition = ➕ 补充已收到，谢谢。
DateMoved = 📅 { $number } 的答复日期现在是 <b>{ $due }</b>。
Extended = ⏳ { $number } 需要更多时间：原定 { $original }答复，现延至 <b>{ $due }</b>。理由：
Answered = { $round ->
    [1] 💬 <b>{ $number } 的答复</b>（{ $department }）
   *[other] 💬 <b>{ $number } 二次办理的答复</b>（{ $department }）
}
please-rate = 您对这次办理满意吗？（7 天内可以评价）
Refused = 🚫 <b>{ $number } 不予受理</b>。理由：
with-advice = <b>建议您：</b>
MergedInto = 🔗 { $number } 与 { $into } 是同一件事，已并在一起办理；答复同样会发给您。
SecondHandling = 🔁 { $number } 将由 <b>{ $department }</b> 再办理一次，最迟 { $due }答复您。
WithdrawnAsAsked = 🗑 { $number } 已按您的要求撤回。
AdditionKept = ➕ 已补充到 { $number }。
EditKept = ✏️ { $number }：修改已收到，最初的内容也保留着。

# 限制
turned-away-letters = 今天您已提交 { $most } 封来信，到了上限。写好的内容都留着，明天再按「提交」即可。
turned-away-messages = 您一小时内已发送 { $most } 条消息，到了上限。这条没有收下，请过一小时再发；之前的都已收下。
turned-away-type = { $ending } 文件是程序，没有收下。请发图片、PDF 或文档。
turned-away-file = 文件太大，没有收下：最大 { $most } MB。请压缩后再发，或用文字说明。
turned-away-files = 一封来信最多附 { $most } 个文件，这个没有收下。
turned-away-repeat = 您已经提交过同样的来信：{ $number }，正在办理。如要补充，请回复那封信的消息。
turned-away-banned = 办公室暂停接收您的消息，到 { $until } 为止。原因：{ $because }。此前提交的来信照常办理。
command-ban = 暂停接收某人的消息
command-unban = 恢复接收

# 个人信息
export-me = 这是我们保存的、与您有关的全部内容：{ $letters } 封来信。
delete-me-ask = 将删除您写的内容、附件和名字，删除后不能恢复。正在办理的来信会办完；办结的来信按规定保存到期后自动删除。确定吗？
delete-me-yes = 确定删除
delete-me-done = 已删除：{ $letters } 封来信的内容，以及没有提交的草稿。编号和日期保留，用于统计。
delete-me-open = { $number } 正在办理，办结以后可以再申请删除。
delete-me-answered = { $number } 已答复，到 { $until }为止还可以评价；之后可以再申请删除。
delete-me-kept = { $number } 按规定保存到 { $until }，到期自动删除。
command-export_me = 导出我的信息
command-delete_me = 删除我的信息

# 公开答复
Published = 🌐 <b>{ $number } 的答复已公开</b>，供大家参考。公开的是下面这些文字，您的个人信息已隐去：
may-take-back = 如果不想再公开，或觉得还能看出是谁，请按「不公开」，我们会马上取消。
act-my-public = 🔓 同意公开答复
act-my-private = 🔒 不公开
publishing-allowed = 好的，答复可以公开。公开之前会隐去您的姓名、电话、住址等。想改主意，随时再按一次。
publishing-forbidden = 好的，不公开。
publishing-taken-back = 好的，已取消公开。
my-step-published = { $on }公开答复
my-step-unpublished = { $on }取消公开
my-step-publishing_allowed = { $on }您同意公开答复
my-step-publishing_forbidden = { $on }您不同意公开答复
