"""What can be seen without leaving this machine: files, keys, the database, zones, space and dates."""

import shutil
import sqlite3
import tomllib
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import Config
from bot.doctor.finding import Finding, fails, good, look
from mentoring.calendar import UK
from storage.core.keys import MasterKey, MasterKeyMissing, MasterKeyRefused
from storage.core.keystore import Keystore
from storage.core.keystore_file import KeystoreMissing, KeystoreRefused
from storage.core.migrate import NoDatabase, SchemaState, schema_state
from storage.core.wholeness import DatabaseDamaged

SUPPORT_CARD = Path(__file__).resolve().parents[2] / "content" / "en" / "support.toml"
CARD_KEEPS_DAYS = 90
LEAST_SPACE = 200 * 1024 * 1024
INIT = "python -m bot init"
RESTORE = "stop the bot and restore the last backup (docs/runbook.md, The database is damaged)"


def token(config: Config) -> Finding:
    """Its form was checked when the settings were read; here only where it lies."""
    what = "token"
    if config.telegram.token is None:
        return look(what, "none: `run` opens a rehearsal", "ask @BotFather for one when the network is ready")
    file = config.telegram.token_file
    if file is not None and file.exists() and file.stat().st_mode & 0o077:
        return look(what, "its file can be read by other accounts", f"chmod 600 {file}")
    return good(what, "has the right form")


def master_key(config: Config) -> Finding:
    what, file = "master key", config.keys.master_key_file
    try:
        key = MasterKey.load(file)
    except MasterKeyMissing:
        return _not_made(config, what, file)
    except MasterKeyRefused as refused:
        return fails(what, str(refused), "put it right, or restore it from the copy kept offline")
    if file.parent in (config.storage.path.parent, config.storage.keystore_path.parent):
        return look(
            what, "lies in the databases' folder: one backup would take both", f"move it, away from {file.parent}"
        )
    return good(what, f"there, for its owner only, named {key.id}")


async def keystore(config: Config) -> Finding:
    what, file = "keystore", config.storage.keystore_path
    try:
        master = MasterKey.load(config.keys.master_key_file)
    except MasterKeyRefused:
        return look(what, "cannot be tried without the master key", "put the master key right first")
    try:
        opened = await Keystore.open(file, master)
    except KeystoreMissing:
        return _not_made(config, what, file)
    except KeystoreRefused as refused:
        return fails(what, str(refused), "put it right, or restore the keystore's own backup")
    await opened.close()
    return good(what, "opens with the master key")


def database(config: Config) -> Finding:
    what, file = "database", config.storage.path
    try:
        state = schema_state(config.storage.url)
        whole = _is_whole(file)
    except NoDatabase:
        return _not_made(config, what, file)
    except (sqlite3.Error, DatabaseDamaged) as failed:
        return fails(what, f"cannot be read ({type(failed).__name__})", RESTORE)
    if not whole:
        return fails(what, "is damaged", RESTORE)
    if file.stat().st_mode & 0o077:
        return fails(what, "can be read by other accounts", f"chmod 600 {file}")
    return _schema(what, state)


def _schema(what: str, state: SchemaState) -> Finding:
    if state.newer:
        return fails(what, f"was written by a later version ({state.current})", "install that version or a later one")
    if state.behind:
        todo = "python -m bot migrate (`run` does it too)"
        return look(what, f"is at step {state.current} of {state.head}", todo)
    return good(what, f"whole, at step {state.current}")


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        return [row[0] for row in conn.execute("pragma integrity_check(1)")] == ["ok"]


def folders(config: Config) -> Finding:
    what = "folders"
    files = (config.storage.path, config.storage.keystore_path, config.keys.master_key_file)
    kept = sorted({file.parent for file in files if file.parent.is_dir()})
    if not kept:
        return _not_made(config, what, files[0].parent)
    open_ones = [folder for folder in kept if folder.stat().st_mode & 0o077]
    if open_ones:
        return look(what, "can be looked into by other accounts", f"chmod 700 {' '.join(map(str, open_ones))}")
    return good(what, "for their owner only")


def space(config: Config) -> Finding:
    what = "disk space"
    folder = next(each for each in config.storage.path.parents if each.is_dir())
    free = shutil.disk_usage(folder).free
    said = f"{free // 1024**2:,} MB free"
    if free < LEAST_SPACE:
        return fails(what, said, f"make room: nothing is acknowledged that cannot be kept ({folder})")
    return good(what, said)


def time_zones(_: Config) -> Finding:
    """Two dates either side of a clock change: data that is there but empty would give the same offset twice."""
    what = "time zones"
    offsets = {ZoneInfo(UK).utcoffset(datetime(2026, month, 1)) for month in (1, 7)}  # noqa: DTZ001 -- wall time, asked of a zone
    if len(offsets) != 2:
        return fails(what, "the zone data is broken", "install the tzdata package again")
    return good(what, f"in the UK it is {datetime.now(ZoneInfo(UK)):%H:%M}")


def who_answers(config: Config) -> Finding:
    what = "who answers"
    if not (config.network.controller and config.network.contact):
        todo = "fill in [network] controller and contact: people have a right to know whom to ask"
        return look(what, "/privacy cannot say who runs this bot", todo)
    return good(what, "/privacy names who runs this bot")


def support_card(_: Config, *, card: Path = SUPPORT_CARD, today: date | None = None) -> Finding:
    """Telephone numbers for bad days must be right: somebody rings them all every 90 days."""
    what = "support card"
    try:
        checked = _checked(card)
    except (OSError, tomllib.TOMLDecodeError, ValueError):
        return fails(
            what, "cannot be read, or has no last_checked", f"put {card.name} right: people in trouble rely on it"
        )
    age = ((today or datetime.now(UTC).date()) - checked).days
    if age > CARD_KEEPS_DAYS:
        return look(what, f"last checked {age} days ago", "ring each number, then set last_checked in support.toml")
    return good(what, f"last checked on {checked:%d %B %Y}")


def _checked(card: Path) -> date:
    tree = tomllib.loads(card.read_text(encoding="utf-8"))
    found = tree.get("last_checked") or tree.get("card", {}).get("last_checked")
    return found if isinstance(found, date) else date.fromisoformat(str(found))


def _not_made(config: Config, what: str, where: Path) -> Finding:
    said = f"not there yet: {where}"
    if config.telegram.token is None:
        return look(what, said, f"{INIT} makes it (a rehearsal makes its own)")
    return fails(what, said, f"{INIT} for a new network; for one that has run before, restore it")


CHECKS = (token, master_key, database, folders, space, time_zones, who_answers, support_card)
