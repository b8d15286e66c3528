"""The command line for keeping the house safe: backup, restore, restore-ack and rotate-keys."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import DEFAULT_FILE, Config, load
from bot.troubles import guarded, say

if TYPE_CHECKING:
    from bot.keeping.accepting import Outlook

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="The settings. Otherwise CIRCLE_CONFIG, then ./config.toml."),
]
Progress = Callable[[str, int, int], None]
WHEN = "%d %B %Y, %H:%M UTC"


def add_to(app: typer.Typer) -> None:
    """Each command, in the order in which an operator meets them."""
    for name, command in (
        ("backup", backup),
        ("restore", restore),
        ("restore-ack", restore_ack),
        ("rotate-keys", rotate_keys),
    ):
        app.command(name)(command)


def backup(
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Make a new pair of backup keys instead of a backup.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Seal a copy of the data and one of the keys, while the bot goes on. Then let go of old ones.

    Both are sealed to the public key in the settings; only the private key, which is kept elsewhere, opens them. Carry
    `data/` and `keys/` to two different places, and the erasure ledger along with each. Once a day is right.

    Example: `python -m bot backup`

    Example: `python -m bot backup --new-key` makes the pair of keys
    """

    def work() -> int:
        from bot.keeping import backing_up  # noqa: PLC0415 -- each command loads only what it needs

        os.umask(0o077)
        settings = load(config, os.environ)
        if new_key:
            file = config or Path(os.environ.get("CIRCLE_CONFIG") or DEFAULT_FILE)
            tell_new_key(*backing_up.new_key(settings, file))
            return 0
        with shown("Sealing") as progress:
            taken = backing_up.take(settings, datetime.now(UTC), progress)
        for path in taken.made:
            typer.echo(f"sealed {path} ({path.stat().st_size // 1024:,} KB), read back and whole")
        for path in taken.gone:
            typer.echo(f"let go of {path.name}, which was older than it may be")
        typer.echo(f"Carry both away from this machine, and {settings.backup.erasures} with them.")
        return 0

    _done(work)


def tell_new_key(file: Path, public: str, written: bool) -> None:
    """What was made, and the one thing that is left to its operator."""
    typer.echo(f"made the backup key {file}")
    if written:
        typer.echo("wrote its public half into the settings, under [backup] public_key")
    else:
        typer.echo(f'Put this line into the settings, under [backup]:\n  public_key = "{public}"')
    typer.echo(f"Now move {file} off this machine, to two safe places. Without it no backup opens, ever.")


def restore(
    data: Annotated[Path | None, typer.Option(metavar="FILE", help="A sealed backup of the data.")] = None,
    keystore: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A sealed backup of the keys, or a keystore's replica.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The private backup key.")] = None,
    erasures: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The erasure ledger. Otherwise the one in the settings.")
    ] = None,
    no_erasures: Annotated[bool, typer.Option("--no-erasures", help="Nobody was ever erased here.")] = False,
    move_aside: Annotated[bool, typer.Option("--move-aside", help="Put what is there by, under a clear name.")] = False,
    config: ConfigFile = None,
) -> None:
    """Put backups back into an empty place: opened, looked over, and with nobody revived who was erased.

    Give both files when both are lost. Give one when the other is still good: they are then brought together. What is
    there is never written over. Afterwards the bot waits until you have said `restore-ack`.

    Example: `python -m bot restore --data data-2026-02-02T030000Z.circle --keystore keystore-2026-02-02T030000Z.circle
    --key backup-private.key --erasures erasures.txt`

    Example: `python -m bot restore --keystore /other-disk/keystore.sqlite --move-aside` uses a replica
    """

    def work() -> int:
        from bot.keeping import putting_back as back  # noqa: PLC0415 -- each command loads only what it needs

        os.umask(0o077)
        settings = load(config, os.environ)
        listed = None if no_erasures else _ledger(settings, erasures)
        order = back.Order(data, keystore, key, listed, move_aside)
        if hint := back.replica_hint(settings, order):
            say(f"There is a replica at {hint}. It is as new as it gets: think of --keystore {hint} instead.")
        done = back.restore(settings, order, datetime.now(UTC))
        for path in done.aside:
            typer.echo(f"moved aside: {path}")
        for path in done.put_back:
            typer.echo(f"put back: {path}")
        typer.echo(f"erased again, by the ledger: {done.erased}")
        typer.echo(f"What was written after {done.missing_from.astimezone(UTC):{WHEN}} is missing.")
        typer.echo("Next: python -m bot doctor, then python -m bot restore-ack, then python -m bot run")
        return 0

    _done(work)


def _ledger(settings: Config, given: Path | None) -> Path:
    from bot.keeping.drafts import RestoreRefused  # noqa: PLC0415 -- each command loads only what it needs

    file = given or settings.backup.erasures
    if not file.exists():
        raise RestoreRefused(
            f"There is no erasure ledger at {file}. Give it with --erasures FILE, or whoever was erased comes back. If"
            " nobody ever was: --no-erasures."
        )
    return file


def restore_ack(
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False, config: ConfigFile = None
) -> None:
    """Say that an older copy is to be used. What that means is shown first; then members are told, and the bot goes on.

    Until then the bot answers nobody but those who ask for help: what people write waits in their chats for a day.

    Example: `python -m bot restore-ack`
    """

    def work() -> int:
        from bot.keeping import accepting  # noqa: PLC0415 -- each command loads only what it needs

        os.umask(0o077)
        settings = load(config, os.environ)
        outlook = asyncio.run(accepting.look(settings, datetime.now(UTC)))
        if outlook.standing.in_step:
            typer.echo("The data and the keys are of one day: there is nothing to acknowledge.")
            return 0
        for line in _outlook(outlook):
            typer.echo(line)
        if not yes and not typer.confirm("Go on with this copy?"):
            typer.echo("Nothing was changed.")
            return 1
        asyncio.run(accepting.accept(settings, datetime.now(UTC)))
        typer.echo("Done. Letters go out when the bot runs: python -m bot run")
        return 0

    _done(work)


def _outlook(outlook: "Outlook") -> Iterator[str]:
    standing, changed = outlook.standing, outlook.changed
    older = {"data": "The data are older than the keys.", "keystore": "The keys are older than the data."}
    yield older.get(standing.verdict, "The data and the keys were put back from backups.")
    if standing.missing_from and standing.missing_until:
        since, until = (each.astimezone(UTC) for each in (standing.missing_from, standing.missing_until))
        yield f"Missing: {since:{WHEN}} to {until:{WHEN}}. {outlook.members} members are told so."
    if changed.old_words:
        yield f"{len(changed.old_words)} open their pages with earlier words again, and are asked to change them."
    if changed.no_lock:
        yield f"{len(changed.no_lock)} made a lock that is lost, with what they wrote under it. They are told."
    if changed.keyless:
        yield f"{len(changed.keyless)} have no key: nothing of theirs opens, their rows go, and they must join again."
    if changed.no_lock or changed.keyless:
        yield "Look for a newer keystore first: a replica, or a later backup of the keys. This cannot be undone."


def rotate_keys(
    leave_damaged: Annotated[
        bool, typer.Option("--leave-damaged", help="Go on although nothing in some column opens.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Put the whole house under a new master key. The bot must be stopped; members need do nothing.

    Killed at any moment, it has either not happened or is finished by the next start. The old key is kept under a
    name of its own: backups made before today need it.

    Example: `python -m bot rotate-keys && python -m bot backup`
    """

    def work() -> int:
        from bot.keeping import rotating  # noqa: PLC0415 -- each command loads only what it needs

        os.umask(0o077)
        settings = load(config, os.environ)
        with shown("Writing anew") as progress:
            done = rotating.rotate(settings, progress, leave_damaged=leave_damaged)
        typer.echo(f"The house is under the new master key {done.new} ({settings.keys.master_key_file}).")
        if done.damaged:
            typer.echo(f"{done.damaged} rows were damaged before, and still are.")
        days = settings.backup.keep_days
        typer.echo(f"The old key is at {done.kept_as}. Move it offline. Destroy it {days} days after your next backup:")
        typer.echo(
            "by then no backup is left that needs it. Then copy the new key offline, and run: python -m bot backup"
        )
        return 0

    _done(work)


@contextmanager
def shown(what: str) -> Iterator[Progress]:
    """A bar for work that takes its time, where somebody is looking at a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 -- only for what takes its time
    from rich.progress import Progress as Bars  # noqa: PLC0415 -- as above

    with Bars(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(what)

        def progress(part: str, done: int, whole: int) -> None:
            bars.update(bar, description=f"{what} {part}", completed=done, total=whole)

        yield progress


def _done(work: Callable[[], int]) -> None:
    if code := guarded(work):
        raise typer.Exit(code)
