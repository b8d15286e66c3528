"""Restoring: from sealed files into an empty place, looked over before use, with nobody revived who was erased."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.alone import only_one
from bot.config import Config
from bot.keeping import drafts
from bot.keeping.drafts import RestoreRefused
from bot.keeping.rotating import rows
from mentoring.people import PersonId
from storage.core import backup_keys, ledger, migrate, rotation
from storage.core.backup_file import DATA, KEYSTORE
from storage.core.keys import MasterKey, MasterKeyMissing, sync_folder

__all__ = ["Order", "RestoreRefused", "Restored", "restore"]

STAMP = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True)
class Order:
    """What to restore from: a sealed backup of the data, of the keys (or a keystore's replica as it is), or both.

    `erasures` is the ledger; None when the operator says that nobody was ever erased.
    """

    data: Path | None
    keystore: Path | None
    key: Path | None
    erasures: Path | None
    move_aside: bool = False


@dataclass(frozen=True)
class Restored:
    """What lies in its place now, what was moved aside, whose erasure was repeated, and since when something lacks."""

    put_back: tuple[Path, ...]
    aside: tuple[Path, ...]
    erased: int
    missing_from: datetime


def restore(config: Config, order: Order, now: datetime) -> Restored:
    """Everything is made ready beside its place and checked there; only then is it put in place.

    Raises RestoreRefused, BackupRefused, BackupKeyRefused, LedgerDamaged and AlreadyRunning: then nothing has changed.
    """
    places = {DATA: config.storage.path, KEYSTORE: config.storage.keystore_path}
    given = {kind: path for kind, path in ((DATA, order.data), (KEYSTORE, order.keystore)) if path is not None}
    if not given:
        raise RestoreRefused("Say what to restore: --data FILE, --keystore FILE, or both.")
    for place in places.values():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(config.storage.path):
        _check_places(places, given, move_aside=order.move_aside)
        erased = ledger.erased_in(order.erasures) if order.erasures else []
        key = backup_keys.private_half(order.key) if order.key else None
        made = {kind: drafts.draft_of(places[kind]) for kind in given}
        try:
            for kind, source in given.items():
                drafts.make(source, kind, made[kind], key)
            missing_from = _make_ready(config, {**places, **made}, tuple(given), erased, now)
            aside = [moved for kind in given for moved in _move_aside(places[kind], now)]
            for kind in given:
                made[kind].rename(places[kind])
                sync_folder(places[kind].parent)
        finally:
            for draft in made.values():
                drafts.clear(draft)
    return Restored(tuple(places[kind] for kind in given), tuple(aside), len(erased), missing_from)


def _check_places(places: dict[str, Path], given: Iterable[str], *, move_aside: bool) -> None:
    for kind, place in places.items():
        if kind in given and drafts.remains(place) and not move_aside:
            raise RestoreRefused(
                f"There is something at {place}, and it is never written over. To put it by under a name of its own,"
                " add --move-aside."
            )
        if kind not in given and not place.exists():
            option = "--data" if kind == DATA else "--keystore"
            raise RestoreRefused(f"There is nothing at {place}: give its backup as well, with {option} FILE.")


def _make_ready(
    config: Config, files: dict[str, Path], given: tuple[str, ...], erased: list[PersonId], now: datetime
) -> datetime:
    """Under today's form and today's key, without whoever was erased, and with a note that it was put back."""
    data, keystore = files[DATA], files[KEYSTORE]
    drafts.check_schema(data)
    migrate.migrate(f"{migrate.SCHEME}{data}")
    drafts.add_ties(keystore)
    drafts.check_one_house(data, keystore)
    _bring_up_to_key(config.keys.master_key_file, data, keystore)
    drafts.bury(keystore, erased)
    missing_from = min(drafts.anchored(files[kind]) or now for kind in given)
    drafts.note_restoring(data, "both" if len(given) > 1 else given[0], missing_from, now)
    return missing_from


def _bring_up_to_key(master_file: Path, data: Path, keystore: Path) -> None:
    """A copy from before a change of keys is put under today's, with the old key that was kept for just this."""
    today = MasterKey.load(master_file)
    needed = {name for name in (rotation.wanted(keystore), drafts.master_of(data)) if name and name != today.id}
    for name in needed:
        kept = rotation.old_of(master_file, name)
        try:
            old = MasterKey.load(kept)
        except MasterKeyMissing:
            raise RestoreRefused(
                f"This copy needs the master key {name}, and {master_file} is {today.id}. Put the old one at {kept}."
            ) from None
        rotation.catch_up(data, keystore, old, today, rows(lambda *_: None))
    rotation.check_opens(keystore, today)


def _move_aside(place: Path, now: datetime) -> list[Path]:
    by = _free_name(place, f"{place.name}.before-{now.astimezone(UTC):{STAMP}}Z")
    moved = []
    for old in drafts.remains(place):
        new = by.with_name(by.name + old.name.removeprefix(place.name))
        os.link(old, new)  # never over another
        old.unlink()
        moved.append(new)
    sync_folder(place.parent)
    return moved


def _free_name(place: Path, name: str) -> Path:
    """The name itself, or the name with a number when somebody restores twice in one second."""
    number, free = 1, name
    while any(place.parent.glob(f"{free}*")):
        number += 1
        free = f"{name}-{number}"
    return place.with_name(free)


def replica_hint(config: Config, order: Order) -> Path | None:
    """A replica that lies there while an older keystore is about to be used."""
    there = config.backup.keystore_replica
    if order.keystore is None or there is None or there == order.keystore or not there.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{there.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            conn.execute("select count(*) from people").fetchone()
    except sqlite3.Error:
        return None
    return there
