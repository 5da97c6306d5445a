"""Logs: one line an event, numbers and ids only. Texts, names, telephones and tokens never."""

import json
import logging
import sys
import time

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class AsJson(logging.Formatter):
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
    formatter = AsJson() if as_json else logging.Formatter(PLAIN)
    if as_json:
        formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram", "aiohttp", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
