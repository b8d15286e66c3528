"""aiogram as its first page teaches it, answering with what it heard."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

_dispatcher = Dispatcher()


@_dispatcher.message()
async def _echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text)


async def _run(base_url: str, token: str) -> None:
    server = TelegramAPIServer(base=base_url + "{token}/{method}", file=base_url + "{token}/{path}")
    await _dispatcher.start_polling(Bot(token, session=AiohttpSession(api=server)))


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], sys.argv[2]))
