// What the page itself says, in Chinese and English. What the bot says comes from the bot.
const services = {
  zh: { forum_topic_created: (n) => `开了话题「${n}」`, forum_topic_edited: (n) => `话题改名为「${n}」`,
    forum_topic_closed: () => "关闭了话题", forum_topic_reopened: () => "重新打开了话题",
    migrate_to_chat_id: () => "群组升级为超级群组", migrate_from_chat_id: () => "群组已升级为超级群组" },
  en: { forum_topic_created: (n) => `opened the topic “${n}”`, forum_topic_edited: (n) => `renamed the topic “${n}”`,
    forum_topic_closed: () => "closed the topic", forum_topic_reopened: () => "reopened the topic",
    migrate_to_chat_id: () => "made this group a supergroup", migrate_from_chat_id: () => "this group is a supergroup now" },
};
const service = (language) => ({ kind, name }, sender) => `${sender} ${services[language][kind]?.(name) ?? kind}`;

export const words = {
  zh: {
    clock: "移动时钟", hour: "+1 小时", hourTitle: "时钟快进一小时", day: "+1 天", dayTitle: "时钟快进一天",
    morning: "次日 9:00", morningTitle: "到下一个工作日上午 9:00", week: "+7 天", weekTitle: "时钟快进七天",
    trouble: "故障", trouble_slow: "Telegram 变慢（1 分钟）", trouble_limit: "发送受限 429（1 分钟）",
    trouble_down: "Telegram 出错 502（1 分钟）", trouble_none: "恢复正常",
    phones: "手机", unread: (n) => `${n} 条未读`, messages: "消息", write: "写消息…", send: "发送", attach: "附件",
    commands: "命令", noCommands: "此处没有命令", file: "选择文件…", samplePhoto: "示例照片", samplePlace: "示例位置",
    reply: "回复", edit: "编辑", edited: "已编辑", editing: "编辑消息", replyTo: (name) => `回复 ${name}`, cancel: "取消",
    start: "开始", restart: "解除屏蔽并重新开始", block: "屏蔽机器人", unblock: "解除屏蔽", more: "更多",
    clientLanguage: "客户端语言", typing: "正在输入…", bot: "机器人", members: (n) => `${n} 位成员`,
    deleted: "消息已删除", forwardedFrom: (name) => `转发自 ${name}`, spoiler: "隐藏的文字，点按显示",
    photo: "照片", document: "文件", video: "视频", animation: "动图", audio: "音频", voice: "语音", video_note: "圆形视频",
    sticker: "贴纸", location: "位置", message: "消息", service: service("zh"),
  },
  en: {
    clock: "Move the clock", hour: "+1 hour", hourTitle: "Move the clock one hour on", day: "+1 day",
    dayTitle: "Move the clock one day on", morning: "Next 9:00", morningTitle: "To 9:00 on the next working day",
    week: "+7 days", weekTitle: "Move the clock seven days on",
    trouble: "Trouble", trouble_slow: "Telegram slow (1 minute)", trouble_limit: "Sending limited, 429 (1 minute)",
    trouble_down: "Telegram failing, 502 (1 minute)", trouble_none: "All well again",
    phones: "Phones", unread: (n) => `${n} unread`, messages: "Messages", write: "Message…", send: "Send", attach: "Attach",
    commands: "Commands", noCommands: "No commands here", file: "Choose files…", samplePhoto: "Sample photo",
    samplePlace: "Sample location", reply: "Reply", edit: "Edit", edited: "edited", editing: "Edit message",
    replyTo: (name) => `Reply to ${name}`, cancel: "Cancel", start: "START", restart: "UNBLOCK AND RESTART",
    block: "Block bot", unblock: "Unblock bot", more: "More", clientLanguage: "Client language", typing: "typing…",
    bot: "bot", members: (n) => `${n} ${n === 1 ? "member" : "members"}`, deleted: "Deleted message",
    forwardedFrom: (name) => `Forwarded from ${name}`, spoiler: "Hidden text, press to show",
    photo: "Photo", document: "File", video: "Video", animation: "GIF", audio: "Audio", voice: "Voice message",
    video_note: "Video message", sticker: "Sticker", location: "Location", message: "Message", service: service("en"),
  },
};
