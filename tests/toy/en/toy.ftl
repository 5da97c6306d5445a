LookedFor = 🔎 { $number }: we are looking for it; you will hear from us by { $due }.
FoundAgain = 🎉 { $number }: it has been found. Please come and get it.
state-lost = looked for
state-found = found
state-closed = done with
event-found = found
event-closed = done with
act-find = 🎉 Found
