"""The settings: every mistake told at once, with its line and the nearest right key, and no secret ever shown."""

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import get_type_hints

import pytest

from bot.config import Config, ConfigRefused, Secret, keys_of, load
from bot.config.lines import lines

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.toml"


def read(folder: Path, text: str, **environ: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ)


def refusal(folder: Path, text: str, **environ: str) -> list[tuple[int | None, str]]:
    with pytest.raises(ConfigRefused) as refused:
        read(folder, text, **environ)
    return [(mistake.line, mistake.what) for mistake in refused.value.mistakes]


def test_the_example_loads_and_is_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, EXAMPLE.read_text()) == read(tmp_path, "")


def test_the_example_lists_every_key_each_with_a_note_and_nothing_else() -> None:
    hints = get_type_hints(Config)
    known = {(table, key) for table, shape in hints.items() for key in keys_of(shape)}
    text = EXAMPLE.read_text()
    listed = {place: line for place, line in lines(text).items() if len(place) == 2}

    assert listed.keys() == known
    above = text.splitlines()
    for (table, key), line in listed.items():
        assert above[line - 2].startswith("# "), f"[{table}] {key} has no note above it"


def test_the_defaults_are_the_programmes_own(tmp_path: Path) -> None:
    config = read(tmp_path, "")

    assert config.telegram.token is None
    assert config.network.community == "Black and minoritised ethnic"
    assert (config.backup.keep_days, config.network.backup_days) == (14, 14)
    assert config.telegram.messages_per_second == 30


def test_with_no_file_at_all_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert load(None, {}).storage.path == tmp_path / "data" / "circle.sqlite"


def test_a_file_that_was_named_and_is_missing_is_refused(tmp_path: Path) -> None:
    for path, environ in ((tmp_path / "no.toml", {}), (None, {"CIRCLE_CONFIG": str(tmp_path / "no.toml")})):
        with pytest.raises(ConfigRefused, match="there is no such file"):
            load(path, environ)


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[web]\nport = 9000\n")

    assert load(None, {"CIRCLE_CONFIG": str(tmp_path / "other.toml")}).web.port == 9000


def test_every_mistake_is_told_at_once_with_its_line_and_the_nearest_key(tmp_path: Path) -> None:
    text = """# a note
[telegram]
tokn = "x"
mode = "poling"
messages_per_second = "30"

[network]
backup_days = 36
controller = 7
[backup]
keep_days = true
[storage]
url = "postgresql://u:secret@host/circle"
[rehersal]
port = 8420
[web]
communty = "3"
[logs]
level = "lowd"
"""

    assert refusal(tmp_path, text) == [
        (3, "[telegram] tokn is not a key here; did you mean token?"),
        (4, '[telegram] mode must be "polling" or "webhook"; did you mean "polling"?'),
        (5, "[telegram] messages_per_second must be a whole number, without quotes"),
        (8, "[network] backup_days must be from 1 to 35"),
        (9, '[network] controller must be words in quotes, like "this"'),
        (11, "[backup] keep_days must be a whole number, without quotes"),
        (
            13,
            "[storage] url names PostgreSQL, but this version keeps its memory in SQLite: sqlite:///data/circle.sqlite",
        ),
        (14, "[rehersal] is not a table here; did you mean [rehearsal]?"),
        (17, "[web] communty is not a key here; did you mean community under [network]?"),
        (19, '[logs] level must be "debug" or "info" or "warning" or "error"'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("telegram = 3", 1, "telegram must be a table"),
        ("[[telegram]]\nmode = 'polling'", 1, "telegram must be a table"),
        ("token = 'x'", 1, "did you mean token under [telegram]?"),
        ("[web]\nport = 8080\nport = 8081", 3, "this is not TOML"),
        ("[web]\nport = ", 2, "this is not TOML"),
        ("[web]\nport = 65536", 2, "must be from 0 to 65535"),
        ("[backup]\nkeep_days = 15", 2, "more than [network] backup_days"),
        ("[network]\nbackup_days = 7", None, "more than [network] backup_days"),
        ("[backup]\nkeystore_replica = 'data/keystore.sqlite'", 2, "a file of its own"),
        ("[backup]\nerasures = 'data/circle.sqlite'", 2, "a file of its own"),
        ("[storage]\nkeystore_url = 'sqlite:///data/circle.sqlite'", 2, "another file"),
        ("[storage]\nurl = 'sqlite:///:memory:'", 2, "plain file"),
        ("[keys]\nmaster_key_file = ''", 2, "path of a file"),
        ("[keys]\nmaster_key_file = 'data/circle.sqlite'", 2, "must not be one of the databases"),
        ("[telegram]\nwebhook_url = 'http://circle.example.org'", 2, "must begin with https://"),
        ("[telegram]\napi_base_url = 'http://127.0.0.1:8081'", 2, "must end where the token follows"),
        ("[telegram]\napi_base_url = ''", 2, "must end where the token follows"),
        ("[telegram]\nmessages_per_second = 31", 2, "on Telegram's own server"),
        ("[rehearsal]\nclock_file = 'clock'", 2, "works only with a server on this machine"),
        ("[web]\npublic_url = 'https://me:word@circle.example.org'", 2, "must not hold a name or a password"),
        ("[network]\nname = ' '", 2, "must not be empty"),
        ('[network]\ncontact = "a\\nb"', 2, "must be one line"),
        ("[circles]\nseats = 5", 1, "[circles] is not a table here"),
        ("[quiet_hours]\nfrom = '22:00'", 1, "[quiet_hours] is not a table here"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_the_reason(
    tmp_path: Path, text: str, line: int | None, what: str
) -> None:
    [(at, said)] = refusal(tmp_path, text)

    assert at == line
    assert what in said


def test_a_webhook_needs_its_word_at_the_door(tmp_path: Path) -> None:
    text = "[telegram]\nmode = 'webhook'\nwebhook_url = 'https://circle.example.org/telegram'\n"
    assert "needs webhook_secret_file" in refusal(tmp_path, text)[0][1]
    assert "needs webhook_url" in refusal(tmp_path, "[telegram]\nmode = 'webhook'")[0][1]

    (tmp_path / "word").write_text("open sesame")
    assert "must hold 1 to 256" in refusal(tmp_path, text + "webhook_secret_file = 'word'")[0][1]

    (tmp_path / "word").write_text("open-sesame\n")
    assert read(tmp_path, text + "webhook_secret_file = 'word'").telegram.webhook_secret == Secret("open-sesame")


def test_a_clock_of_its_own_is_for_a_server_on_this_machine(tmp_path: Path) -> None:
    text = "[rehearsal]\nclock_file = 'clock'\n[telegram]\napi_base_url = 'http://{}/bot'"

    assert read(tmp_path, text.format("127.0.0.1:8420")).rehearsal.clock_file == tmp_path / "clock"
    assert read(tmp_path, text.format("[::1]:8420")).telegram.on_this_machine
    assert "real time" in refusal(tmp_path, text.format("127.0.0.1.example.org"))[0][1]


def test_paths_count_from_the_files_own_folder(tmp_path: Path) -> None:
    text = "[storage]\nurl = 'sqlite:////srv/circle.sqlite'\n[logs]\nfile = 'circle.log'\n"
    config = read(tmp_path, text)

    assert config.storage.path == Path("/srv/circle.sqlite")
    assert config.storage.url == "sqlite:////srv/circle.sqlite"
    assert config.storage.keystore_path == tmp_path / "data" / "keystore.sqlite"
    assert config.keys.master_key_file == tmp_path / "secrets" / "master.key"
    assert config.logs.file == tmp_path / "circle.log"


def test_a_file_from_another_editor_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf[web]\r\nport = 9000\r\n")
    assert load(tmp_path / "config.toml", {}).web.port == 9000

    (tmp_path / "config.toml").write_bytes("[web]".encode("utf-16"))
    with pytest.raises(ConfigRefused, match="UTF-8"):
        load(tmp_path / "config.toml", {})


def test_a_rehearsals_settings_keep_everything_under_its_folder(tmp_path: Path) -> None:
    config = Config.rehearsing(tmp_path, server="http://127.0.0.1:8420", token=Secret("1:rehearsal"))

    assert {
        path.parent for path in (config.storage.path, config.storage.keystore_path, config.keys.master_key_file)
    } == {tmp_path}
    assert config.telegram.api_base_url == "http://127.0.0.1:8420/bot"
    assert config.telegram.on_this_machine


def test_every_table_of_the_settings_has_a_default_and_frozen_keys() -> None:
    for table, shape in get_type_hints(Config).items():
        assert getattr(Config(), table) == shape()
        for key in keys_of(shape):
            with pytest.raises(FrozenInstanceError):
                setattr(getattr(Config(), table), key, None)
