"""A pretend Telegram of its own: `python -m simulator --port 8099 --bot TOKEN USERNAME`."""

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime

from simulator.clock import Clock
from simulator.limits import Limits
from simulator.server import Server
from simulator.world import World


def main() -> None:
    """Serve until interrupted; the first line printed is the address."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--bot", nargs=2, action="append", metavar=("TOKEN", "USERNAME"))
    parser.add_argument("--frozen-clock", action="store_true", help="time moves only when told")
    parser.add_argument("--no-limits", action="store_true", help="no 429 for sending too fast")
    given = parser.parse_args()
    start = datetime.fromtimestamp(time.time(), UTC)  # a server of its own begins at the real time
    clock = Clock(start, running=not given.frozen_clock)
    world = World(clock, None if given.no_limits else Limits())
    for token, username in given.bot or ():
        world.bot(token, username)
    try:
        asyncio.run(_serve(world, given.port))
    except KeyboardInterrupt:
        sys.exit(0)


async def _serve(world: World, port: int) -> None:
    async with Server(world, port) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
