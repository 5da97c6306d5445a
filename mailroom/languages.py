"""In which language somebody is spoken to: a group in the office's, a person in their own."""

from letters.chats import Chat
from letters.office import Office
from mailroom.room import Mailroom
from storage import people
from storage.people import Person
from texts import Words, language_for


def words_in(chat: int, person: Person | None, office: Office, client: str | None = None) -> Words:
    """Returns the words in which somebody is answered in a chat.

    `person` is None for somebody who never wrote before: all that is known of them is the language
    of their `client`, where an update brought it.
    """
    if Chat(chat).is_groups or (person is None and client is None):
        return Words(office.language)
    if person is None:
        return Words(language_for(None, client))
    return Words(language_for(person.language, person.client_language))


async def words_for(room: Mailroom, chat: int) -> Words:
    """Returns the words of a chat, whoever is in it."""
    person = None
    if Chat(chat).is_persons:  # of a group there is nobody to look up
        async with room.database.reading() as connection:
            person = await people.by_id(connection, chat)
    return words_in(chat, person, room.office)
