"""The command line: it founds once, invites, looks over, and tells every trouble in one plain sentence."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import main
from bot.cli import app
from bot.founding import EXAMPLE
from storage.core import migrate

HOUSE = EXAMPLE.parent
TOKEN = "1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
NETWORK = ("secrets/master.key", "data/keystore.sqlite", "data/circle.sqlite")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Commands tighten the umask of their process, which here is the tests' own; settings come from no environment."""
    mask = os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CIRCLE_CONFIG", raising=False)
        patch.delenv("CIRCLE_TELEGRAM_TOKEN", raising=False)
        yield
    os.umask(mask)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def asked(*said: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in said])


def alone(*said: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, as an operator would."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CIRCLE_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, said)],
        cwd=HOUSE,
        env=kept | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_init_founds_a_network_for_its_owner_only(settings: Path) -> None:
    result = asked("init", "--config", settings)

    assert result.exit_code == 0
    for made in NETWORK:
        assert (settings.parent / made).stat().st_mode & 0o777 == 0o600
        assert (settings.parent / made).parent.stat().st_mode & 0o777 == 0o700
    differing = [line for line in settings.read_text().splitlines() if line not in EXAMPLE.read_text().splitlines()]
    assert [line.split(":")[0] for line in differing] == ['public_key = "circle-backup-public-1']
    assert settings.stat().st_mode & 0o777 == 0o600
    private = settings.parent / "secrets" / "backup-private.key"
    assert private.stat().st_mode & 0o777 == 0o600
    assert "move" in result.output
    assert str(private) in result.output
    assert not migrate.schema_state(f"sqlite:///{settings.parent}/data/circle.sqlite").behind
    assert "python -m bot invite --role coordinator" in result.output


@pytest.mark.parametrize("left", [*NETWORK, "data/circle.sqlite-wal"])
def test_init_never_writes_over_what_is_left_of_a_network(settings: Path, left: str) -> None:
    (settings.parent / left).parent.mkdir()
    (settings.parent / left).write_bytes(b"somebody's years")

    result = asked("init", "--config", settings)

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert left in result.stderr
    assert [path for path in settings.parent.rglob("*") if path.is_file()] == [settings.parent / left]
    assert (settings.parent / left).read_bytes() == b"somebody's years"


def test_an_init_that_fails_half_way_leaves_nothing_that_looks_like_a_lost_network(settings: Path) -> None:
    settings.write_text("[storage]\nurl = 'sqlite:///taken/circle.sqlite'\n")
    (settings.parent / "taken").write_text("a file where a folder should be")

    failed = asked("init", "--config", settings)
    settings.write_text("")
    again = asked("init", "--config", settings)

    assert (failed.exit_code, again.exit_code) == (1, 0)


def test_init_keeps_the_settings_that_are_there(settings: Path) -> None:
    settings.write_text("[storage]\nurl = 'sqlite:///elsewhere/circle.sqlite'\n")

    assert asked("init", "--config", settings).exit_code == 0
    assert (settings.parent / "elsewhere" / "circle.sqlite").exists()
    assert settings.read_text().startswith("[storage]")


def test_invitations_come_one_per_line_and_are_good_once_each(settings: Path) -> None:
    asked("init", "--config", settings)

    result = asked("invite", "--role", "coordinator", "--count", "3", "--bot-name", "@circle_bot", "--config", settings)

    links = result.stdout.splitlines()
    assert result.exit_code == 0
    assert all(re.fullmatch(r"https://t\.me/circle_bot\?start=j_[A-Za-z0-9_-]{1,62}", link) for link in links)
    assert len(set(links)) == 3


def test_an_invitation_can_be_held_up_as_a_picture(settings: Path) -> None:
    asked("init", "--config", settings)

    result = asked("invite", "--role", "member", "--qr", "--bot-name", "circle_bot", "--config", settings)

    assert result.stdout.startswith("https://t.me/circle_bot")
    assert result.stdout.count("█") > 100


def test_no_invitation_is_made_when_the_bots_name_is_not_known(settings: Path) -> None:
    asked("init", "--config", settings)

    result = asked("invite", "--role", "member", "--config", settings)

    assert result.exit_code == 1
    assert "--bot-name" in result.stderr
    with sqlite3.connect(settings.parent / "data" / "circle.sqlite") as conn:
        assert conn.execute("select count(*) from invitations").fetchone() == (0,)
    conn.close()


def test_migrate_tells_where_it_stands(settings: Path) -> None:
    asked("init", "--config", settings)

    assert "nothing to do" in asked("migrate", "--config", settings).stdout


def test_migrate_refuses_a_database_from_the_future(settings: Path) -> None:
    asked("init", "--config", settings)
    database = sqlite3.connect(settings.parent / "data" / "circle.sqlite")
    database.execute("update alembic_version set version_num = '9999'")
    database.commit()
    database.close()

    result = asked("migrate", "--config", settings)

    assert result.exit_code == 1
    assert "later version" in result.stderr


def test_a_missing_database_is_told_and_never_made_anew(settings: Path) -> None:
    settings.write_text("")

    for command in (["migrate"], ["invite", "--role", "member", "--bot-name", "circle_bot"]):
        result = asked(*command, "--config", settings)
        assert result.exit_code == 1
        assert "There is no database" in result.stderr
    assert list(settings.parent.iterdir()) == [settings]


def test_doctor_is_content_with_a_new_network_in_rehearsal(settings: Path) -> None:
    asked("init", "--config", settings)

    result = asked("doctor", "--config", settings)

    assert result.exit_code == 0
    assert "opens with the master key" in result.stdout
    assert TOKEN not in result.stdout


def test_the_help_of_every_command_teaches_by_example() -> None:
    assert "python -m bot rehearse" in asked("--help").stdout
    for command in ("run", "rehearse", "init", "invite", "doctor", "migrate"):
        assert f"python -m bot {command}" in asked(command, "--help").stdout, command
        assert "Example" in asked(command, "--help").stdout, command


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        (["run"], 2, "tokn is not a key here; did you mean token?"),
        (["run", "--config", "missing.toml"], 2, "there is no such file"),
        (["doctor"], 2, "line 2"),
        (["runn"], 2, "No such command"),
        (["invite", "--role", "queen"], 2, "coordinator"),
        (["run", "--fast"], 2, "No such option"),
    ],
)
def test_a_mistake_is_told_plainly_and_never_with_a_traceback(
    settings: Path, said: list[str], code: int, told: str
) -> None:
    settings.write_text("[telegram]\ntokn = 'x'\n")

    result = alone(*said, CIRCLE_CONFIG=str(settings))

    assert result.returncode == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


def test_a_key_that_others_can_read_stops_the_start_with_one_sentence(settings: Path) -> None:
    asked("init", "--config", settings)
    settings.write_text("[telegram]\napi_base_url = 'http://127.0.0.1:9/bot'\n")
    (settings.parent / NETWORK[0]).chmod(0o644)

    result = alone("run", "--config", settings, CIRCLE_TELEGRAM_TOKEN=TOKEN)

    assert result.returncode == 1
    assert "chmod 600" in result.stderr
    assert "Traceback" not in result.stderr
    assert TOKEN not in result.stderr


@pytest.mark.parametrize("lost", NETWORK)
def test_a_lost_part_of_a_network_is_told_and_never_made_anew(settings: Path, lost: str) -> None:
    asked("init", "--config", settings)
    settings.write_text("[telegram]\napi_base_url = 'http://127.0.0.1:9/bot'\n")
    (settings.parent / lost).unlink()

    result = alone("run", "--config", settings, CIRCLE_TELEGRAM_TOKEN=TOKEN)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "restore" in result.stderr
    assert not (settings.parent / lost).exists()


def test_the_first_run_with_a_token_founds_the_network_and_says_so(settings: Path) -> None:
    settings.write_text("[telegram]\napi_base_url = 'http://127.0.0.1:9/bot'\n")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run", f"--config={settings}"],
        cwd=HOUSE,
        env=os.environ | {"CIRCLE_TELEGRAM_TOKEN": TOKEN},
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        told = ""
        while "telegram-unreachable" not in told and (line := running.stderr.readline()):
            told += line
        running.kill()

    assert "a new network is founded" in told
    assert all((settings.parent / made).exists() for made in NETWORK)
    assert TOKEN not in told


def test_a_plain_run_carries_no_help_pages_in_its_memory(tmp_path: Path) -> None:
    script = (
        "import sys; from bot.__main__ import main; code = main(['run', '--config', 'missing.toml']);"
        "print(code, *(name in sys.modules for name in ('typer', 'rich', 'bot.start')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, timeout=60, check=True
    )

    assert result.stdout == "2 False False True\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["run", "--config"], "requires an argument"),
        (["run", "--config="], "cannot be read"),
        (["run", "extra"], "unexpected extra argument"),
    ],
)
def test_a_run_said_wrongly_is_answered_by_what_is_wrong(
    said: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(said) == 2
    assert told in capsys.readouterr().err
