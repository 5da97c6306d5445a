# 办不到的时候：一句话说清楚，什么也没有改变。编号与程序里的理由一一对应。

# 谁可以做
refused-no-such-letter = 没有这封信，或者它不归您查看。
refused-not-yours-to-do = 这一步不由您来办。
refused-not-in-this-state = 这封信现在的状态不能这样办。
refused-lead-only = 这一步由主办单位来办。
refused-co-handler-only = 协办意见由协办单位提出。
refused-chief-decides = 这封信已转办三次，接下来只能由信箱负责人决定。
refused-stranger = 您没有登记为工作人员，请向信箱办公室要一个邀请链接。
refused-not-of-this-department = 您没有登记为本单位的经办人，请向信箱办公室要一个邀请链接。
refused-not-in-this-group = 请在办公室或单位的群里、或私聊中使用。

# 转办、退回、并案
refused-not-to-whom-it-is-about = 举报信不能交给被举报的单位办理。
refused-already-there = 这封信本来就在那里。
refused-reassign-first = 请先改派：被举报的单位不能办理这封信。
refused-already-that-kind = 类别本来就是这样。
refused-already-that-topic = 主题本来就是这个。
refused-no-topics = 没有配置主题。
refused-return-too-late = 可自行退回的期限已过，请用“申请退回”，由信箱办公室决定。
refused-merge-into-another = 请选择另一封信来并案。
refused-merge-into-open = 只能并入尚未办结的信件，那一封已经结束。

# 补充、延期、催办、督办
refused-already-asked = 已经请来信人补充，请等回复。
refused-extension-already-asked = 延期申请已提交，请等审批。
refused-no-extension-asked = 没有待审批的延期申请。
refused-limit-passed = 期限已过，不能再申请延期。
refused-extension-over-cap = 延期天数超出了这个信箱的上限。
refused-nobody-to-urge = 还没有转办，没有可催办的单位。
refused-already-urged-today = 您今天已经催办过这封信了。
refused-already-supervised = 已经在督办了。

# 答复、评价、重办、公开
refused-answer-is-empty = 答复是空的，请写下文字或附上文件。
refused-rating-closed = 评价时间（答复后7天内）已过。
refused-already-rated = 已经评价过了，谢谢。
refused-only-after-dissatisfied = 评价为“不满意”之后才能申请二次办理。
refused-reopened-once = 每封信只能申请一次二次办理。
refused-no-consent = 来信人没有同意公开，不能公布。
refused-reports-stay-private = 举报信不公开。
refused-already-published = 答复已经公开。

# 人员
refused-officer-needs-department = 请写明单位代码，例如 /invite roads。
refused-invitation-void = 这个邀请已用过、已过期或已撤销，请重新要一个。

# 写信
refused-writing-gone = 这份草稿已经发出或删除。
refused-only-words = 这里需要文字，请用文字写下来。
refused-nothing-written = 信还是空的，请先写点什么。
refused-too-much-written = 一封信最多50条消息，请先提交，之后还可以补充。

# 按钮按晚了：已由谁、何时、做了什么
already-done = { $number }：{ $who } 已于 { $at } 办过（{ $what }）。
time-itself = 系统

as-said = { $text }
went-wrong = 出了点问题，请稍后再试一次。
refused-return-by-yourself = 还在可自行退回的期限内，请直接退回。
refused-return-already-asked = 已经申请过退回，请等办公室决定。
refused-no-return-asked = 没有待决定的退回申请。
refused-already-seen = 已有人表示看过了。
refused-already-consented = 您已经同意公开。
refused-unpublish-first = 这封信的答复已公开，请先取消公开，再改为举报。
refused-nothing-to-publish = 答复或来信没有文字，没有可以公开的内容。
