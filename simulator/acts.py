"""What a person does on the page of phones, each from the JSON the page sends."""

from collections.abc import Awaitable, Callable

from simulator.chats import Chat, Message
from simulator.media import MediaKind, Upload, picture_size
from simulator.people import Attachment, Person
from simulator.refusals import Json
from simulator.registers import Event, Seen


def _message(chat: Chat, message_id: object) -> Message | None:
    return chat.messages.get(int(str(message_id))) if message_id else None


def item_of(upload: Upload) -> Attachment:
    """Return a chosen file as the kind of attachment its bytes make it."""
    if picture_size(upload.data) is not None:
        return Attachment(upload, MediaKind.PHOTO)
    kinds = {"video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
    return Attachment(upload, kinds.get(upload.mime.partition("/")[0], MediaKind.DOCUMENT))


async def attached(
    person: Person, items: list[Attachment], caption: str, reply_to: int | None
) -> None:
    """Send one file as a message, several as an album, none as the ready sample photo."""
    message = _message(person.chat, reply_to)
    if len(items) > 1:
        await person.sends_album(items, caption)
    elif not items:
        await person.sends_photo(caption, reply_to=message)
    else:
        await person.sends_attachment(items[0], caption, reply_to=message)


async def _says(person: Person, body: Json) -> None:
    await person.says(str(body["text"]), reply_to=_message(person.chat, body.get("reply_to")))


async def _edits(person: Person, body: Json) -> None:
    await person.edits(person.chat.messages[int(body["message"])], str(body["text"]))


async def _presses(person: Person, body: Json) -> None:
    await person.forges(str(body["data"]), person.chat.messages[int(body["message"])])


async def _starts(person: Person, _body: Json) -> None:
    await person.starts()


async def _blocks(person: Person, body: Json) -> None:
    await (person.blocks() if body["blocked"] else person.unblocks())


async def _locates(person: Person, _body: Json) -> None:
    await person.sends_location()


async def _speaks(person: Person, body: Json) -> None:
    person.speaks(str(body["language"]))
    person.telegram.tell(Event(Seen.MEMBERS, person.chat))


ACTS: dict[str, Callable[[Person, Json], Awaitable[None]]] = {
    "says": _says,
    "edits": _edits,
    "presses": _presses,
    "starts": _starts,
    "blocks": _blocks,
    "locates": _locates,
    "speaks": _speaks,
}
