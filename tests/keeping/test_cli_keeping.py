"""The operator's commands, as typed: each works, each refusal is one plain sentence, and each help teaches."""

import re
from pathlib import Path

import pytest

from tests.core.test_cli import as_before, asked, settings

__all__ = ["as_before", "settings"]  # the fixtures of the command line's own tests


@pytest.fixture
def founded(settings: Path) -> Path:
    assert asked("init", "--config", settings).exit_code == 0
    return settings


def shelf(founded: Path, kind: str) -> list[Path]:
    return sorted((founded.parent / "backups" / kind).glob("*.circle"))


def private(founded: Path) -> Path:
    return founded.parent / "secrets" / "backup-private.key"


@pytest.mark.parametrize("command", ["backup", "restore", "restore-ack", "rotate-keys"])
def test_each_command_has_help_with_an_example(command: str) -> None:
    said = re.sub(r"\s+", " ", asked(command, "--help").output)
    assert f"python -m bot {command}" in said


def test_a_backup_says_what_it_made_and_what_to_do_with_it(founded: Path) -> None:
    result = asked("backup", "--config", founded)
    assert result.exit_code == 0
    assert "read back and whole" in result.output
    assert "Carry both away" in result.output
    assert [len(shelf(founded, kind)) for kind in ("data", "keys")] == [1, 1]


def test_a_backup_without_a_key_says_how_to_make_one(founded: Path) -> None:
    founded.write_text(re.sub(r'public_key = ".*"', 'public_key = ""', founded.read_text()))
    result = asked("backup", "--config", founded)
    assert result.exit_code == 1
    assert "backup --new-key" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_new_key_is_not_made_while_the_last_one_lies_there(founded: Path) -> None:
    before = private(founded).read_bytes()
    result = asked("backup", "--new-key", "--config", founded)
    assert result.exit_code == 1
    assert "Move it off this machine first" in result.stderr
    assert private(founded).read_bytes() == before


def test_a_new_key_is_shown_where_the_settings_hold_another(founded: Path) -> None:
    private(founded).unlink()
    held = founded.read_text()
    result = asked("backup", "--new-key", "--config", founded)
    assert result.exit_code == 0
    assert "Put this line into the settings" in result.output
    assert founded.read_text() == held


def test_a_whole_house_is_lost_and_put_back(founded: Path, tmp_path: Path) -> None:
    asked("backup", "--config", founded)
    [data], [keys] = (shelf(founded, kind) for kind in ("data", "keys"))
    for lost in (founded.parent / "data").iterdir():
        lost.unlink()

    restored = asked("restore", "--data", data, "--keystore", keys, "--key", private(founded), "--config", founded)
    assert restored.exit_code == 0, restored.output
    assert "restore-ack" in restored.output
    accepted = asked("restore-ack", "--yes", "--config", founded)
    assert accepted.exit_code == 0, accepted.output
    assert "put back from backups" in accepted.output
    again = asked("restore-ack", "--yes", "--config", founded)
    assert "nothing to acknowledge" in again.output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Say what to restore"),
        (("--data", "{data}", "--keystore", "{keys}"), "--move-aside"),
        (("--data", "{data}", "--move-aside"), "--key FILE"),
        (("--data", "{keys}", "--key", "{key}", "--move-aside"), "give it as --keystore"),
        (("--data", "{settings}", "--key", "{key}", "--move-aside"), "no backup of this software"),
        (("--data", "/nowhere", "--key", "{key}", "--move-aside"), "No such file"),
        (("--data", "{data}", "--key", "{settings}", "--move-aside"), "is not a key"),
    ],
)
def test_what_cannot_be_restored_is_told_in_one_sentence_and_changes_nothing(
    founded: Path, given: tuple[str, ...], said: str
) -> None:
    asked("backup", "--config", founded)
    [data], [keys] = (shelf(founded, kind) for kind in ("data", "keys"))
    before = {path.name: path.read_bytes() for path in (founded.parent / "data").iterdir()}
    names = {"data": data, "keys": keys, "key": private(founded), "settings": founded}

    result = asked("restore", *(word.format(**names) for word in given), "--config", founded)

    assert result.exit_code == 1
    assert said in result.stderr, result.stderr
    assert result.stderr.count("\n") == 1
    after = {path.name: path.read_bytes() for path in (founded.parent / "data").iterdir()}
    assert after | {"circle.lock": b""} == before | {"circle.lock": b""}


def test_without_the_ledger_a_restore_is_refused_until_told_that_nobody_was_erased(founded: Path) -> None:
    asked("backup", "--config", founded)
    [data], [keys] = (shelf(founded, kind) for kind in ("data", "keys"))
    (founded.parent / "backups" / "erasures.txt").unlink()
    words = ("restore", "--data", data, "--keystore", keys, "--key", private(founded), "--move-aside")
    refused = asked(*words, "--config", founded)
    assert refused.exit_code == 1
    assert "whoever was erased comes back" in refused.stderr
    assert asked(*words, "--no-erasures", "--config", founded).exit_code == 0


def test_new_keys_say_where_the_old_one_is_and_for_how_long(founded: Path) -> None:
    result = asked("rotate-keys", "--config", founded)
    assert result.exit_code == 0, result.output
    [old] = (founded.parent / "secrets").glob("master.key.old-*")
    assert str(old) in result.output
    assert "14 days after your next backup" in result.output
    assert asked("doctor", "--config", founded).exit_code == 0
