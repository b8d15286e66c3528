"""A broadcast as python-telegram-bot's wiki teaches it: AIORateLimiter, everybody gathered, five tries each."""

import asyncio
import sys

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, CommandHandler, ContextTypes, MessageHandler, filters


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


async def _send(context: ContextTypes.DEFAULT_TYPE, chat: int) -> None:
    try:
        await context.bot.send_message(chat, "A secondment has come up. Would you like to see it?")
    except TelegramError as lost:
        print(type(lost).__name__, file=sys.stderr)


async def _broadcast(_update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """`/broadcast FIRST COUNT` writes to COUNT chats, the first of them FIRST."""
    first, count = (int(word) for word in context.args or [])
    await asyncio.gather(*(_send(context, chat) for chat in range(first, first + count)))


def main(base_url: str, token: str) -> None:
    """Runs until it is ended. The pool is large enough that the limiter, not the pool, sets the pace."""
    builder = Application.builder().token(token).base_url(base_url).rate_limiter(AIORateLimiter(max_retries=5))
    application = builder.connection_pool_size(256).pool_timeout(600).build()
    application.add_handler(CommandHandler("broadcast", _broadcast, block=False))
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
