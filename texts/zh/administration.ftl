# 管理员在命令行看到的文字。

config-missing-file = 没有找到 { $file }。请把 config.example.toml 复制成它并填写，或用 --config 指定另一个文件。
config-unreadable = 无法读取 { $file }。请确认它存在、是 UTF-8 文本，且当前用户有权读取。
config-broken = { $file } 不是有效的 TOML:{ $detail }。
config-unknown = 没有 { $key } 这个配置项。全部配置项见 config.example.toml。
config-missing = 缺少配置项 { $key }。它应当是{ $takes }。
config-value = 配置项 { $key } 的值不可用。它应当是{ $takes }。
config-procedure = 配置项 { $key } 的值“{ $value }”不是已有的办理程序。已有的是：{ $known }。
config-twice = { $key } 中 { $value } 出现了两次；每个只能出现一次。
config-nobody = office.chiefs 和 office.clerks 都是空的；请至少填写一个 Telegram 用户编号。向机器人发送 /id 可查自己的编号。
config-hours = office.closes 必须晚于 office.opens。
config-webhook = telegram.mode 是 "webhook"，因此需要 telegram.webhook_url 和 telegram.webhook_secret。
config-mailbox-in-use = 配置里已没有代码为 { $code } 的 [[mailbox]]，但它还有 { $letters } 封信在办。请把它放回去。
config-procedure-in-use = 数据库里有 { $letters } 件按“{ $code }”程序登记的事项，而本程序没有这个办理程序。请使用带有它的版本。
config-department-in-use = 配置里已没有代码为 { $code } 的 [[department]]，但还有 { $letters } 封信在它那里。请先放回去，改派之后再删除。

takes-telegram = 一个 [telegram] 表
takes-telegram-token = @BotFather 给的机器人令牌，如 123456:ABC-DEF（也可用 token_file 或 MAILBOX_TOKEN）
takes-telegram-token_file = 存放令牌的文件路径
takes-telegram-api_base = 一个网址，如 https://api.telegram.org
takes-telegram-mode = "polling" 或 "webhook"
takes-telegram-webhook_url = 一个公网网址，如 https://mailbox.example.org/telegram
takes-telegram-webhook_secret = 只告诉 Telegram 的字母、数字、- 和 _
takes-telegram-a_second = 1 到 1000 的整数
takes-telegram-chat_a_second = 1 到 1000 的整数
takes-telegram-group_a_minute = 1 到 60000 的整数
takes-telegram-paid_broadcasts = true 或 false
takes-telegram-webhook_listen = 主机和端口，如 "127.0.0.1:8080"
takes-database = 一个 [database] 表
takes-database-url = "sqlite:///" 加上文件路径，或 "postgresql://" 加上服务器、"/" 和数据库名
takes-database-key_file = 密钥文件的路径（首次启动时自动生成）；写 "" 表示有意不加密
takes-office = 一个 [office] 表
takes-office-name = 1 到 100 个字的名称
takes-office-language = "zh" 或 "en"
takes-office-timezone = 一个时区，如 "Asia/Shanghai"
takes-office-chat_id = 群的编号，一个负整数；在群里发送 /id 可查
takes-office-chiefs = Telegram 用户编号的列表，如 [100001]
takes-office-clerks = Telegram 用户编号的列表，如 [100002]
takes-office-opens = 一个时刻，如 "09:00"
takes-office-closes = 一个时刻，如 "17:30"
takes-office-country = 有节假日资料的 ISO 3166 代码，如 "CN" 或 "DE-BY"
takes-office-office_days = 一个文件的路径，其中每行如 2026-07-15,holiday,那达慕
takes-mailbox = 至少一个 [[mailbox]] 块
takes-mailbox-code = 1 到 16 个小写字母、数字、- 或 _，以字母开头
takes-mailbox-title = 1 到 100 个字的名称
takes-mailbox-prefix = 1 到 6 个大写字母，如 "SZ"
takes-mailbox-procedure = 办理程序的代码，如 "letters"
takes-mailbox-review = true 或 false
takes-mailbox-limits = 按信件类别的工作日数（1 到 250），如 {"{"} inquiry = 5, complaint = 15 {"}"}；类别有 inquiry、help、complaint、report、suggestion、thanks
takes-mailbox-urgent_limits = 各类来信的工作日数（1 至 250），写法同 limits
takes-mailbox-start = "received" 或 "accepted"
takes-mailbox-triage = 工作日数，1 至 250
takes-mailbox-return_within = 工作日数，1 至 250
takes-mailbox-department_margin = 工作日数，0 至 250
takes-mailbox-extension_cap = 工作日数，0 至 250
takes-mailbox-second_handling = 工作日数，1 至 250
takes-mailbox-silence = 工作日数，1 至 250
takes-mailbox-ladder = 若干步，例如 {"{"} days = -1, tell = ["handler"], card = "yellow" {"}"}；days 为 -60 至 60；tell 为 handler、office、chief；card 为 yellow、red；clock 为 triage、return、department、reply
takes-department = 至少一个 [[department]] 块
takes-department-code = 1 到 16 个小写字母、数字、- 或 _，以字母开头
takes-department-name = 1 到 100 个字的名称
takes-department-chat_id = 群的编号，一个负整数；在群里发送 /id 可查
takes-department-keywords = 词语的列表，如 ["自来水", "水管"]
takes-topic = [[topic]] 块的列表
takes-topic-code = 1 到 16 个小写字母、数字、- 或 _，以字母开头
takes-topic-name = 1 到 100 个字的名称
takes-topic-keywords = 词语的列表，如 ["路灯", "坑"]
takes-figures = [figures] 块
takes-figures-rounding = “down”（截尾，默认）或“half-up”（四舍五入）
takes-figures-decimals = 0 到 4 的整数，百分比的小数位数

database-url-unknown = 数据库地址以 { $url } 开头，本程序打不开；可用 "sqlite:///" 加路径，或 "postgresql://" 加服务器。
database-no-driver = 数据库在 PostgreSQL 服务器上，但没有安装它的驱动。请运行：pip install 'mayors-mailbox[postgresql]'
copy-not-ended = 向 { $path } 的复制已开始但没有完成。请再次运行同样的 mailbox database copy，或换一个空数据库重新开始。
copy-not-empty = { $path } 不是空的。请复制到一个新的空数据库；没有改动任何内容。
copy-of-another = 从 { $source } 到 { $path } 的复制已开始但没有完成。请先完成那一次，或换一个空数据库重新开始。
copy-differs = { $path } 的行数与来源数据库不一致。复制期间是否有人写入？请停止程序，换一个空数据库重新开始。
copy-to-itself = 两个地址是同一个数据库。请先写来源，再写目标。
copy-reports-differ = 两个数据库的 { $year } 年报表不一致。请不要使用这份副本；停止程序，换一个空数据库重新开始。
copy-going = 正在复制
copy-verifying = 正在核对
copy-done = 已复制 { $letters } 封来信，共 { $rows } 行。两个数据库核验无误，历史链末端一致：{ $end }
copy-reports = 两边的年度报表一致：{ $years }
copy-next = 现在请把新地址写进配置的 [database] url，然后启动程序。
rekey-server = 数据库在 PostgreSQL 服务器上：请加密那台服务器的磁盘。mailbox rekey 只用于数据库文件。
database-unusable = 无法打开数据库 { $path }（{ $detail }）。请确认它所在的文件夹存在且可写。
database-damaged = { $path } 不是本程序的数据库，或已损坏，或已加密却没有写 key_file。请写上密钥；否则把它移开，并恢复备份。
database-plain = 数据库 { $path } 还没有加密。请运行 mailbox rekey 加密；若有意不加密，请写 key_file = ""。
key-missing = 数据库 { $path } 已加密，但找不到密钥 { $file }。请把保存的密钥放回原处；没有它，谁也读不了来信。
key-wrong = { $file } 里的密钥都打不开数据库 { $path }：密钥属于别的数据库，或数据库已损坏。
key-unreadable = { $file } 不是本程序能读的密钥文件：每行应是 64 位数字和字母 a 至 f。
key-unwritable = 密钥写不进 { $file }：{ $detail }。
rekey-no-file = 没有设置密钥文件：请先在 [database] 里写 key_file。
rekey-done = { $path } 已用新密钥加密，新密钥是 { $file } 的第一行。请把这个文件另存一份到别处；其余各行用于打开旧备份。
rekey-off = { $path } 不再加密。请现在把 [database] 的 key_file 改为 ""。
check-key = 数据库已加密；密钥：{ $file }。请另存一份到别处
check-key-none = 数据库有意不加密（key_file = ""）
check-key-open = 这台机器上的其他人能读到密钥：请运行 chmod 600 { $file }
database-newer = 数据库的版本是 { $found }，本程序只认识到 { $known }。请重新安装较新的程序。
database-busy = 数据库现在不能使用（{ $detail }）。是否有另一个程序正在使用它？没有做任何改动。
migrated = 数据库 { $path } 已是最新。

no-such-department = 没有部门 { $code }。部门有：{ $codes }。
invite-whom = 请说明邀请谁：--department 加上 { $codes } 之一，或 --role clerk，或 --role chief。
invited = 请把这个链接发给一个人；只能用一次，72 小时内有效：{ $link }
invited-unnamed = Telegram 没有回应，不知道机器人的名字。请此人打开与机器人的对话，发送：/start { $payload }

check-config = { $file } 没有问题。
check-token = 有令牌。
check-token-missing = 没有令牌。请向 @BotFather 申请，填入 telegram.token、token_file 或 MAILBOX_TOKEN。
check-database = 数据库 { $path } 没有问题（{ $letters } 封信）。
check-outbox = 消息：已送达 { $sent } 条，等候 { $waiting } 条，无法送达 { $failed } 条。
check-swept = 最近一次检查期限：{ $at }。
check-database-none = 还没有数据库 { $path }。请运行 mailbox migrate；如果原来有过，请用 mailbox restore 恢复备份。
check-database-old = 数据库 { $path } 是旧版本。请运行：mailbox migrate
check-calendar = 日历确定到{ $until }。
check-calendar-ends = 日历只确定到{ $until }；此后的日期是暂定的。放假安排公布后，请更新本程序，或填入 office.office_days 文件。
check-charts = 可以画聊天中的图表。
check-charts-none = 聊天中的图表画不了，/report 只发文件；需要图表时：pip install 'mayors-mailbox[charts]'
check-bot = Telegram 认得这个机器人：@{ $username }。
check-token-refused = Telegram 不接受这个令牌。请向 @BotFather 要正确的令牌。
check-no-telegram = { $address } 没有回应。请检查网络，或 telegram.api_base。
check-polling = 可以轮询。
check-webhook-will-go = 设置了 webhook（{ $url }）；`mailbox run` 会取消它，不会丢失消息。
check-webhook-will-come = webhook 还没有设置；`mailbox run` 会设为 { $url }。
check-bot-joins-no-group = 机器人不能被拉进群。请在 @BotFather 里发送 /setjoingroups，选这个机器人，按「Enable」。
check-privacy-off = 隐私模式关着，群里的闲谈机器人也会收到；它用不着。请在 @BotFather 里发送 /setprivacy，选这个机器人，按「Enable」，再把它移出群、重新加进来。
check-group-number = 没有编号是 { $chat } 的群（{ $name }），但有 { $new }：编号少了 -100。请把 { $new } 写进配置。
check-group-channel = { $chat }（{ $name }）是频道，不是群。请建一个群，把机器人加进去，在群里发送 /id，把编号写进配置。
check-group-public = { $name }（{ $chat }）是公开群，任何人都能看到来信。请打开群资料 → 编辑 → 群类型，改为「私密」。
check-group-no-files = 机器人不能在 { $name }（{ $chat }）里发文件和照片。请打开群资料 → 编辑 → 权限，允许发送媒体。
check-webhook = webhook 正常（{ $waiting } 条更新在等候）。
check-webhook-fails = Telegram 送不来更新：{ $error }。
check-group = 机器人在群「{ $title }」里（{ $name }，{ $chat }），可以发言。
check-group-none = 机器人看不到 { $name }（{ $chat }）。请把机器人加进群，再在群里发送 /id 核对编号。
check-group-not-in = 机器人已不在 { $name }（{ $chat }）里。请重新把它加进群。
check-group-muted = 机器人不能在 { $name }（{ $chat }）里发言。请打开群资料 → 编辑 → 权限，允许发送消息，或把机器人设为管理员。
check-group-moved = { $name } 已升级为超级群，新编号是 { $new }，不再是 { $chat }。请把新编号写进配置。
check-department-nobody = { $name } 还没有经办人，没有人能签收。请运行 mailbox invite --department { $code }，或在办公室的群里发送 /invite，把链接发给经办人。
check-person = 可以给 { $name }（{ $id }）发消息。
check-person-not-started = 机器人不能给 { $id } 发消息。请此人打开与机器人的对话，按「开始」。

# 演示
demo-open = 手机页面已打开：{ $address }（按 Ctrl+C 结束）。
demo-needs-simulator = 演示用的模拟 Telegram 没有安装。
demo-no-story = 没有故事 { $story }；有 2014。
demo-playing = 正在演绎 { $year } 年：第 { $letters } 封，共 { $all } 封……

# 核对登记簿
verify-going = 核对
verify-went = 核对了 { $letters } 封来信、{ $events } 条经过；全部哈希链的末端是 { $end }
verify-whole = 每封来信与其经过一致，哈希链完整，编号没有缺漏，回执和答复都已排队，已发布的版本没有改动，附件与保存时相同。
verify-chain-broken = { $number } 的第 { $revision } 条经过被改动过：哈希不符。
verify-event-missing = { $number } 缺少第 { $revision } 条经过。
verify-event-astray = 有一条经过属于不存在的来信（内部编号 { $letter }）。
verify-letter-differs = { $number } 与其经过不一致：{ $fact }。
verify-letter-unmade = 从 { $number } 的经过还原不出这封来信。
verify-number-missing = 信箱 { $mailbox } { $year } 年缺少第 { $serial } 号。
verify-letters-without-receipt = { $number } 没有给来信人的回执。
verify-letters-without-answer-sent = { $number } 已答复，却没有给来信人的答复。
verify-outbox-unsettled = 待发消息 { $id }（{ $notice }）既不在等待，也没有结果。
files-none = { $number } 没有附件。
files-written = { $file }：{ $bytes } 字节
files-waiting = { $file }：还没有从 Telegram 取回
files-too-large = { $file }：超过保存上限，只在 Telegram 上
files-gone = { $file }：Telegram 没有给出，只在 Telegram 上
verify-file-missing = { $number } 的一个附件登记为已保存，却不在。
verify-file-altered = 附件 { $digest } 与保存时不同。
verify-edition-altered = 已发布的 { $report } { $period } 第 { $edition } 版被改动过。

# 备份
database-in-use = 另一个程序正在使用 { $path }：{ $who }。请先停下它。
backup-done = 已备份到 { $path } 并重新读过：{ $letters } 封来信，{ $events } 条经过。
backup-where = 没有说备份到哪里：请用 --folder，或在配置 [backup] 里写 folder。
backup-unwritable = 备份写不进 { $path }：{ $detail }。
backup-broken = 备份没有写成：登记簿本身有问题，请运行 mailbox verify。
backup-older = 这个备份来自旧版本（{ $version }），请用当时的程序恢复，再升级。
backup-unreadable = { $path } 不是可用的备份。
backup-altered = { $path } 与写入时不同，不能用来恢复。
backup-holds = 备份完好：{ $at }，{ $letters } 封来信，{ $events } 条经过。
backup-would = 加 --apply 才会恢复；先停下机器人。
backup-restored = 已恢复到 { $path }{ $kept ->
    [none] {""}
   *[other] ；原来的数据库留在 { $kept }
}。
check-old-copy = { $path } 是一个月前留下的旧数据库，里面有早该删除的个人信息。确认不再需要后请删除它。
check-left-over = { $path } 是中断的 mailbox rekey 或 restore 留下的，里面是数据库的副本，不会再用到。请删除它。
check-backup = 最近的备份：{ $path }
check-backup-none = 还没有备份：{ $folder } 里是空的；机器人每晚备份一次，也可以现在运行 mailbox backup
check-backup-off = 没有设置备份：请在配置 [backup] 里写 folder
check-backup-old = 最近的备份已超过两天：{ $path }；请看日志，或运行 mailbox backup
takes-backup = [backup] 块
takes-backup-folder = 一个文件夹，如 "backups"
takes-backup-at = 几点几分，如 "02:30"
takes-backup-keep = 1 到 1000 的整数
takes-health = [health] 块
takes-health-listen = 地址和端口，如 "127.0.0.1:8090"
takes-limits = [limits] 块
takes-limits-letters_a_day = 1 到 1000 的整数
takes-limits-messages_an_hour = 1 到 10000 的整数
takes-limits-files_a_letter = 0 到 50 的整数
takes-limits-megabytes = 1 到 2000 的整数

# 保存期限
retention-which = --dry-run 和 --apply 只能选一个。
retention-none = { $mailbox }：没有设置保存期限，不删除。
retention-mailbox = { $mailbox }：{ $letters } 封来信已过保存期限
retention-would = 共 { $letters } 封；加 --apply 才会删除其内容、附件和名字，统计数字不变。
retention-done = 已删除 { $letters } 封来信的内容、附件和名字；统计数字不变。
takes-mailbox-retention = 30 到 36500 的整数：办结后保存的天数
takes-limits-refused_files = 小写扩展名的列表，如 ".exe"
takes-limits-same_letter_hours = 0 到 10000 的整数，0 表示不核对
takes-log = [log] 块
takes-log-format = "text" 或 "json"
