"""What became of somebody's own data, in their words."""

from mailroom.privacy import Forgotten
from texts import Words


def erased(done: Forgotten, words: Words) -> str:
    """Returns (HTML) what was erased, and what is kept for now, with the day."""
    lines = [words.html("delete-me-done", letters=len(done.erased))]
    for kept in done.kept:
        if kept.until is None:
            lines.append(words.html("delete-me-open", number=kept.number))
        else:
            said = "delete-me-kept" if kept.by_itself else "delete-me-answered"
            lines.append(words.html(said, number=kept.number, until=kept.until))
    return "\n".join(lines)
