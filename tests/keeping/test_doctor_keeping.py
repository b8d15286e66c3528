"""The doctor on keeping safe: each trouble is seen, and says what to do."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.doctor import Finding, State, keeping
from bot.keeping import backing_up
from storage.core import audit, replica, rotation
from storage.core.keys import MasterKey
from tests.keeping_steps import Operator, silent
from tests.stage import Stage


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


def sees(found: Finding, state: State, said: str) -> bool:
    assert found.todo or found.state is State.GOOD
    assert (found.state, said in found.finding) == (state, True), found
    return True


async def test_without_a_backup_key_it_says_how_to_make_one(stage: Stage, operator: Operator) -> None:
    none = replace(operator.config, backup=replace(operator.config.backup, public_key=""))
    assert sees(keeping.backup_key(none), State.LOOK, "none is set")
    assert sees(keeping.backup_key(operator.config), State.GOOD, "not here")


async def test_a_private_key_left_on_the_machine_is_seen(stage: Stage, operator: Operator) -> None:
    (stage.folder / "backup-private.key").touch()
    assert sees(keeping.backup_key(operator.config), State.LOOK, "still lies on this machine")


async def test_the_age_of_the_last_whole_backup_is_told(stage: Stage, operator: Operator) -> None:
    assert sees(keeping.last_backup(operator.config), State.LOOK, "none in")
    backing_up.take(operator.config, stage.now, silent)
    fresh = keeping.last_backup(operator.config, now=stage.now + timedelta(hours=5))
    assert sees(fresh, State.GOOD, "5 hours ago")
    assert sees(keeping.last_backup(operator.config, now=stage.now + timedelta(days=3)), State.LOOK, "3 days ago")


async def test_a_backup_that_was_cut_short_is_seen(stage: Stage, operator: Operator) -> None:
    data, _ = backing_up.take(operator.config, stage.now, silent).made
    data.write_bytes(data.read_bytes()[:40])
    assert sees(keeping.last_backup(operator.config, now=stage.now), State.FAILS, "damaged")


async def test_a_replica_is_compared_with_the_keystore(stage: Stage, operator: Operator) -> None:
    assert sees(keeping.keystore_replica(operator.config), State.LOOK, "none")
    there = stage.folder / "copy"
    config = replace(operator.config, backup=replace(operator.config.backup, keystore_replica=there))
    assert sees(keeping.keystore_replica(config), State.FAILS, "not there")
    replica.renew(config.storage.keystore_path, there)
    assert sees(keeping.keystore_replica(config), State.LOOK, "same disk")
    assert keeping._equal("replica", config.storage.keystore_path, there).state is State.GOOD
    await stage.member("Ama")
    assert sees(keeping._equal("replica", config.storage.keystore_path, there), State.FAILS, "behind")
    there.write_bytes(b"nonsense" * 100)
    assert sees(keeping._equal("replica", config.storage.keystore_path, there), State.FAILS, "cannot be read")


async def test_an_erasure_ledger_that_others_can_read_is_seen(stage: Stage, operator: Operator) -> None:
    assert sees(keeping.erasures(operator.config), State.LOOK, "no ledger")
    operator.ledger.parent.mkdir(exist_ok=True)
    operator.ledger.touch(0o600)
    assert keeping.erasures(operator.config).state is State.GOOD
    operator.ledger.chmod(0o644)
    assert sees(keeping.erasures(operator.config), State.LOOK, "other accounts")


async def test_keys_that_are_half_changed_are_seen(stage: Stage, operator: Operator) -> None:
    key = operator.config.keys.master_key_file
    assert keeping.new_keys(operator.config).state is State.GOOD
    MasterKey.create(rotation.next_of(key))
    assert sees(keeping.new_keys(operator.config), State.LOOK, "nothing is under them")
    rotation.next_of(key).write_bytes(b"")
    assert sees(keeping.new_keys(operator.config), State.LOOK, "nothing is under them")
    rotation.next_of(key).unlink()
    rotation.next_of(key).write_bytes(key.read_bytes())
    rotation.next_of(key).chmod(0o600)
    assert sees(keeping.new_keys(operator.config), State.LOOK, "not yet in its place")
    rotation.next_of(key).rename(rotation.old_of(key, "abc"))
    assert sees(keeping.new_keys(operator.config), State.LOOK, "old master key")


async def test_an_older_copy_is_seen_before_the_bot_is_started(stage: Stage, operator: Operator) -> None:
    data, _ = operator.backs_up()
    assert keeping.older_copy(operator.config).state is State.GOOD
    await stage.end()
    operator.restores(data=data)
    assert sees(keeping.older_copy(operator.config), State.FAILS, "the bot waits")
    await operator.acknowledges()
    assert keeping.older_copy(operator.config).state is State.GOOD
    await stage.begin()


async def test_what_is_erased_is_overwritten(stage: Stage, operator: Operator) -> None:
    assert sees(await keeping.hardening(operator.config), State.GOOD, "overwritten")


def test_a_private_key_in_the_settings_is_refused_by_name(tmp_path: Path) -> None:
    from bot.config import ConfigRefused, load

    settings = tmp_path / "config.toml"
    settings.write_text(f'[backup]\npublic_key = "circle-backup-private-1:{"A" * 43}"\n')
    with pytest.raises(ConfigRefused) as refused:
        load(settings, {})
    assert "take the private one off this machine" in refused.value.mistakes[0].said(str(settings))
    assert "AAAA" not in refused.value.mistakes[0].said(str(settings))


def test_backups_are_not_kept_longer_than_privacy_promises(tmp_path: Path) -> None:
    from bot.config import ConfigRefused, load

    settings = tmp_path / "config.toml"
    settings.write_text("[backup]\nkeep_days = 20\n[network]\nbackup_days = 14\n")
    with pytest.raises(ConfigRefused) as refused:
        load(settings, {})
    assert "which /privacy promises" in refused.value.mistakes[0].said(str(settings))


async def test_a_log_that_was_changed_by_hand_is_seen(stage: Stage, operator: Operator) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        for _ in range(3):
            await audit.note(tx, "looked", by=ama.id, now=stage.now)
    assert sees(keeping.audit_log(operator.config), State.GOOD, "vouches")
    async with stage.database.begin() as tx:
        await tx.conn.change("update audit set action = 'other' where seq = 2")
    assert sees(keeping.audit_log(operator.config), State.FAILS, "at line 2")
    operator.config.keys.master_key_file.unlink()
    assert sees(keeping.audit_log(operator.config), State.LOOK, "without the master key")
