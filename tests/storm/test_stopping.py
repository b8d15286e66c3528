"""Starting and stopping, as a process: a clean end, a token that was never good, a second instance."""

import asyncio
import shutil
import signal
import sys
from pathlib import Path

import pytest

from bot.rehearsal.server import RehearsalServer
from tests.storm.weather import CONFIG, ROOT, Player, weather_over

pytestmark = pytest.mark.storm


async def run_bot(config: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--config", str(config),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


def house_for(server: RehearsalServer, empty_house: Path, folder: Path, token: str = "") -> Path:
    shutil.copytree(empty_house, folder)
    config = folder / "config.toml"
    config.write_text(CONFIG.format(token=token or server.token, server=server.url, folder=folder))
    config.chmod(0o600)
    (folder / "clock").write_text("0")
    return config


async def ended(process: asyncio.subprocess.Process, within: float = 10.0) -> tuple[int, str]:
    async with asyncio.timeout(within):
        said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_sigterm_ends_the_bot_cleanly_in_under_ten_seconds(empty_house: Path, tmp_path: Path) -> None:
    async with RehearsalServer() as server:
        process = await run_bot(house_for(server, empty_house, tmp_path / "house"))
        await server.until(lambda: server.polling.waits, 20)
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
    assert code == 0, said


async def test_sigterm_ends_a_bot_that_cannot_reach_telegram(empty_house: Path, tmp_path: Path) -> None:
    async with RehearsalServer() as server:
        server.faults.refuse(502, method="getMe", times=1000)
        process = await run_bot(house_for(server, empty_house, tmp_path / "house"))
        await server.until(lambda: server.counts["getme", 502] > 0, 20)
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
    assert code == 0, said


async def test_a_token_that_was_never_good_ends_the_start_with_one_sentence(empty_house: Path, tmp_path: Path) -> None:
    wrong = "1000:another-token-of-the-right-form-0123"
    async with RehearsalServer() as server:
        process = await run_bot(house_for(server, empty_house, tmp_path / "house", token=wrong))
        code, said = await ended(process, within=20)
    assert code != 0
    assert "token" in said
    assert "Traceback" not in said
    assert wrong not in said


async def test_a_second_instance_on_the_same_files_is_refused_and_touches_nothing(
    empty_house: Path, tmp_path: Path
) -> None:
    async with RehearsalServer() as server:
        config = house_for(server, empty_house, tmp_path / "house")
        first = await run_bot(config)
        await server.until(lambda: server.polling.waits, 20)
        code, said = await ended(await run_bot(config), within=20)
        assert code != 0
        assert "Traceback" not in said
        first.send_signal(signal.SIGTERM)
        assert (await ended(first))[0] == 0


async def test_of_two_bots_on_two_machines_none_answers_until_one_is_stopped(empty_house: Path, tmp_path: Path) -> None:
    """Hostile 66 and 97: each has files of its own, so only Telegram can tell."""
    async with RehearsalServer() as server:
        ama = server.person("Ama")
        bots = [await run_bot(house_for(server, empty_house, tmp_path / where)) for where in ("here", "there")]
        await server.until(lambda: server.counts["getupdates", 409] >= 4)
        ama.starts()
        await server.until(lambda: server.counts["getupdates", 409] >= 8)
        assert ama.hears() == []
        bots[1].send_signal(signal.SIGTERM)
        assert (await ended(bots[1]))[0] == 0
        ama.says("/start")
        await server.until(lambda: bool(ama.hears()))
        bots[0].send_signal(signal.SIGTERM)
        assert (await ended(bots[0]))[0] == 0
    assert "second-instance" in (tmp_path / "here" / "bot.log").read_text()


async def test_sigterm_ends_a_bot_whose_every_call_hangs(empty_house: Path, tmp_path: Path) -> None:
    async with RehearsalServer() as server:
        process = await run_bot(house_for(server, empty_house, tmp_path / "house"))
        await server.until(lambda: server.polling.waits, 20)
        server.faults.hang(times=100)
        server.faults.hang(method="getUpdates", times=100)
        server.person("Ama").starts("hello")
        await server.until(lambda: server.faults.hanging >= 2, 20)
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
    assert code == 0, said


async def test_a_502_storm_is_weathered(empty_house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "house"
    shutil.copytree(empty_house, folder)
    async with RehearsalServer() as server, weather_over(folder, server) as weather:
        await weather.start()
        ama = Player(weather, server.person("Ama"))
        await server.until(lambda: server.polling.waits, 20)
        server.faults.page(502, method="getUpdates", times=4)
        server.faults.page(502, method="sendMessage", times=3)
        await ama.starts("hello", then="Hello, and welcome")
        assert ama.times_heard("Hello, and welcome") == 1
