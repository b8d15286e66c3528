"""The command line: founding a network, inviting its first people, looking it over, and running it."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_keeping
from bot.cli_keeping import ConfigFile
from bot.config import DEFAULT_FILE, load
from bot.troubles import guarded
from mentoring.people import Role

app = typer.Typer(
    name="python -m bot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""**Into the Circle**: a Telegram bot for peer mentoring networks.

With no token it is a rehearsal: the real bot on this machine, where you play every part.

**Try it:** `python -m bot rehearse`

**Begin for real:**

1. `python -m bot init` makes the keys, the database and config.toml.
2. Put the token from @BotFather into a file, and name that file in config.toml.
3. `python -m bot doctor` looks everything over.
4. `python -m bot invite --role coordinator` prints a link for the first coordinator.
5. `python -m bot run`
""",
)

MOST_INVITATIONS = 100


def main(said: list[str]) -> int:
    """Understand the command line and do it. Returns the exit code: 0, 1 for a failure, 2 for a mistake."""
    try:
        app(args=said, prog_name="python -m bot")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def _done(work: Callable[[], int]) -> None:
    if code := guarded(work):
        raise typer.Exit(code)


@app.command()
def run(config: ConfigFile = None) -> None:
    """Run the bot: the real thing when there is a token, a rehearsal when there is none.

    It ends cleanly at Ctrl-C or SIGTERM; nothing that was acknowledged is lost.

    Example: `python -m bot run --config /etc/circle/config.toml`
    """
    from bot import start  # noqa: PLC0415 -- each command loads only what it needs

    raise typer.Exit(start.run(config, os.environ))


@app.command()
def rehearse(
    config: ConfigFile = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Of the page, on this machine. 0: any.")] = None,
) -> None:
    """Open a rehearsal: made-up people, a clock you can move, no Telegram.

    Example: `python -m bot rehearse --port 8420`, then open the address it prints.
    """
    from bot import start  # noqa: PLC0415 -- each command loads only what it needs

    raise typer.Exit(start.rehearse(config, os.environ, port))


@app.command()
def init(config: ConfigFile = None) -> None:
    """Found a network: master key, backup key, keystore, database and config.toml. Never over one that is there.

    Example: `python -m bot init`
    """

    def work() -> int:
        from bot import founding  # noqa: PLC0415 -- each command loads only what it needs
        from bot.keeping import backing_up  # noqa: PLC0415 -- as above

        file = config or Path(os.environ.get("CIRCLE_CONFIG") or DEFAULT_FILE)
        os.umask(0o077)
        with founding.settings_at(file) as written:
            settings = load(file, os.environ)
            for step in founding.found(settings):
                typer.echo(step)
            pair = backing_up.new_key(settings, file) if not settings.backup.public_key else None
        if written:
            typer.echo(f"made the settings {file}")
        if pair:
            cli_keeping.tell_new_key(*pair)
        typer.echo(NEXT_STEPS.format(file=file, key=settings.keys.master_key_file))
        return 0

    _done(work)


NEXT_STEPS = """
Next:
  1. Copy {key} to somewhere offline, apart from the backups. Without it nothing can be read, ever.
  2. Put the token from @BotFather into a file (chmod 600) and name it in {file} under [telegram] token_file.
  3. Look everything over:             python -m bot doctor
  4. Invite the first coordinator:     python -m bot invite --role coordinator --qr
  5. Begin:                            python -m bot run
  6. Once a day, from a timer:         python -m bot backup"""


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="The part this person will hold.")],
    count: Annotated[int, typer.Option(min=1, max=MOST_INVITATIONS, help="How many links, each for one person.")] = 1,
    qr: Annotated[bool, typer.Option("--qr", help="Show each link as a QR code as well.")] = False,
    bot_name: Annotated[
        str, typer.Option(metavar="NAME", help="The bot's name, when Telegram is not to be asked.")
    ] = "",
    config: ConfigFile = None,
) -> None:
    """Print a link that lets one person join, once, in one part. This is how the first coordinator gets in.

    Example: `python -m bot invite --role coordinator --qr`

    Example: `python -m bot invite --role member --count 6 > links.txt`
    """

    def work() -> int:
        from bot import inviting  # noqa: PLC0415 -- each command loads only what it needs

        settings = load(config, os.environ)
        for link in asyncio.run(inviting.links(settings, role, count, bot_name=bot_name)):
            typer.echo(link)
            if qr:
                typer.echo(inviting.picture(link))
        return 0

    _done(work)


@app.command()
def doctor(config: ConfigFile = None) -> None:
    """Look everything over: a line per check with what was found and what to do. Changes nothing.

    Example: `python -m bot doctor && python -m bot run`
    """

    def work() -> int:
        from bot.doctor import State, examine  # noqa: PLC0415 -- each command loads only what it needs

        settings = load(config, os.environ)
        typer.echo(f"{'good':6}{'settings':15}read, without a mistake")
        found = asyncio.run(examine(settings))
        for each in found:
            todo = f"\n{'':21}→ {each.todo}" if each.todo else ""
            typer.echo(f"{each.state:6}{each.what:15}{each.finding}{todo}")
        return int(any(each.state is State.FAILS for each in found))

    _done(work)


@app.command()
def migrate(config: ConfigFile = None) -> None:
    """Bring the database to this version's form. `run` does the same when it starts.

    Example: `python -m bot migrate`
    """

    def work() -> int:
        from storage.core import migrate as steps  # noqa: PLC0415 -- each command loads only what it needs

        url = load(config, os.environ).storage.url
        before = steps.schema_state(url)
        after = steps.migrate(url)
        if before.current == after.current:
            typer.echo(f"The database is at step {after.current}, the newest: nothing to do.")
        else:
            typer.echo(f"The database went from step {before.current} to {after.current}.")
        return 0

    _done(work)


cli_keeping.add_to(app)
