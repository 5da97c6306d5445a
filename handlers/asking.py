"""Written input: the bot asks in a chat, remembers what for, and the reply performs it.

In a group the question is put with ForceReply to the one who pressed, and only a reply counts (in
privacy mode the bot sees no other message); in a private chat whatever is written next.
"""

import html

from aiogram import Router
from aiogram.types import ForceReply, Message

from handlers import confirming, triage
from handlers.access import Visit
from handlers.intake import part_of
from handlers.pressing import done_words, give
from letters import commands as c
from letters.letter import Letter, Part, text_part
from letters.people import OFFICE
from letters.workflow import NotAllowed
from mailroom import desk, gathering
from mailroom.perform import ask, forget
