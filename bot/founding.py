"""Founding a network: its folders, its master key, its keystore and its database, made once and never over another."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.config import Config

EXAMPLE = Path(__file__).resolve().parents[1] / "config.example.toml"


class AlreadyFounded(Exception):
    """Something of a network is there: `path` is what was found, and nothing was touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is already something at {path}; init never writes over a network. Nothing was changed."
        )
        self.path = path


def remains(config: Config) -> list[Path]:
    """What is there of a network: key, keystore, database, or the logs they left behind."""
    databases = (config.storage.path, config.storage.keystore_path)
    logs = [path.with_name(path.name + "-wal") for path in databases]
    return [path for path in (config.keys.master_key_file, *databases, *logs) if os.path.lexists(path)]


def found(config: Config) -> Iterator[str]:
    """Make everything a network needs, telling each step. Raises AlreadyFounded having touched nothing.

    All or nothing: what this call has made is taken away again when a later step fails, since a key without its
    keystore would make the next try look like a network that lost one.
    """
    from storage.core import migrate  # noqa: PLC0415 -- the rehearsal and --help do without them
    from storage.core.keys import MasterKey  # noqa: PLC0415 -- as above
    from storage.core.keystore import Keystore  # noqa: PLC0415 -- as above
    from storage.core.ledger import Ledger  # noqa: PLC0415 -- as above

    if there := remains(config):
        raise AlreadyFounded(there[0])
    key, keystore, database = config.keys.master_key_file, config.storage.keystore_path, config.storage.path
    with ExitStack() as undo:
        for folder in dict.fromkeys((key.parent, keystore.parent, database.parent)):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True)
                yield f"made the folder {folder}"
        master = MasterKey.create(key)
        undo.callback(key.unlink)
        yield f"made the master key {key}"
        Keystore.create(keystore, master)
        undo.callback(keystore.unlink)
        yield f"made the keystore {keystore}"
        ledger = Ledger(config.backup.erasures)
        if ledger.begin():
            undo.callback(ledger.path.unlink)
            yield f"made the erasure ledger {ledger.path}"
        undo.callback(database.unlink, missing_ok=True)
        migrate.migrate(config.storage.url, create=True)
        yield f"made the database {database}"
        undo.pop_all()


@contextmanager
def settings_at(file: Path) -> Iterator[bool]:
    """The example copied to `file`, for its owner only, unless one is there; True when it was copied.

    A copy is taken away again when the block fails.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        yield False
        return
    try:
        with EXAMPLE.open("rb") as example, os.fdopen(handle, "wb") as settings:
            shutil.copyfileobj(example, settings)
        yield True
    except BaseException:
        file.unlink()
        raise
