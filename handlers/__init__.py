"""The conversation: aiogram routers by role. They parse, ask the mailroom, show. No rules here."""
