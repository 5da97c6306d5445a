"""Telegram without Telegram: a pretend Telegram with people, groups, limits and faults.

`world.World` is the door for tests and stories; `session.InProcess` lets an aiogram bot call it
without a network; `server.Server` serves the same as a Bot API on loopback, for any bot.
Knows nothing of letters, departments or deadlines: only chats.
"""
