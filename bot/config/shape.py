"""The settings themselves: every table and key, its default, and what it may hold."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from bot.config import checks
from bot.config.secret import Secret

TELEGRAM = "https://api.telegram.org"
FROM_ITS_FILE = "filled at load from the file another key names; no key of its own"


@dataclass(frozen=True)
class Telegram:
    """How the bot reaches Telegram. No `token` means a rehearsal."""

    token: Secret | None = None
    token_file: Path | None = None
    api_base_url: Annotated[str, checks.before_the_token] = f"{TELEGRAM}/bot"
    api_file_url: Annotated[str, checks.before_the_token] = f"{TELEGRAM}/file/bot"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str, checks.https_address] = ""
    webhook_secret_file: Path | None = None
    messages_per_second: Annotated[int, checks.between(0, 10_000)] = 30
    webhook_secret: Annotated[Secret | None, FROM_ITS_FILE] = None

    @property
    def telegrams_own(self) -> bool:
        """Whether this is Telegram's own server, with Telegram's own limits."""
        return self.api_base_url.startswith(f"{TELEGRAM}/")

    @property
    def on_this_machine(self) -> bool:
        return checks.is_loopback(self.api_base_url)


@dataclass(frozen=True)
class Storage:
    """Two files: what is remembered, and the keys that open it. They are backed up apart."""

    url: Annotated[str, checks.sqlite_address] = "sqlite:///data/circle.sqlite"
    keystore_url: Annotated[str, checks.sqlite_address] = "sqlite:///data/keystore.sqlite"

    @property
    def path(self) -> Path:
        return checks.sqlite_path(self.url)

    @property
    def keystore_path(self) -> Path:
        return checks.sqlite_path(self.keystore_url)


@dataclass(frozen=True)
class Keys:
    """The master key lives outside every database and every backup of one."""

    master_key_file: Path = Path("secrets/master.key")


@dataclass(frozen=True)
class Backup:
    """Where backups go, sealed to the operator's public key; the private half is no business of this machine.

    `folder` holds `data/` and `keys/`, to be carried to two places.
    """

    public_key: Annotated[str, checks.backup_key] = ""
    folder: Path = Path("backups")
    keep_days: Annotated[int, checks.between(1, 35)] = 14
    erasures: Path = Path("backups/erasures.txt")
    keystore_replica: Path | None = None


@dataclass(frozen=True)
class Web:
    """Where health, metrics and calendar feeds are served; `public_url` is how people reach them."""

    host: Annotated[str, checks.not_empty] = "127.0.0.1"
    port: Annotated[int, checks.between(0, 65_535)] = 8080
    public_url: Annotated[str, checks.web_address] = ""


@dataclass(frozen=True)
class Network:
    """The mentoring network this bot serves, as people see it."""

    name: Annotated[str, checks.not_empty, checks.one_line] = "Into the Circle"
    controller: Annotated[str, checks.one_line] = ""
    contact: Annotated[str, checks.one_line] = ""
    community: Annotated[str, checks.not_empty, checks.one_line] = "Black and minoritised ethnic"
    backup_days: Annotated[int, checks.between(1, 35)] = 14


@dataclass(frozen=True)
class Logs:
    """How much is written down about the bot's own work, and where; no file means the terminal."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    file: Path | None = None


@dataclass(frozen=True)
class Rehearsal:
    """The stage where one person plays every part. `clock_file` holds how many seconds ahead the bot lives."""

    port: Annotated[int, checks.between(0, 65_535)] = 8420
    clock_file: Path | None = None


@dataclass(frozen=True)
class Config:
    """Everything the operator may settle. Paths are absolute once loaded."""

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    keys: Keys = Keys()
    backup: Backup = Backup()
    web: Web = Web()
    network: Network = Network()
    logs: Logs = Logs()
    rehearsal: Rehearsal = Rehearsal()

    @classmethod
    def rehearsing(
        cls, folder: Path, *, server: str, token: Secret | None = None, clock_file: Path | None = None
    ) -> "Config":
        """The defaults, with everything kept under `folder`, and `server` (http://127.0.0.1:8420) for Telegram."""
        folder = folder.absolute()
        return cls(
            telegram=Telegram(token=token, api_base_url=f"{server}/bot", api_file_url=f"{server}/file/bot"),
            storage=Storage(f"sqlite:///{folder}/circle.sqlite", f"sqlite:///{folder}/keystore.sqlite"),
            keys=Keys(folder / "master.key"),
            backup=Backup(folder=folder / "backups", erasures=folder / "backups" / "erasures.txt"),
            web=Web(port=0),
            logs=Logs(file=folder / "rehearsal.log"),
            rehearsal=Rehearsal(clock_file=clock_file),
        )


@dataclass(frozen=True)
class Key:
    """One key of a table: its type, and the checks it must pass."""

    hint: Any
    checks: tuple[checks.Check, ...]


def keys_of(table: type) -> dict[str, Key]:
    """Each key of a table as it is written in the file: {"port": Key(int, (between(0, 65_535),))}."""
    hints = get_type_hints(table, include_extras=True)
    written = [each.name for each in fields(table) if FROM_ITS_FILE not in get_args(hints[each.name])]
    return {name: _key(hints[name]) for name in written}


def _key(hint: Any) -> Key:
    if get_origin(hint) is not Annotated:
        return Key(hint, ())
    kind, *its_checks = get_args(hint)
    return Key(kind, tuple(its_checks))
