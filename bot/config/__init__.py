"""The network's settings: read once from one file, checked whole, and never changed while the bot runs."""

from bot.config.reading import DEFAULT_FILE, load
from bot.config.refusal import ConfigRefused, Mistake
from bot.config.secret import Secret
from bot.config.shape import (
    Backup,
    Config,
    Keys,
    Logs,
    Network,
    Rehearsal,
    Storage,
    Telegram,
    Web,
    keys_of,
)

__all__ = [
    "DEFAULT_FILE",
    "Backup",
    "Config",
    "ConfigRefused",
    "Keys",
    "Logs",
    "Mistake",
    "Network",
    "Rehearsal",
    "Secret",
    "Storage",
    "Telegram",
    "Web",
    "keys_of",
    "load",
]
