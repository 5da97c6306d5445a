"""Logs: one line an event, numbers and ids only. Texts, names, telephones and tokens never."""

import asyncio
import json
import logging
import sys
import time
import traceback
from types import TracebackType
from typing import Any

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
log = logging.getLogger(__name__)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """Tracebacks say where and what sort of fault, not its words.

    An exception of a library may quote what it could not read: a letter, a name, the token.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Returns the event with its traceback, whatever a formatter before made of that."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 — logging's own name
        """Returns the traceback, each exception by its class alone."""
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _told(fault: BaseException) -> list[str]:
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    lines = [] if before is None else [*_told(before), "then:"]
    lines += [line.rstrip("\n") for line in traceback.format_tb(fault.__traceback__)]
    lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
    if isinstance(fault, BaseExceptionGroup):
        lines += [line for one in fault.exceptions for line in _told(one)]
    return lines


class AsJson(Wordless):
    """A line of JSON for each event, for programs that collect logs; instants in UTC, ISO 8601."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line: at, level, room, message, and the traceback where there is one."""
        line: dict[str, object] = {
            "at": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "room": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin(level: int = logging.INFO, *, as_json: bool = False) -> None:
    """Sends logs to the error output. aiogram's and aiohttp's chatter is kept to warnings."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = AsJson() if as_json else Wordless(PLAIN)
    if as_json:
        formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram", "aiohttp", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)


def note_lost_task(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For the event loop: a task that failed and that nobody waits for, without its words."""
    log.error(
        "background task failed: %s", context.get("message"), exc_info=context.get("exception")
    )
