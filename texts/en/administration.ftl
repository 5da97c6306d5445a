# What an administrator reads on the command line.

config-missing-file = There is no { $file }. Copy config.example.toml to it and fill it in, or name another with --config.
config-unreadable = { $file } cannot be read. Check that it exists, is UTF-8 text and may be read by this user.
config-broken = { $file } is not valid TOML: { $detail }.
config-unknown = There is no key { $key }. config.example.toml lists every key there is.
config-missing = The key { $key } is missing. It takes { $takes }.
config-value = The value of { $key } will not do. It takes { $takes }.
config-procedure = { $key } is "{ $value }", and there is no such procedure. There is: { $known }.
config-twice = { $key } says { $value } twice; each may stand only once.
config-nobody = office.chiefs and office.clerks are both empty; name at least one Telegram user id. Send /id to the bot to learn yours.
config-hours = office.closes must be later than office.opens.
config-webhook = telegram.mode is "webhook": telegram.webhook_url and telegram.webhook_secret are needed then.
config-mailbox-in-use = There is no [[mailbox]] with the code { $code } any more, but { $letters } of its letters are under way. Put it back.
config-procedure-in-use = The database has { $letters } cases registered under the procedure "{ $code }", which this program does not know. Use a version that has it.
config-department-in-use = There is no [[department]] with the code { $code } any more, but { $letters } letters are with it. Put it back, reassign them, then take it out.

takes-telegram = a table [telegram]
takes-telegram-token = a bot's token from @BotFather, such as 123456:ABC-DEF (or token_file, or MAILBOX_TOKEN)
takes-telegram-token_file = the path of a file that holds the token
takes-telegram-api_base = an address such as https://api.telegram.org
takes-telegram-mode = "polling" or "webhook"
takes-telegram-webhook_url = a public address such as https://mailbox.example.org/telegram
takes-telegram-webhook_secret = letters, digits, - and _ that only Telegram is told
takes-telegram-a_second = a whole number from 1 to 1000
takes-telegram-chat_a_second = a whole number from 1 to 1000
takes-telegram-group_a_minute = a whole number from 1 to 60000
takes-telegram-paid_broadcasts = true or false
takes-telegram-webhook_listen = a host and port such as "127.0.0.1:8080"
takes-database = a table [database]
takes-database-url = "sqlite:///" and the path of a file, or "postgresql://" and a server, "/" and a database
takes-database-key_file = the path of the key's file, which is made at the first start; or "" to leave the database unencrypted on purpose
takes-office = a table [office]
takes-office-name = a name of 1 to 100 characters
takes-office-language = "zh" or "en"
takes-office-timezone = a time zone such as "Asia/Shanghai"
takes-office-chat_id = the group's id, a negative whole number; send /id in the group to learn it
takes-office-chiefs = a list of Telegram user ids, such as [100001]
takes-office-clerks = a list of Telegram user ids, such as [100002]
takes-office-opens = a time such as "09:00"
takes-office-closes = a time such as "17:30"
takes-office-country = an ISO 3166 code whose holidays are known, such as "CN" or "DE-BY"
takes-office-office_days = the path of a file with lines such as 2026-07-15,holiday,Naadam
takes-mailbox = at least one block [[mailbox]]
takes-mailbox-code = 1 to 16 small letters, digits, - or _, beginning with a letter
takes-mailbox-title = a name of 1 to 100 characters
takes-mailbox-prefix = 1 to 6 capital letters, such as "SZ"
takes-mailbox-procedure = the code of a procedure, such as "letters"
takes-mailbox-review = true or false
takes-mailbox-limits = working days (1 to 250) by kind, such as {"{"} inquiry = 5, complaint = 15 {"}"}; the kinds are inquiry, help, complaint, report, suggestion, thanks
takes-mailbox-urgent_limits = working days (1 to 250) by kind, as for limits
takes-mailbox-start = "received" or "accepted"
takes-mailbox-triage = a number of working days, 1 to 250
takes-mailbox-return_within = a number of working days, 1 to 250
takes-mailbox-department_margin = a number of working days, 0 to 250
takes-mailbox-extension_cap = a number of working days, 0 to 250
takes-mailbox-second_handling = a number of working days, 1 to 250
takes-mailbox-silence = a number of working days, 1 to 250
takes-mailbox-ladder = steps such as {"{"} days = -1, tell = ["handler"], card = "yellow" {"}"}; days -60 to 60; tell: handler, office, chief; card: yellow, red; clock: triage, return, department, reply
takes-department = at least one block [[department]]
takes-department-code = 1 to 16 small letters, digits, - or _, beginning with a letter
takes-department-name = a name of 1 to 100 characters
takes-department-chat_id = the group's id, a negative whole number; send /id in the group to learn it
takes-department-keywords = a list of words, such as ["water", "pipe"]
takes-topic = a list of blocks [[topic]]
takes-topic-code = 1 to 16 small letters, digits, - or _, beginning with a letter
takes-topic-name = a name of 1 to 100 characters
takes-topic-keywords = a list of words, such as ["street light", "pothole"]
takes-figures = a block [figures]
takes-figures-rounding = "down" (cut off, the default) or "half-up" (rounded)
takes-figures-decimals = a whole number from 0 to 4: decimals of percentages

database-url-unknown = The database address begins with { $url }, which this program cannot open; it takes "sqlite:///" and a path, or "postgresql://" and a server.
database-no-driver = This database is on a PostgreSQL server, and the driver for it is not installed. Run: pip install 'mayors-mailbox[postgresql]'
copy-not-ended = A copy into { $path } was begun and not ended. Run the same "mailbox database copy" again, or begin anew with an empty database.
copy-not-empty = { $path } is not empty. Copy into a new, empty database; nothing was changed.
copy-of-another = A copy of { $source } into { $path } was begun and not ended. End that one first, or begin anew with an empty database.
copy-differs = { $path } does not hold as many rows as the database it was copied from. Was somebody writing meanwhile? Stop the program and begin anew with an empty database.
copy-to-itself = Both addresses name the same database. Name the one to copy from, then the one to copy to.
copy-reports-differ = The report of { $year } is not the same in both databases. Do not use the copy; stop the program and begin anew with an empty database.
copy-going = Copying
copy-verifying = Checking
copy-done = Copied: { $letters } letters, { $rows } rows in all. Both databases verify, with the same end of all chains: { $end }
copy-reports = The yearly reports of both are the same: { $years }
copy-next = Now write the new address into the configuration, [database] url, and start the program.
rekey-server = The database is on a PostgreSQL server: encrypt that server's disk. mailbox rekey is for a database file.
database-unusable = The database { $path } cannot be opened ({ $detail }). Check that its folder exists and may be written to.
database-damaged = { $path } is not a database of this program, or it is damaged, or encrypted with no key_file named. Name its key; or put it aside and restore a backup.
database-plain = The database { $path } is not encrypted yet. Run mailbox rekey to encrypt it, or write key_file = "" to leave it so on purpose.
key-missing = The database { $path } is encrypted, and its key { $file } is not there. Put the key you kept back in its place; without it nobody can read the letters.
key-wrong = No key in { $file } opens the database { $path }: it is another database's key, or the database is damaged.
key-unreadable = { $file } is not a file of keys that this program may read: it takes lines of 64 digits and letters a to f.
key-unwritable = The key cannot be written to { $file }: { $detail }.
rekey-no-file = No key file is configured: write key_file in [database] first.
rekey-done = { $path } is now encrypted under a new key, the first line of { $file }. Keep a copy of that file away from this machine; its older lines open older backups.
rekey-off = { $path } is no longer encrypted. Write key_file = "" in [database] now.
check-key = The database is encrypted; its key: { $file }. A copy must lie elsewhere
check-key-none = The database is not encrypted, on purpose (key_file = "")
check-key-open = Others on this machine may read the key: chmod 600 { $file }
database-newer = The database is of version { $found }, this program knows only up to { $known }. Install the newer program again.
database-busy = The database cannot be used just now ({ $detail }). Is another program using it? Nothing was changed.
migrated = The database { $path } is up to date.

no-such-department = There is no department { $code }. The departments are: { $codes }.
invite-whom = Say whom: --department with one of { $codes }, or --role clerk, or --role chief.
invited = Give this link to one person; it is good once, for 72 hours: { $link }
invited-unnamed = Telegram did not answer, so the bot's name is unknown. The person opens a chat with the bot and sends: /start { $payload }

check-config = { $file } is in order.
check-token = There is a token.
check-token-missing = No token. Ask @BotFather for one and put it into telegram.token, a token_file or MAILBOX_TOKEN.
check-database = The database { $path } is in order ({ $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}).
check-outbox = Messages: { $sent } delivered, { $waiting } waiting, { $failed } that will never arrive.
check-swept = The dates were last looked at on { $at }.
check-database-none = There is no database { $path } yet. Run mailbox migrate; if there was one, put a backup back with mailbox restore.
check-database-old = The database { $path } is of an older version. Run: mailbox migrate
check-calendar = The calendar is certain until { $until }.
check-calendar-ends = The calendar is certain only until { $until }; dates after it are provisional. Once the holidays are announced, update this program, or enter them in office.office_days.
check-charts = Charts for the chat can be drawn.
check-charts-none = Charts for the chat cannot be drawn, so /report sends files alone; for them: pip install 'mayors-mailbox[charts]'
check-bot = Telegram knows the bot as @{ $username }.
check-token-refused = Telegram refuses the token. Ask @BotFather for the right one.
check-no-telegram = { $address } does not answer. Check the network, or telegram.api_base.
check-polling = Nothing stands in the way of polling.
check-webhook-will-go = A webhook is set ({ $url }); `mailbox run` takes it off, and no message is lost.
check-webhook-will-come = The webhook is not set yet; `mailbox run` sets it to { $url }.
check-bot-joins-no-group = The bot cannot be added to groups. Send /setjoingroups to @BotFather, choose this bot, press “Enable”.
check-privacy-off = Privacy mode is off, so the bot gets all that is said in the groups and needs none of it. Send /setprivacy to @BotFather, choose this bot, press “Enable”; then take it out of the groups and add it again.
check-group-number = There is no group { $chat } ({ $name }), but there is { $new }: the number lacks its -100. Put { $new } into the configuration.
check-group-channel = { $chat } ({ $name }) is a channel, not a group. Make a group, add the bot, send /id there and put that number into the configuration.
check-group-public = { $name } ({ $chat }) is a public group: anybody can read the letters. Open the group's profile, Edit, Group Type, and make it private.
check-group-no-files = The bot may not send files and photos in { $name } ({ $chat }). Open the group's profile, Edit, Permissions, and allow media.
check-webhook = The webhook works ({ $waiting ->
    [one] 1 update waits
   *[other] { $waiting } updates wait
}).
check-webhook-fails = Telegram cannot bring its updates: { $error }.
check-group = The bot is in the group { $title } ({ $name }, { $chat }) and can write there.
check-group-none = The bot cannot see { $name } ({ $chat }). Add the bot to the group, then send /id there and compare the number.
check-group-not-in = The bot is no longer in { $name } ({ $chat }). Add it to the group again.
check-group-muted = The bot may not write in { $name } ({ $chat }). Open the group's profile, Edit, Permissions, and allow messages, or make the bot an administrator.
check-group-moved = { $name } is now a supergroup with the id { $new } instead of { $chat }. Put the new id into the configuration.
check-department-nobody = Nobody has joined { $name } yet, so nobody can sign for its letters. Run mailbox invite --department { $code }, or send /invite in the office's group, and give the link to an officer.
check-person = { $name } ({ $id }) can be written to.
check-person-not-started = The bot cannot write to { $id }. Have that person open a chat with the bot and press Start.

# the demo
demo-open = The page of phones is open at { $address } (Ctrl+C ends).
demo-needs-simulator = The demo's pretend Telegram is not installed.
demo-no-story = There is no story { $story }; there is 2014.
demo-playing = Playing the year { $year }: { $letters } of { $all } letters …

# verifying the register
verify-going = Verifying
verify-went = { $letters } letters and { $events } events were gone through; the end of all their chains is { $end }
verify-whole = Every letter is what its events make of it, chains are unbroken, no number is missing, every receipt and answer was queued, every edition is what was published, and every file what was kept.
verify-chain-broken = Event { $revision } of { $number } was changed: its hash does not fit.
verify-event-missing = Event { $revision } of { $number } is missing.
verify-event-astray = There is an event of a letter that does not exist (internal number { $letter }).
verify-letter-differs = { $number } is not what its events make of it: { $fact }.
verify-letter-unmade = The events of { $number } do not make a letter.
verify-number-missing = Mailbox { $mailbox } lacks number { $serial } of { $year }.
verify-letters-without-receipt = { $number } has no receipt for the citizen.
verify-letters-without-answer-sent = { $number } was answered, but there is no answer for the citizen.
verify-outbox-unsettled = Message { $id } ({ $notice }) neither waits nor has ended.
files-none = { $number } has no files.
files-written = { $file }: { $bytes } bytes
files-waiting = { $file }: not fetched from Telegram yet
files-too-large = { $file }: larger than is kept; it is with Telegram only
files-gone = { $file }: Telegram did not hand it out; it is with Telegram only
verify-file-missing = A file of { $number } is said to be kept and is not there.
verify-file-altered = The file { $digest } is not what was kept.
verify-edition-altered = Edition { $edition } of { $report } { $period } was altered.

# backups
database-in-use = Another program is using { $path }: { $who }. Stop it first.
backup-done = Backed up to { $path } and read again: { $letters } letters, { $events } events.
backup-where = It was not said where to: use --folder, or write a folder in [backup] of the configuration.
backup-unwritable = The backup cannot be written to { $path }: { $detail }.
backup-broken = No backup was written: the register itself is broken; run mailbox verify.
backup-older = This backup comes from an older version ({ $version }); restore it with the program of then, and upgrade.
backup-unreadable = { $path } is no backup that can be used.
backup-altered = { $path } is not what was written and cannot be restored.
backup-holds = The backup is sound: { $at }, { $letters } letters, { $events } events.
backup-would = Say --apply to restore it; stop the bot first.
backup-restored = Restored to { $path }{ $kept ->
    [none] {""}
   *[other] ; the database that was there is kept as { $kept }
}.
check-old-copy = { $path } is a copy kept more than a month ago; it holds personal data that are erased elsewhere. Delete it once it is not needed.
check-left-over = { $path } was left by a mailbox rekey or restore that was cut short; it holds a copy of the database that nothing will use again. Delete it.
check-backup = Newest backup: { $path }
check-backup-none = There is no backup in { $folder } yet; the bot makes one every night, and mailbox backup makes one now
check-backup-off = Backups are off: write a folder in [backup] of the configuration
check-backup-old = The newest backup is more than two days old: { $path }; see the log, or run mailbox backup
takes-backup = a block [backup]
takes-backup-folder = a folder, such as "backups"
takes-backup-at = a time of day, such as "02:30"
takes-backup-keep = a whole number from 1 to 1000
takes-health = a block [health]
takes-health-listen = an address and a port, such as "127.0.0.1:8090"
takes-limits = a block [limits]
takes-limits-letters_a_day = a whole number from 1 to 1000
takes-limits-messages_an_hour = a whole number from 1 to 10000
takes-limits-files_a_letter = a whole number from 0 to 50
takes-limits-megabytes = a whole number from 1 to 2000

# retention
retention-which = Choose --dry-run or --apply, not both.
retention-none = { $mailbox }: no retention is configured, nothing is erased.
retention-mailbox = { $mailbox }: { $letters } letters are past their retention
retention-would = { $letters } in all; say --apply to erase their texts, files and names. Figures stay.
retention-done = The texts, files and names of { $letters } letters are erased. Figures stay.
takes-mailbox-retention = a whole number from 30 to 36500: days kept after the conclusion
takes-limits-refused_files = a list of endings in small letters, such as ".exe"
takes-limits-same_letter_hours = a whole number from 0 to 10000; 0 for never
takes-log = a block [log]
takes-log-format = "text" or "json"
