"""/export_me and /delete_me: what is kept about a citizen, to take along or to have erased."""

import io
import json
import zipfile

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.telegram.access import Visit
from handlers.telegram.filters import Command, in_private
from handlers.telegram.presses import pressed
from mailroom import privacy
from mailroom.post import NeverArrives, TryLater
from views.own_data import erased
from views.page import Button, keyboard
from views.presses import OnSelf

MOST_BYTES = 40 * 1024 * 1024  # Telegram takes 50 MB from a bot


def router() -> Router:
    """Returns the handlers of /export_me and /delete_me, for private chats."""
    found = Router(name="own_data")
    found.message.register(on_export, in_private, Command("export_me"))
    found.message.register(on_delete, in_private, Command("delete_me"))
    found.callback_query.register(on_deleted, pressed(OnSelf, "delete-me"))
    return found


async def on_export(_message: Message, visit: Visit) -> None:
    """/export_me: a file with all that is kept; with one's own files, where there are any."""
    found = await privacy.about(visit.room, visit.citizen)
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    name = "my-letters.json"
    files = await privacy.own_files(visit.room, visit.citizen, MOST_BYTES)
    if files:
        content, name = _zipped({name: content, **files}), "my-letters.zip"
    try:
        caption = visit.words("export-me", letters=len(found["letters"]))
        await visit.speaker.send_file(visit.chat, name, content, caption)
    except (TryLater, NeverArrives):
        await visit.say("report-file-later")


def _zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return content.getvalue()


async def on_delete(_message: Message, visit: Visit) -> None:
    """/delete_me: asks once more; it cannot be taken back."""
    data = OnSelf(do="delete-me").pack()
    press = Button(visit.words("delete-me-yes"), data)
    await visit.speaker.say(visit.chat, visit.words.html("delete-me-ask"), keyboard([press]))


async def on_deleted(query: CallbackQuery, visit: Visit) -> None:
    """Erased, as far as may be; what is kept is named, with the day."""
    done = await privacy.forget(visit.room, visit.citizen)
    await visit.speaker.toast(query.id)
    if query.message is not None:
        await visit.speaker.edit(visit.chat, query.message.message_id, erased(done, visit.words))
