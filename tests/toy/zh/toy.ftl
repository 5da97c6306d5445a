LookedFor = 🔎 { $number }：我们在找，{ $due } 前告诉您。
FoundAgain = 🎉 { $number }：找到了，请来领取。
state-lost = 寻找中
state-found = 已找到
state-closed = 已了结
event-found = 找到
event-closed = 了结
act-find = 🎉 找到了
