# 报表：各项数字的名称、定义，年度报告的一段话，勾稽关系

# 时期与日期
report-period = { $shape ->
    [year] { $year }年
    [quarter] { $year }年{ $quarter ->
        [1] 第一季度
        [2] 第二季度
        [3] 第三季度
       *[4] 第四季度
    }
    [month] { $year }年{ $month }月
   *[range] { $first }至{ $last }
}
report-day = { $year }年{ $month }月{ $day }日
report-title = { $office }来信统计{ $scope ->
    [none] {""}
   *[other] （{ $scope }）
}：{ $period }，截至{ $as_of }

# 政府信息公开工作年度报告中的一段，标点照已发布的报告
report-paragraph-year = 截至{ $year }年底,共收到群众反映的各类问题{ $received }条,已经回复{ $replied }条,回复率{ $rate }.
report-paragraph = 截至{ $as_of },{ $period }共收到群众反映的各类问题{ $received }条,已经回复{ $replied }条,回复率{ $rate }.

report-identity = 勾稽关系：期初未办结 { $opening } + 收到 { $received } = 已回复 { $replied } + 不予受理 { $refused } + 并案 { $merged } + 撤回 { $withdrawn } + 期末未办结 { $open }
report-identity-note = 等号右边包括期初未办结来信的去向；二次办理的来信只按首次答复计一次。

# 表格
report-by-department = 按主办部门
report-by-kind = 按来信类别
report-by-mailbox = 按信箱
report-by-topic = 按主题
report-no-topic = （未设主题）
report-by-month = 按收到月份
report-overdue = 超期来信
report-definitions = 指标定义
report-unassigned = （未转办）
report-definition = { $figure }：{ $definition }
report-percent = { $rate }%

# 数字
figure-received = 收到
figure-received-definition = 时期内收到的来信。
figure-valid = 有效
figure-valid-definition = 收到 − 不予受理 − 并案 − 撤回。
figure-replied = 已回复
figure-replied-definition = 收到的来信中，截至日当天或之前首次答复的；告知已转办不算答复。
figure-refused = 不予受理
figure-refused-definition = 收到的来信中，截至日不予受理的。
figure-merged = 并案
figure-merged-definition = 收到的来信中，截至日作为重复件并入他件的。
figure-withdrawn = 撤回
figure-withdrawn-definition = 收到的来信中，答复之前由来信人撤回的。
figure-concluded = 办结
figure-concluded-definition = 已回复 + 不予受理 + 并案 + 撤回。
figure-open = 未办结
figure-open-definition = 收到的来信中，截至日尚未答复且仍在办理的。
figure-overdue = 超期
figure-overdue-definition = 未办结且截至日已过期限的；等待来信人补充期间时限中止，提问时未过期限的不算超期。
figure-on-time = 按时
figure-on-time-definition = 已回复中，首次答复不晚于当时有效期限（含延期和中止）的。
figure-rated = 已评价
figure-rated-definition = 已回复中，来信人作出评价的。
figure-reopened = 重办
figure-reopened-definition = 已回复中，来信人不满意而二次办理的。
figure-waiting-again = 二次办理中
figure-waiting-again-definition = 截至日仍在二次办理的；计入已回复，不计入未办结。
figure-waiting-again-overdue = 二次办理超期
figure-waiting-again-overdue-definition = 二次办理中已过其期限的；不计入超期。
figure-published = 公开答复
figure-published-definition = 经来信人同意公开答复，且截至日未撤下的。
figure-undeliverable = 未能送达
figure-undeliverable-definition = 已答复但无法送达来信人的；计入已回复。

# 比率
figure-rate-reply = 回复率
figure-rate-reply-definition = 已回复 ÷ 收到。
figure-rate-valid-reply = 答复率
figure-rate-valid-reply-definition = 已回复 ÷ 有效。
figure-rate-conclusion = 办结率
figure-rate-conclusion-definition = 办结 ÷ 收到。
figure-rate-on-time = 按时办结率
figure-rate-on-time-definition = 按时 ÷（已回复 + 超期）。
figure-rate-on-time-original = 按时办结率（原定期限）
figure-rate-on-time-original-definition = 同上，按不含延期的期限计算。
figure-rate-satisfaction = 满意率
figure-rate-satisfaction-definition = （满意 + 基本满意）÷ 已评价。
figure-rate-response = 评价率
figure-rate-response-definition = 已评价 ÷ 已回复。
figure-rate-reopened = 重办率
figure-rate-reopened-definition = 重办 ÷ 已回复。
figure-rate-published = 公开率
figure-rate-published-definition = 公开答复 ÷ 已回复。
figure-rate-sign-for = 按时签收率
figure-rate-sign-for-definition = 转办后 1 个工作日内签收 ÷ 已转办，以最近一次转办为准；未记录签收的历史来信不计。
figure-rate-early = 提前办结率
figure-rate-early-definition = 至少提前 1 个工作日答复 ÷ 按时。

# 天数
figure-days-calendar = 平均办理时间（自然日）
figure-days-calendar-definition = 从收到到首次答复的自然日天数。
figure-days-working = 平均办理时间（工作日）
figure-days-working-definition = 从收到到首次答复的工作日天数，收到当日不计。
figure-days-early = 提前办结天数
figure-days-early-definition = 按时答复的来信，从答复之日到有效期限的工作日天数之和。
report-rounding = { $rounding ->
    [half-up] 百分比四舍五入，未满 100% 的不显示为 100%；“—”表示分母为零。
   *[down] 百分比截尾，不四舍五入；“—”表示分母为零。
}

# 不出报表的原因
report-bad-period = “{ $value }”不是时期，请写成 2014、2026Q1、2026-11 或 2026-01-01..2026-03-31 的样子。
report-as-of-to-come = 截至日 { $as_of } 还没有到，今天是 { $today }。
report-not-begun = 截至日 { $as_of } 早于时期的第一天 { $first }，没有可统计的内容。
report-bad-format = --format 的“{ $value }”不是格式，请用 text、json、csv、xlsx、docx、html 或 png。
report-identity-broken = { $period } 截至 { $as_of } 的数字勾稽关系不成立，不出报表；请检查数据库。

# in the chat
report-chat-figures = 收到 { $received } · 回复 { $replied } · 回复率 { $reply } · 按时 { $on_time } · 未办结 { $open } · 超期 { $overdue }

# 通报
bulletin-all = 总体
bulletin-total = 合计
bulletin-ranked = 排名
bulletin-few = 不足 { $fewest } 件，不排名
bulletin-nothing-due = 尚无到期或答复的来信
bulletin-rank = { $rank }. { $name }
bulletin-title = { $office }来信办理情况通报{ $scope ->
    [none] {""}
   *[other] （{ $scope }）
}：{ $period }，截至{ $as_of }
bulletin-last = 上期
bulletin-last-year = 上年同期
bulletin-than-last = 较上期
bulletin-than-last-year = 较上年同期
bulletin-compared = 对比：{ $beside }。
bulletin-beside = { $period }（截至{ $as_of }）
bulletin-note = 排名先看按时办结率，再看回复率；相同则并列。差额为百分点，按表中所列百分比相减。
report-bad-kind = --report 的“{ $value }”不是报表，请用 yearly、bulletin 或 website。
report-bad-mailbox = --mailbox 的“{ $value }”不在配置里，可用：{ $known }。
report-bad-department = --department 的“{ $value }”不在配置里，可用：{ $known }。
report-unwritable = { $value } 写不进去：{ $detail }。
report-reason-alone = --reason 只和 --publish 一起用。
language-unknown = --language 的“{ $value }”不可用，请用 zh 或 en。
report-binary = 这种格式不能显示在终端里，请用 --out 给出文件名。

# 文件
paper-figure = 指标
paper-value = 数值
paper-part = 分子
paper-whole = 分母
paper-figures = 总体
paper-rate = 比率
paper-days = 天数
paper-mean = 平均
paper-median = 中位数
paper-sum = 合计
paper-letters = 件数
paper-number = 编号
paper-due = 期限
paper-department = 主办部门

# 版本
edition-line = 第 { $edition } 版，{ $at } 发布{ $reason ->
    [none] {""}
   *[other] ，更正第 { $corrects } 版：{ $reason }
}；SHA-256 { $sha256 }
edition-published = 已发布，数字不再变动：
edition-same = 今天重新统计，与已发布的版本相同。
edition-differs = 今天重新统计会不同的数字（截至日不变）：
edition-difference = { $figure }：已发布 { $published }，现为 { $today }
edition-step-rates = 比率
edition-step-identity = 勾稽关系
edition-step-opening = 期初未办结
edition-step-days = 天数
edition-step-average-days = 平均天数
edition-step-overdue-letters = 超期来信
edition-step-ledger = 台账
edition-step-figures = 数字
edition-step-texts = 文字
edition-step-by-department = 按主办部门
edition-step-by-kind = 按来信类别
edition-step-by-mailbox = 按信箱
edition-step-by-topic = 按主题
edition-step-by-month = 按收到月份
edition-step-overdue-original = 超期（原定期限）
edition-step-on-time-original = 按时（原定期限）
edition-step-due-on = 期限
edition-step-department = 主办部门
edition-step-name = 名称
edition-step-rank = 名次
edition-listed = { $report }：{ $line }；截至 { $as_of }，发布人 { $who }
edition-none = 还没有发布过报表。
edition-unchanged = 数字与第 { $edition } 版相同，没有再发布。
edition-needs-reason = 已有第 { $edition } 版，更正时请用 --reason 写明原因。
edition-checks-broken = { $year }年的台账有合计对不上，不能发布；请看 mailbox figures list { $year }。
edition-altered = 第 { $edition } 版与其 SHA-256 不符，已被改动过，不予打印；请从备份恢复。
report-no-chart = 没有可画的图；如未安装，请用 pip install 'mayors-mailbox[charts]' 安装绘图组件。
report-bad-form = --form 的“{ $value }”不是年度报告的格式，请用 2014 或 2021。
report-form-needs-year = --form 只用于整年、整个办公室的年度报告。

# 聊天中的报表
report-file-yearly = 📄 年度报告
report-file-bulletin = 📄 通报
report-file-website = 📄 网站互动交流
report-format-docx = Word 文档
report-format-xlsx = Excel 表格
report-format-html = 网页
report-format-csv = CSV
report-format-json = JSON
report-being-made = 正在生成，请稍候…
report-file-later = 文件暂时发不出去，请过一分钟再按一次。
report-line = { $line }
