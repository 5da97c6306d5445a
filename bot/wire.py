"""JSON from the wire, with lone surrogates replaced: no database can store them."""

import json
from typing import Any


def loads(text: str) -> Any:
    """Returns the parsed JSON. Raises ValueError if it is malformed.

    Telegram escapes characters beyond the basic plane as surrogate pairs; a client can send a half.
    """
    found = json.loads(text)
    if "\\ud" not in text and "\\uD" not in text:
        return found
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
