"""Starting: the real bot when there is a token, a rehearsal when there is none."""

import asyncio
import os
import resource
from collections.abc import Mapping
from pathlib import Path

from bot import logs
from bot.config import Config, load
from bot.lean import spared
from bot.troubles import guarded, say
from bot.unseen import unseen


def run(file: Path | None, environ: Mapping[str, str]) -> int:
    """Everything from reading the settings to the last goodbye. Returns the exit code."""

    def work() -> int:
        config = prepared(file, environ)
        return _rehearse(config, config.rehearsal.port) if config.telegram.token is None else _serve(config)

    return guarded(work)


def rehearse(file: Path | None, environ: Mapping[str, str], port: int | None) -> int:
    """A rehearsal on `port` (None: the settings decide). Returns the exit code."""

    def work() -> int:
        config = prepared(file, environ)
        return _rehearse(config, config.rehearsal.port if port is None else port)

    return guarded(work)


def prepared(file: Path | None, environ: Mapping[str, str]) -> Config:
    """The settings, with the process made careful: logs that hold no words, files for their owner, no core dumps.

    With a token, no other process of this account may look into its memory either.
    """
    config = load(file, environ)
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if config.telegram.token is not None:
        unseen()
    logs.start(config.logs, hide=[config.telegram.token, config.telegram.webhook_secret])
    logs.catch_the_uncaught()
    return config


def _serve(config: Config) -> int:
    with spared():
        from bot import founding, serving  # noqa: PLC0415 -- a refused setting is told without loading the whole bot

    # Only where nothing at all is left of a network: a missing key or keystore beside a database is a loss to be
    # told, never a reason to make a new one.
    if not founding.remains(config):
        say("Nothing is here yet, so a new network is founded.")
        for step in founding.found(config):
            say(f"  {step}")
    return asyncio.run(serving.serve(config))


def _rehearse(config: Config, port: int) -> int:
    from bot.rehearsal import stage  # noqa: PLC0415 -- only here: the real bot runs without it

    return asyncio.run(stage.rehearse(config, port))
