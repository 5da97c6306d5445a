"""Logs: one line an event, numbers and ids only. Texts, names, telephones and tokens never."""

import logging
import sys


def begin(level: int = logging.INFO) -> None:
    """Sends logs to the error output. aiogram's and aiohttp's chatter is kept to warnings."""
    logging.basicConfig(
        stream=sys.stderr,
        level=level,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    for name in ("aiogram", "aiohttp", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
