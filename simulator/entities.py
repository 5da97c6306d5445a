"""Formatted text as Telegram reads it: HTML into plain text and entities, counted in UTF-16 units.

Follows TDLib's parser, not a browser's: few tags, all of them closed, and the real error texts.
"""

import re
from dataclasses import dataclass, field

from simulator.refusals import Json, bad_request

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_ESCAPE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.\-]+)))?")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。；！？）】》、]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+\w)"
    r"|(?<![\w/@])(?P<mention>@[A-Za-z]\w{3,31})(?!\w)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<![\w#])(?P<hashtag>\#\w+)",
    re.ASCII,
)
_HASHTAG_ANY = re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: list[Json] = field(default_factory=list)

    def fields(self, text: str, entities: str) -> Json:
        """Return the text and, if there are any, the entities under the given field names."""
        body: Json = {text: self.text}
        if self.entities:
            body[entities] = self.entities
        return body


def units(text: str) -> int:
    """Return the length in UTF-16 code units, Telegram's measure."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def plain(text: str, given: list[Json] | None = None) -> Formatted:
    """Return the text trimmed, with the given entities and those Telegram finds by itself."""
    return _finish(text, list(given or ()))


def parse_html(source: str) -> Formatted:
    """Return the text without its tags. Raises Refusal 400 as Telegram's parser does."""
    reading = _Html(source)
    reading.read()
    return _finish("".join(reading.out), reading.entities)


@dataclass(slots=True)
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int
    start: int  # index into the list of pieces


class _Html:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.length = 0
        self.entities: list[Json] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        position = 0
        while (tag := self.source.find("<", position)) >= 0:
            self._say(self.source[position:tag])
            closing = self.source.startswith("</", tag)
            position = self._end(tag) if closing else self._start(tag)
        self._say(self.source[position:])
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')

    def _say(self, raw: str) -> None:
        if raw:
            words = _unescape(raw)
            self.out.append(words)
            self.length += units(words)

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _start(self, tag: int) -> int:
        end = _word_end(self.source, tag + 1)
        if end == len(self.source):
            raise _wrong(f"Unclosed start tag {self._at(tag)}")
        name = self.source[tag + 1 : end].lower()
        if name not in _STYLES:
            raise _wrong(f'Unsupported start tag "{name}" {self._at(tag)}')
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self.source, end):
            attributes[found[1].lower()] = _unescape(found[2] or found[3] or found[4] or "")
            end = found.end()
        while end < len(self.source) and self.source[end].isspace():
            end += 1
        if end >= len(self.source) or self.source[end] != ">":
            raise _wrong(f'Unclosed start tag "{name}" {self._at(tag)}')
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" {self._at(tag)}')
        self.open.append(_Open(name, attributes, self.length, len(self.out)))
        return end + 1

    def _end(self, tag: int) -> int:
        if not self.open:
            raise _wrong(f"Unexpected end tag {self._at(tag)}")
        end = _word_end(self.source, tag + 2)
        name = self.source[tag + 2 : end].lower()
        while end < len(self.source) and self.source[end].isspace():
            end += 1
        if end == len(self.source) or self.source[end] != ">":
            raise _wrong(f"Unclosed end tag {self._at(tag)}")
        opened = self.open.pop()
        if name and name != opened.name:
            raise _wrong(
                f'Unmatched end tag {self._at(tag)}, expected "</{opened.name}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self._add(opened)
        return end + 1

    def _add(self, opened: _Open) -> None:
        kind = _STYLES[opened.name]
        entity: Json = {
            "type": kind,
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if kind == "text_link":
            url = _url(opened.attributes.get("href") or "".join(self.out[opened.start :]))
            if url is None:
                return
            entity["url"] = url
        elif kind == "custom_emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif kind == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif kind == "code":
            language = opened.attributes.get("class", "")
            entity["language"] = language.removeprefix("language-")
        elif kind == "pre":
            self._take_language(entity)
        self.entities.append(entity)

    def _take_language(self, pre: Json) -> None:
        """`<pre><code class="language-x">` is one entity: the block, with its language."""
        inner = self.entities[-1] if self.entities else {}
        same_place = (inner.get("offset"), inner.get("length")) == (pre["offset"], pre["length"])
        if inner.get("type") == "code" and same_place and inner.get("language"):
            pre["language"] = self.entities.pop()["language"]


def _word_end(source: str, position: int) -> int:
    while position < len(source) and source[position] != ">" and not source[position].isspace():
        position += 1
    return position


def _wrong(words: str) -> Exception:
    return bad_request(f"can't parse entities: {words}")


def _unescape(raw: str) -> str:
    return _ESCAPE.sub(_character, raw) if "&" in raw else raw


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    surrogate = 0xD800 <= code <= 0xDFFF
    return chr(code) if 0 < code < 0x10FFFF and not surrogate else found[0]


def _url(address: str) -> str | None:
    if re.match(r"(?:https?|ftp|tg|mailto|tel):", address, re.IGNORECASE):
        return address
    return f"http://{address}" if re.fullmatch(r"[^\s/]+\.[^\s]+", address) else None


def _finish(text: str, entities: list[Json]) -> Formatted:
    """Trim as Telegram trims, drop what became empty, add what it finds, and sort."""
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    trimmed = text.rstrip()
    front = len(trimmed) - len(trimmed.lstrip())
    text = trimmed[front:]  # what is cut in front is white space: one unit each
    end = units(text)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - front)
        last = min(end, entity["offset"] - front + entity["length"])
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    kept += _found(text, kept)
    kept.sort(key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text, kept)


def _found(text: str, taken: list[Json]) -> list[Json]:
    """Return the commands, mentions, addresses and hashtags outside code and links."""
    if not any(sign in text for sign in "/@#"):
        return []
    busy = [
        (e["offset"], e["offset"] + e["length"])
        for e in taken
        if e["type"] in ("code", "pre", "text_link", "url", "mention", "bot_command")
    ]
    found = []
    for match in (*_FOUND.finditer(text), *_HASHTAG_ANY.finditer(text)):
        offset, length = units(text[: match.start()]), units(match[0])
        if any(offset < end and start < offset + length for start, end in busy):
            continue
        busy.append((offset, offset + length))
        kind = match.lastgroup or "hashtag"
        found.append({"type": kind, "offset": offset, "length": length})
    return found
