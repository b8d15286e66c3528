"""What one writes first: ConversationHandler, PicklePersistence, and a SQLite commit for each note sealed with AES-GCM.

It answers before nothing is lost only as long as nobody ends it: updates in its queue and its conversations live in
memory, so a `kill -9` takes them. It is here for its speed.
"""

import os
import sqlite3
import sys
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from telegram import Update
from telegram.ext import Application, ContextTypes, ConversationHandler, MessageHandler, PicklePersistence, filters

_WRITING = 1
_TABLE = "create table if not exists notes (id integer primary key, person integer not null, note blob not null)"


class Notebook:
    """Sealed notes in one SQLite file, a durable commit each."""

    def __init__(self, folder: Path) -> None:
        self._key = AESGCM(AESGCM.generate_key(256))
        self._database = sqlite3.connect(folder / "notes.sqlite")
        self._database.execute("pragma journal_mode=wal")
        self._database.execute("pragma synchronous=full")
        self._database.execute(_TABLE)

    def keep(self, person: int, text: str) -> None:
        """Seals the text and commits it."""
        nonce = os.urandom(12)
        sealed = nonce + self._key.encrypt(nonce, text.encode(), str(person).encode())
        self._database.execute("insert into notes (person, note) values (?, ?)", (person, sealed))
        self._database.commit()

    async def take(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> object:
        """A note of the conversation: kept, counted, answered; the page stays open."""
        if update.message and update.message.text and update.effective_user and context.user_data is not None:
            self.keep(update.effective_user.id, update.message.text)
            context.user_data["notes"] = context.user_data.get("notes", 0) + 1
            await update.message.reply_text("Sealed.")
        return _WRITING


def main(base_url: str, token: str, folder: Path) -> None:
    """Runs until it is ended. The pickle is written each second, as somebody does who has once lost a minute."""
    notebook = Notebook(folder)
    persistence = PicklePersistence(folder / "state.pickle", update_interval=1)
    application = Application.builder().token(token).base_url(base_url).persistence(persistence).build()
    note = MessageHandler(filters.TEXT & ~filters.COMMAND, notebook.take)
    application.add_handler(
        ConversationHandler(
            entry_points=[note], states={_WRITING: [note]}, fallbacks=[], name="writing", persistent=True
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
