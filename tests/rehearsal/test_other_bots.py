"""Bots that know nothing of us run against the rehearsal unchanged."""

from __future__ import annotations

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message as AiogramMessage
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer


async def test_a_stock_python_telegram_bot_echoes(server: RehearsalServer, ama: Person) -> None:
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text(f"You said {update.effective_message.text}")

    builder = ApplicationBuilder().token(server.token)
    app = builder.base_url(server.api_base_url).base_file_url(server.api_file_url).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_polling()
        ama.says("hello 🙂")
        await server.until(lambda: bool(ama.hears()))
        await app.updater.stop()
        await app.stop()
    assert ama.hears()[0].text == "You said hello 🙂"


async def test_an_aiogram_bot_echoes(server: RehearsalServer, ama: Person) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: AiogramMessage) -> None:
        await message.answer(f"You said {message.text}")

    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    bot = Bot(server.token, session=session)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1))
    ama.says("hello 🙂")
    await server.until(lambda: bool(ama.hears()))
    await dispatcher.stop_polling()
    await polling
    assert ama.hears()[0].text == "You said hello 🙂"
