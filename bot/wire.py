"""What comes over the wire, read as JSON; half characters, which no database keeps, replaced."""

import json
from typing import Any


def loads(text: str) -> Any:
    """Returns what a JSON text holds. ValueError where it is none.

    Telegram escapes what is beyond the basic plane as two halves; a client can send one alone.
    """
    found = json.loads(text)
    if "\\ud" not in text and "\\uD" not in text:
        return found
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
