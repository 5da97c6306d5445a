"""Written input: the bot asks in a chat, remembers what for, and the reply performs it.

In a group the question is put with ForceReply to the one who pressed, and only a reply counts (in
privacy mode the bot sees no other message); in a private chat whatever is written next.
"""
