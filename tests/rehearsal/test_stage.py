"""The stage: a network under way within moments, its clock, its page's door, and what is kept."""

import asyncio
import base64
import fcntl
import os
import re
import signal
import socket
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any  # answers of the page's door are JSON of any shape

import aiohttp
import pytest

from bot.alone import AlreadyRunning
from bot.clock import Clock
from bot.config import Config
from bot.rehearsal import kept, moving, stage
from bot.rehearsal.front import Front
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.stage import Stage
from handlers.talk.words import sets
from storage.core.vault import KeyDerivation
from tests.browser.player import TUESDAY_AFTERNOON
from tests.stage import QUICK_KDF, plain

ROOT = Path(__file__).resolve().parents[2]
HERE = {"Content-Type": "application/json"}


@pytest.fixture
async def raised(tmp_path: Path) -> AsyncIterator[Stage]:
    folder = tmp_path / "rehearsal"
    folder.mkdir()
    kdf = KeyDerivation(kdf=QUICK_KDF, floor=QUICK_KDF)
    async with stage.raised(Config(), folder, 0, at=TUESDAY_AFTERNOON, kdf=kdf) as found:
        yield found


@pytest.fixture
async def client(raised: Stage) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(raised.server.url) as session:
        yield session


async def asks(client: aiohttp.ClientSession, path: str, about: dict[str, object] | None = None) -> Any:
    """A question to the page's door, or an act when something is given with it."""
    address = f"/rehearsal/stage/{path}"
    async with client.get(address) if about is None else client.post(address, json=about) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


def number_of(raised: Stage, name: str) -> int:
    return next(user.id for user in raised.server.world.users.values() if user.first_name == name)


def said_to(raised: Stage, name: str) -> str:
    return plain(
        "\n".join(message.text for message in raised.server.world.chats[number_of(raised, name)].messages.values())
    )


# What is under way


async def test_the_cast_is_there_with_its_parts_and_one_newcomer(client: aiohttp.ClientSession) -> None:
    people = {person["name"]: person["parts"] for person in (await asks(client, "now"))["people"]}
    assert people["Temi"] == ["newcomer"]
    assert people["Grace"] == ["mentor"]
    assert people["Nana"] == ["coordinator"]
    assert people["Rosa"] == people["Ed"] == ["guide"]
    assert people["Obi"] == ["observer"]
    assert people["Ama"] == people["Mei"] == ["member"]


async def test_a_circle_meets_tonight_and_four_have_come_in_by_their_own_doors(raised: Stage) -> None:
    assert raised.running is not None
    async with raised.running.database.read() as tx:
        kept_circles = await tx.sql.circles.open_ones()
        seats = await tx.sql.circles.seated(circle_id=kept_circles[0]["id"])
    group = next(chat for chat in raised.server.world.chats.values() if chat.kind == "group")
    assert len(seats) == 4
    assert all(seat["inside"] for seat in seats)
    assert {seat.user.first_name for seat in group.present()} >= {"Mei", "Tunde", "Fatima", "Kofi", "Rosa", "Ed", "Obi"}
    assert "Tue 24 Nov, 7:00 pm" in said_to(raised, "Fatima")


async def test_a_pair_two_stories_and_an_opportunity_are_there(raised: Stage) -> None:
    tables = {each["table"]: each["rows"] for each in kept.tables(raised.folder)}
    assert tables["pairs"] == tables["opportunities"] == 1
    assert tables["stories"] == 2
    assert "Project lead, hand therapy" in said_to(raised, "Ama")
    assert "A story from Efe" in said_to(raised, "Mei")
    assert "A story from" not in said_to(raised, "Obi")


async def test_no_letter_was_given_up_while_the_network_was_made(raised: Stage) -> None:
    assert raised.running is not None
    async with raised.running.database.read() as tx:
        lost = await tx.conn.slow("select kind, state from letters where state not in ('waiting', 'sent')")
    assert [tuple(row) for row in lost] == []


# The clock


async def test_the_next_reminder_stops_at_the_first_letter_that_somebody_gets(raised: Stage) -> None:
    assert raised.running is not None
    assert await moving.to_the_next_letter(raised.server, raised.running)
    assert raised.clock.now() - TUESDAY_AFTERNOON < timedelta(hours=2, minutes=1)
    assert "Got headphones" in said_to(raised, "Fatima") or "tomorrow" in said_to(raised, "Ama").lower()


async def test_the_server_and_the_bot_live_at_the_same_time(raised: Stage, client: aiohttp.ClientSession) -> None:
    now = await asks(client, "clock", {"to": "at", "at": "2026-11-24T18:50"})
    assert now["now"].startswith("2026-11-24T18:50")
    assert raised.server.world.now() - raised.clock.now() < timedelta(seconds=1)
    assert "Ready when you are" in said_to(raised, "Fatima")


async def test_the_clock_never_goes_back_nor_farther_than_it_can(raised: Stage, client: aiohttp.ClientSession) -> None:
    for wrong in ("2026-11-24T10:00", "2029-01-01T00:00", "yesterday", ""):
        async with client.post("/rehearsal/stage/clock", json={"to": "at", "at": wrong}) as answer:
            assert answer.status == 400
    assert raised.clock.now() - TUESDAY_AFTERNOON < timedelta(minutes=1)


def test_by_day_the_real_time_is_kept_and_otherwise_it_is_this_afternoon() -> None:
    noon, midnight = datetime(2026, 7, 1, 11, 0, tzinfo=UTC), datetime(2026, 7, 1, 22, 40, tzinfo=UTC)
    assert stage.opening_time(noon) == noon
    assert stage.opening_time(midnight) == datetime(2026, 7, 1, 15, 0, tzinfo=UTC)


# What is kept


async def test_names_are_found_nowhere_and_what_lies_in_the_clear_is_found(raised: Stage) -> None:
    for name in ("Fatima", "fatima", "Tunde", "hand therapy", "passed over", "Evening circle"):
        assert kept.look(raised.folder, name)["found"] == [], name
    (raised.folder / "left-behind.tmp").write_bytes("…Heliotrope…".encode("utf-16-le"))
    assert kept.look(raised.folder, "heliotrope")["found"] == ["left-behind.tmp"]
    (raised.folder / "left-behind.tmp").write_bytes(base64.b64encode(b"x" + b"a heliotrope that somebody wrote down"))
    assert kept.look(raised.folder, "heliotrope")["found"] == ["left-behind.tmp"]


async def test_rows_are_shown_as_they_lie_on_disk(raised: Stage) -> None:
    people: Any = kept.rows(raised.folder, "circle.sqlite", "people")
    cells = dict(zip(people["columns"], people["rows"][0], strict=True))
    assert cells["name"]["kind"] == cells["telegram"]["kind"] == "bytes"
    assert cells["state"] == {"kind": "plain", "text": "member"}


@pytest.mark.parametrize("path", ["kept/circle.sqlite/sqlite_master", "kept/master.key/people", "kept/circle.sqlite/x"])
async def test_only_the_tables_that_are_there_can_be_asked_for(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(f"/rehearsal/stage/{path}") as answer:
        assert answer.status == 400


# The page's door


async def test_the_page_may_load_nothing_but_itself(client: aiohttp.ClientSession) -> None:
    for path in ("/", "/page.css", "/page.js", "/talk.js", "/circle.svg"):
        async with client.get(path) as answer:
            assert answer.status == 200
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
            assert "unsafe" not in policy
    for path in ("/../stage.py", "/%2e%2e/stage.py", "/stage.py", "/page", "/rehearsal/stage/nothing"):
        async with client.get(path) as answer:
            assert answer.status == 404, path


@pytest.mark.parametrize("path", ["/", "/rehearsal/stage/now", "/rehearsal/stage/kept", "/rehearsal/api/state"])
async def test_a_page_of_the_open_web_is_turned_away(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path, headers={"Host": "evil.example.org:8420"}) as answer:
        assert answer.status == 403
    async with client.post(
        "/rehearsal/stage/clock", data='{"to": "day"}', headers={"Content-Type": "text/plain"}
    ) as posted:
        assert posted.status == 403


def test_the_page_holds_no_inline_code_and_no_way_to_make_markup_of_words() -> None:
    page = (stage.__file__ and Path(stage.__file__).parent / "page") or Path()
    markup = (page / "index.html").read_text(encoding="utf-8")
    assert " style=" not in markup
    assert "onclick" not in markup
    code = "\n".join(path.read_text(encoding="utf-8") for path in page.glob("*.js"))
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert danger not in code
    assert "http://" not in code
    assert "https://" not in code


def test_every_word_the_page_asks_for_is_in_content() -> None:
    page = Path(stage.__file__).parent / "page"
    code = "\n".join(path.read_text(encoding="utf-8") for path in page.iterdir() if path.suffix in (".js", ".html"))
    asked = set(re.findall(r'word\("([\w.]+)"', code)) | set(re.findall(r'data-(?:word|label)="([\w.]+)"', code))
    words: Any = sets("rehearsal")["page"]
    for key in asked:
        found: Any = words
        for step in key.split("."):
            assert step in found, key
            found = found[step]


async def test_before_the_network_is_ready_the_page_says_what_is_being_made(tmp_path: Path) -> None:
    async with RehearsalServer() as server:
        early = Stage(tmp_path, server, Clock(), TUESDAY_AFTERNOON)
        server.page = Front(early)
        early.takes("circle")
        async with aiohttp.ClientSession(server.url) as session:
            now = await asks(session, "now")
            assert (now["ready"], now["step"], now["done"]) == (False, "a circle", 1)
            async with session.get("/rehearsal/stage/kept") as answer:
                assert answer.status == 400


# Links


async def test_links_are_followed_inside_the_rehearsal(raised: Stage, client: aiohttp.ClientSession) -> None:
    temi, nana = number_of(raised, "Temi"), number_of(raised, "Nana")
    bot = raised.server.world.bot.username
    started = await asks(client, "follow", {"person": temi, "address": f"https://t.me/{bot}?start=hello"})
    assert started["did"] == "started"
    assert raised.running is not None
    await moving.settle(raised.server, raised.running)
    assert "Hello, and welcome" in said_to(raised, "Temi")

    group = f"https://t.me/{bot}?startgroup=g_x&admin=invite_users"
    assert (await asks(client, "follow", {"person": nana, "address": group}))["did"] == "choose-group"
    brought = await asks(client, "follow", {"person": nana, "address": group, "title": "A new group"})
    assert brought["did"] == "brought-in"
    assert raised.server.world.chats[brought["chat_id"]].title == "A new group"

    outside = {"person": temi, "address": "https://call.example.org/evening"}
    assert (await asks(client, "follow", outside))["did"] == "outside"
    async with client.post("/rehearsal/stage/follow", json={"person": temi, "address": "https://t.me/+dead"}) as answer:
        assert answer.status == 400


async def test_the_list_of_commands_is_each_persons_own(raised: Stage, client: aiohttp.ClientSession) -> None:
    listed = {
        name: {each["command"] for each in await asks(client, f"commands?chat={number_of(raised, name)}")}
        for name in ("Temi", "Mei", "Rosa", "Nana")
    }
    assert "approve" in listed["Nana"]
    assert "hold" in listed["Rosa"]
    assert not {"approve", "hold"} & listed["Mei"]
    assert listed["Temi"] == {"start", "support", "help"}


# From the terminal


def test_a_taken_port_makes_way_for_the_next_free_one() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        asked = taken.getsockname()[1]
        assert stage.free_port(asked) > asked


def test_the_place_of_the_bots_own_pages_is_taken_from_the_start() -> None:
    with stage._place() as place, closing(socket.socket()) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="in use"):
            other.bind(place.getsockname())


def test_a_second_rehearsal_in_the_same_folder_leaves_the_first_alone(tmp_path: Path) -> None:
    folder = tmp_path / "rehearsal"
    stage.empty(folder)
    (folder / "note").write_text("kept")
    with (folder / "circle.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AlreadyRunning):
            stage.empty(folder)
    assert (folder / "note").exists()
    stage.empty(folder)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0


async def test_python_m_bot_rehearse_opens_and_ends_cleanly(tmp_path: Path) -> None:
    playing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "rehearse", "--port", "0"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    assert playing.stderr is not None
    lines: list[str] = []
    async with asyncio.timeout(60):
        while "http://127.0.0.1:" not in (lines[-1] if lines else ""):
            line = await playing.stderr.readline()
            assert line, lines
            lines.append(line.decode())
        port = lines[-1].partition("127.0.0.1:")[2].partition("/")[0]
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
        writer.write(b"GET /rehearsal/api/events HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n")
        assert b"200 OK" in await reader.readline()  # somebody's page is still open
        playing.send_signal(signal.SIGTERM)
        rest = (await playing.stderr.read()).decode()
        assert await playing.wait() == 0
        writer.close()
    assert "Traceback" not in rest
    written = "".join(lines) + rest + (tmp_path / ".rehearsal" / "rehearsal.log").read_text()
    assert not any(row["name"] in written for row in sets("rehearsal")["cast"])


def test_the_content_of_the_rehearsal_is_whole() -> None:
    content = tomllib.loads((ROOT / "content" / "en" / "rehearsal.toml").read_text(encoding="utf-8"))
    names = [row["name"] for row in content["cast"]]
    assert len(set(names)) == len(names)
    tries = content["page"]["tries"]["list"]
    assert len(tries) == 5
    assert {each["person"] for each in tries if "person" in each} <= set(names)
