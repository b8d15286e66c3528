"""The stub's process: a Bot API server on loopback, and the people who write to the bot.

One JSON order a line on stdin, one JSON answer a line on stdout; `bench/driving.py` holds the other end.
The first line out names the port.
"""

import asyncio
import json
import sys

import uvloop

from bench.crowd import Crowd
from bench.http_wire import Wire
from bench.server import Server


async def _obey_until_closed(crowd: Crowd) -> None:
    orders = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    while line := await orders.readline():
        do, order = json.loads(line)
        print(json.dumps(await crowd.obey(do, order)), flush=True)


async def _serve() -> None:
    server = Server()
    listening = await asyncio.get_running_loop().create_server(lambda: Wire(server.ask), "127.0.0.1", 0)
    print(json.dumps({"port": listening.sockets[0].getsockname()[1]}), flush=True)
    await _obey_until_closed(Crowd(server))
    listening.close()


if __name__ == "__main__":
    uvloop.run(_serve())
