"""The doctor: each check says what it found and what to do, and shows no secret."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot import founding
from bot.config import Config, Network, Secret
from bot.doctor import Finding, State, examine, house, road

TOKEN = "1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
ME = {"id": 1, "is_bot": True, "username": "circle_bot", "can_join_groups": True}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    made = Config.rehearsing(tmp_path / "house", server="http://127.0.0.1:9", token=Secret(TOKEN))
    apart = replace(made, keys=replace(made.keys, master_key_file=tmp_path / "secrets" / "master.key"))
    return replace(apart, network=Network(controller="The network", contact="hello@example.org"))


@pytest.fixture
def founded(config: Config) -> Config:
    assert list(founding.found(config))
    return config


@asynccontextmanager
async def telegram(config: Config, me: dict[str, Any] | int, webhook: dict[str, Any]) -> AsyncIterator[Config]:
    """A server on this machine that answers the doctor's two questions; a number in place of `me` is an error code."""

    async def answer(request: web.Request) -> web.Response:
        if isinstance(me, int):
            return web.json_response({"ok": False, "error_code": me, "description": TOKEN}, status=me)
        said = me if request.match_info["method"] == "getMe" else webhook
        return web.json_response({"ok": True, "result": said})

    site = web.Application()
    site.router.add_post(f"/bot{TOKEN}/{{method}}", answer)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        yield replace(config, telegram=replace(config.telegram, api_base_url=f"http://127.0.0.1:{port}/bot"))
    finally:
        await runner.cleanup()


def states(found: list[Finding]) -> dict[str, State]:
    return {each.what: each.state for each in found}


async def test_a_house_in_order_has_no_failing_check(founded: Config) -> None:
    async with telegram(founded, ME, {"url": "", "pending_update_count": 2}) as config:
        found = await examine(config)

    asked_for = {"support card", "disk space", "backup key", "last backup", "replica", "backup space"}
    assert {each.what for each in found if each.state is not State.GOOD} <= asked_for
    assert all(each.state is not State.FAILS for each in found)
    assert "@circle_bot" in " ".join(each.finding for each in found)


async def test_everything_that_is_not_good_says_what_to_do_and_shows_no_token(config: Config) -> None:
    for me in (401, 502, ME | dict.fromkeys(road.MUST_BE_OFF, True) | {"can_join_groups": False}):
        async with telegram(config, me, {"url": "https://elsewhere.example.org", "pending_update_count": 0}) as asked:
            found = await examine(asked)

        assert all(each.todo for each in found if each.state is not State.GOOD)
        assert TOKEN not in repr(found)


async def test_a_server_that_does_not_answer_fails_without_showing_its_address(founded: Config) -> None:
    [found] = await road.findings(founded)

    assert (found.what, found.state) == ("Telegram", State.FAILS)
    assert TOKEN not in repr(found)


@pytest.mark.parametrize("flag", sorted(road.MUST_BE_OFF))
def test_a_bot_that_may_see_too_much_fails(flag: str) -> None:
    assert road.flags(road.Answer(200, ME | {flag: True})).state is State.FAILS
    assert road.flags(road.Answer(200, ME | {flag: False})).state is State.GOOD


@pytest.mark.parametrize(("off", "state"), [(5, State.GOOD), (-5, State.GOOD), (90, State.FAILS), (-90, State.FAILS)])
def test_the_clock_is_compared_with_the_servers(off: int, state: State) -> None:
    assert road.clock(road.Answer(200, ME, NOW + timedelta(seconds=off)), NOW).state is state


def test_a_webhook_left_behind_fails_when_polling(config: Config) -> None:
    left = road.Answer(200, {"url": "https://elsewhere.example.org/hook", "pending_update_count": 0})

    assert road.updates(config, left).state is State.FAILS
    assert road.updates(config, road.Answer(200, {"url": "", "pending_update_count": 0})).state is State.GOOD


async def test_what_is_missing_fails_for_a_real_bot_and_is_only_noted_for_a_rehearsal(config: Config) -> None:
    rehearsal = replace(config, telegram=replace(config.telegram, token=None))
    missing = {"master key", "database", "folders"}

    assert {states([check(config) for check in house.CHECKS])[what] for what in missing} == {State.FAILS}
    assert {states(await examine(rehearsal))[what] for what in missing} == {State.LOOK}


async def test_a_keystore_of_another_master_fails(founded: Config, tmp_path: Path) -> None:
    other = Config.rehearsing(tmp_path / "other", server="http://127.0.0.1:9")
    assert list(founding.found(other))

    assert (await house.keystore(founded)).state is State.GOOD
    assert (await house.keystore(replace(founded, keys=other.keys))).state is State.FAILS


def test_a_database_that_is_damaged_or_open_to_others_fails(founded: Config) -> None:
    file = founded.storage.path
    assert house.database(founded).state is State.GOOD

    file.chmod(0o644)
    assert "chmod 600" in house.database(founded).todo
    file.chmod(0o600)
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    assert house.database(founded).state is State.FAILS
    file.write_bytes(b"not a database at all" * 100)
    assert house.database(founded).state is State.FAILS


def test_keys_and_folders_that_lie_open_are_told(founded: Config) -> None:
    assert house.folders(founded).state is State.GOOD
    founded.storage.path.parent.chmod(0o755)
    assert house.folders(founded).state is State.LOOK
    founded.keys.master_key_file.chmod(0o640)
    assert house.master_key(founded).state is State.FAILS


def test_a_master_key_beside_the_databases_is_told(tmp_path: Path) -> None:
    together = Config.rehearsing(tmp_path / "house", server="http://127.0.0.1:9", token=Secret(TOKEN))
    assert list(founding.found(together))

    assert house.master_key(together).state is State.LOOK


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ("last_checked = 2026-11-01", State.GOOD),
        ('[card]\nlast_checked = "2026-11-01"', State.GOOD),
        ("last_checked = 2026-08-01", State.LOOK),
        ("last_checked = 'soon'", State.FAILS),
        ("", State.FAILS),
        ("not toml", State.FAILS),
    ],
)
def test_the_support_card_is_rung_through_every_ninety_days(
    config: Config, tmp_path: Path, held: str, state: State
) -> None:
    card = tmp_path / "support.toml"
    card.write_text(held)

    assert house.support_card(config, card=card, today=date(2026, 11, 24)).state is state


def test_a_network_that_does_not_say_who_answers_is_told(config: Config) -> None:
    assert house.who_answers(config).state is State.GOOD
    assert house.who_answers(replace(config, network=Network())).state is State.LOOK
