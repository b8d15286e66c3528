"""Taking a backup while the bot goes on, and making the pair of keys that it is sealed to."""

import os
import re
from datetime import datetime
from pathlib import Path

from bot.config import Config
from storage.core import backup_keys, backups, rotation
from storage.core.backup_file import BackupRefused
from storage.core.backups import Progress, Shelf, Taken
from storage.core.migrate import NoDatabase

_LINE = re.compile(r'^public_key[ \t]*=[ \t]*""[ \t]*$', re.MULTILINE)
NEW_KEY = "python -m bot backup --new-key"


def shelf_of(config: Config) -> Shelf:
    """Where this network's backups lie."""
    return Shelf(config.backup.folder, config.backup.keep_days)


def take(config: Config, now: datetime, progress: Progress) -> Taken:
    """A backup of both files. Raises BackupRefused, NoDatabase and the keys' own refusals."""
    if not config.backup.public_key:
        raise BackupRefused(f"There is no backup key in the settings yet. Make one: {NEW_KEY}")
    to = backup_keys.public_half(config.backup.public_key)
    for path in (config.storage.path, config.storage.keystore_path):
        if not path.exists():
            raise NoDatabase
    if rotation.half_done(config.keys.master_key_file, config.storage.keystore_path) is not rotation.Half.NONE:
        raise BackupRefused("A change of keys is half done. Finish it first: python -m bot rotate-keys")
    return backups.take(
        config.storage.path, config.storage.keystore_path, shelf_of(config), to, now=now, progress=progress
    )


def private_key_file(config: Config) -> Path:
    """Where the private half is left for its operator to take away."""
    return config.keys.master_key_file.with_name("backup-private.key")


def new_key(config: Config, settings: Path) -> tuple[Path, str, bool]:
    """A new pair: where its private half lies, the public half, and whether the settings hold it already.

    Raises BackupRefused while the last private half still lies there: it may be the only one.
    """
    file = private_key_file(config)
    if os.path.lexists(file):
        raise BackupRefused(f"There is still a private key at {file}. Move it off this machine first, then try again.")
    if not file.parent.is_dir():
        file.parent.mkdir(mode=0o700, parents=True)
    public = backup_keys.new_pair(file)
    return file, public, _written_into(settings, public)


def _written_into(settings: Path, public: str) -> bool:
    """Fill in the empty line of [backup], where there is just that one. The file keeps its mode and its notes."""
    try:
        text = settings.read_text(encoding="utf-8")
    except OSError:
        return False
    start = text.find("[backup]")
    found = _LINE.search(text, max(0, start))
    if start < 0 or found is None or "\n[" in text[start : found.start()]:
        return False
    draft = settings.with_name(settings.name + ".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), settings.stat().st_mode & 0o777)
        file.write(f'{text[: found.start()]}public_key = "{public}"{text[found.end() :]}')
        file.flush()
        os.fsync(file.fileno())
    draft.replace(settings)
    return True
