"""Settings looked at together: paths made whole, secrets fetched from their files, and pairs that must agree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.config import checks
from bot.config.secret import Secret, token_trouble
from bot.config.shape import Config, Telegram

Note = Callable[[tuple[str, ...], str], None]

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_SECRET = 4096


def settle(config: Config, folder: Path, environ: Mapping[str, str], note: Note) -> Config:
    """The same settings, ready to use. `note(place, what)` is called for each mistake."""
    config = _rooted(config, folder)
    telegram = replace(
        config.telegram,
        token=_token(config.telegram, environ, note),
        webhook_secret=_webhook_secret(config.telegram, note),
    )
    _pairs(config, note)
    return replace(config, telegram=telegram)


def _rooted(config: Config, folder: Path) -> Config:
    """Every relative path counted from the settings' own folder."""
    telegram, storage, rehearsal = config.telegram, config.storage, config.rehearsal

    def rooted(path: Path | None) -> Path | None:
        return path and folder / path

    return replace(
        config,
        telegram=replace(
            telegram,
            token_file=rooted(telegram.token_file),
            webhook_secret_file=rooted(telegram.webhook_secret_file),
        ),
        storage=replace(
            storage,
            url=f"{checks.SQLITE}{folder / storage.path}",
            keystore_url=f"{checks.SQLITE}{folder / storage.keystore_path}",
        ),
        keys=replace(config.keys, master_key_file=folder / config.keys.master_key_file),
        backup=replace(
            config.backup,
            folder=folder / config.backup.folder,
            erasures=folder / config.backup.erasures,
            keystore_replica=rooted(config.backup.keystore_replica),
        ),
        logs=replace(config.logs, file=rooted(config.logs.file)),
        rehearsal=replace(rehearsal, clock_file=rooted(rehearsal.clock_file)),
    )


def _token(telegram: Telegram, environ: Mapping[str, str], note: Note) -> Secret | None:
    """From the environment, else from its file, else from the settings: the first that is given decides."""
    place: tuple[str, ...] = ("telegram", "token")
    token, where = telegram.token, "[telegram] token"
    if given := environ.get("CIRCLE_TELEGRAM_TOKEN"):
        token, where, place = Secret(given), "CIRCLE_TELEGRAM_TOKEN in the environment", ()
    elif telegram.token_file is not None:
        where, place = "[telegram] token_file", ("telegram", "token_file")
        token = _from_file(telegram.token_file, place, note)
    if token is None:
        return None
    if trouble := token_trouble(token.reveal(), telegrams_own=telegram.telegrams_own):
        note(place, f"{where}: {trouble}")
    return token


def _webhook_secret(telegram: Telegram, note: Note) -> Secret | None:
    place = ("telegram", "webhook_secret_file")
    if telegram.mode == "webhook" and not telegram.webhook_url:
        note(("telegram", "mode"), '[telegram] mode "webhook" needs webhook_url')
    if telegram.webhook_secret_file is None:
        if telegram.mode == "webhook":
            note(("telegram", "mode"), '[telegram] mode "webhook" needs webhook_secret_file')
        return None
    secret = _from_file(telegram.webhook_secret_file, place, note)
    if secret is not None and not _WEBHOOK_SECRET.fullmatch(secret.reveal()):
        note(place, "[telegram] webhook_secret_file must hold 1 to 256 of A-Z a-z 0-9 _ - on one line")
    return secret


def _from_file(path: Path, place: tuple[str, ...], note: Note) -> Secret | None:
    """What a secret's file holds, without the one new line that editors leave at the end."""
    where = f"[{place[0]}] {place[1]}"
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_SECRET).decode()
    except OSError as failed:
        note(place, f"{where} cannot be read: {failed.strerror}")
    except UnicodeDecodeError:
        note(place, f"{where} is not plain text")
    else:
        word = text.removesuffix("\n").removesuffix("\r")
        if word:
            return Secret(word)
        note(place, f"{where} names an empty file")
    return None


def _pairs(config: Config, note: Note) -> None:
    if config.storage.path == config.storage.keystore_path:
        note(("storage", "keystore_url"), "[storage] keystore_url must be another file than url: keys are kept apart")
    if config.keys.master_key_file in (config.storage.path, config.storage.keystore_path):
        note(("keys", "master_key_file"), "[keys] master_key_file must not be one of the databases")
    _backups(config, note)
    if config.rehearsal.clock_file is not None and not config.telegram.on_this_machine:
        what = "works only with a server on this machine: a real bot must live by the real time"
        note(("rehearsal", "clock_file"), f"[rehearsal] clock_file {what}")
    per_second = config.telegram.messages_per_second
    if config.telegram.telegrams_own and not 1 <= per_second <= 30:
        what = "must be from 1 to 30 on Telegram's own server: past 30 it refuses everyone's messages for a while"
        note(("telegram", "messages_per_second"), f"[telegram] messages_per_second {what}")


def _backups(config: Config, note: Note) -> None:
    if config.backup.keep_days > config.network.backup_days:
        what = "[backup] keep_days is more than [network] backup_days, which /privacy promises"
        note(("backup", "keep_days"), what)
    taken = (config.storage.path, config.storage.keystore_path, config.keys.master_key_file)
    if config.backup.keystore_replica in taken:
        note(("backup", "keystore_replica"), "[backup] keystore_replica must be a file of its own, on another disk")
    if config.backup.erasures in taken:
        note(("backup", "erasures"), "[backup] erasures must be a file of its own")
