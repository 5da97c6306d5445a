# The office's words, as everybody reads them.
kind-inquiry = 咨询
kind-help = 求助
kind-complaint = 投诉
kind-report = 举报
kind-suggestion = 建议
kind-thanks = 感谢

state-received = 待审查
state-assigned = 待签收
state-in_progress = 办理中
state-drafted = 待审核
state-answered = 已答复
state-refused = 不予受理
state-merged = 已并案
state-withdrawn = 已撤回
state-archived = 已归档

rating-satisfied = 满意
rating-fairly = 基本满意
rating-dissatisfied = 不满意

card-yellow = 🟡 黄牌
card-red = 🔴 红牌

role-citizen = 市民
role-officer = 经办人
role-clerk = 信箱办公室
role-chief = 信箱负责人
role-admin = 管理员
role-system = 系统

# 结果与历史来信
outcome-answered = 已答复
outcome-refused = 不予受理
outcome-merged = 并案
outcome-withdrawn = 撤回
outcome-open = 未办结
