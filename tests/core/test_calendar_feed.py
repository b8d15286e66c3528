"""The private calendar address: a secret that shows one's own dates, and a bare 404 to everyone else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import icalendar
import pytest
from aiohttp.test_utils import TestClient, TestServer

from storage import calendar_addresses, sessions
from tests.checkin_steps import a_pair, booked_once, id_of, said, suggested
from tests.circle_steps import open_circle, take_seat
from tests.stage import Somebody, Stage

PUBLIC = "https://circle.example.org"


async def on_the_web(stage: Stage) -> None:
    """People can reach the house's web address from now on."""
    stage.config = replace(stage.config, web=replace(stage.config.web, public_url=PUBLIC))
    await stage.restart()


@asynccontextmanager
async def browser(stage: Stage) -> AsyncIterator[TestClient]:  # type: ignore[type-arg] # its requests are plain ones
    async with TestClient(TestServer(stage.running.web)) as client:
        yield client


async def address(somebody: Somebody) -> str:
    """The path of a fresh address, as they were shown it."""
    await somebody.taps("New address")
    line = next(line for line in somebody.transcript().splitlines() if PUBLIC in line)
    return line.partition(PUBLIC)[2].split()[0]


async def with_an_address(stage: Stage) -> tuple[Somebody, Somebody, str]:
    await on_the_web(stage)
    ama, efua, _ = await booked_once(stage)
    await ama.taps("Add to my calendar")
    await ama.taps("My calendar address")
    return ama, efua, await address(ama)


async def test_the_address_shows_circles_and_check_ins_under_a_neutral_title(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, _efua, path = await with_an_address(stage)
    await take_seat(ama)
    start = datetime(2026, 2, 12, 19, 0, tzinfo=UTC)
    async with stage.database.begin() as tx:
        await sessions.plan(tx, circle.id, start, "PLAN-60", 60, now=stage.now)
    async with browser(stage) as web:
        answer = await web.get(path)
        body = await answer.read()
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [datetime(2026, 2, 3, 19, tzinfo=UTC), start]
    assert {str(event["SUMMARY"]) for event in events} == {"Catch-up"}
    for telling in (b"Ama", b"Efua", b"circle", b"Circle", b"http"):
        assert telling not in body


async def test_a_calendar_app_that_has_it_is_told_so(stage: Stage) -> None:
    ama, efua, path = await with_an_address(stage)
    async with browser(stage) as web:
        first = await web.get(path)
        again = await web.get(path, headers={"If-None-Match": first.headers["ETag"]})
        since = await web.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert (first.status, again.status, since.status) == (200, 304, 304)
        await stage.forward(hours=1)
        assert (await web.get(path)).headers["Last-Modified"] == first.headers["Last-Modified"]
        await ama.says("/sessions")
        await ama.taps("Tue 3 Feb, 7:00 pm")
        await ama.taps("Move it")
        await ama.taps("Same time, +1 day")
        await ama.taps("Skip")
        await efua.taps("Wed 4 Feb, 7:00 pm")
        moved = await web.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert moved.status == 200
        assert moved.headers["Last-Modified"] != first.headers["Last-Modified"]
        (event,) = icalendar.Calendar.from_ical(await moved.read()).walk("VEVENT")
    assert event["SEQUENCE"] == 1
    assert event.decoded("DTSTART") == datetime(2026, 2, 4, 19, tzinfo=UTC)


@pytest.mark.parametrize("how", ["Turn it off", "New address"])
async def test_an_old_address_gives_a_bare_404(stage: Stage, how: str) -> None:
    ama, _efua, path = await with_an_address(stage)
    async with browser(stage) as web:
        assert (await web.get(path)).status == 200
        if how == "New address":
            async with stage.database.begin() as tx:
                fresh = await calendar_addresses.renew(tx, id_of(ama), stage.now)
            assert (await web.get(f"/calendar/{fresh}.ics")).status == 200
        else:
            await ama.taps("Turn it off")
        gone = await web.get(path)
        assert gone.status == 404
        assert await gone.read() == b""


@pytest.mark.parametrize("secret", ["x", "x" * 5000, "..", "%00", "' or 1=1 --", "\u202e"])
async def test_a_guess_gives_a_bare_404(stage: Stage, secret: str) -> None:
    await with_an_address(stage)
    async with browser(stage) as web:
        answer = await web.get(f"/calendar/{secret}.ics")
        assert answer.status == 404
        assert await answer.read() == b""


async def test_the_database_does_not_hold_the_address(stage: Stage) -> None:
    _ama, _efua, path = await with_an_address(stage)
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) * 6 >= 128
    kept = b"".join(file.read_bytes() for file in stage.folder.iterdir() if file.is_file())
    assert secret.encode() not in kept


async def test_without_a_web_address_only_the_file_is_offered(stage: Stage) -> None:
    ama, _efua, _ = await booked_once(stage)
    await ama.taps("Add to my calendar")
    assert "My calendar address" not in ama.transcript()
    assert any("document" in message.content for message in ama.part.hears())


async def test_a_lost_press_of_the_address_button_never_breaks(stage: Stage) -> None:
    await on_the_web(stage)
    ama, efua, _ = await a_pair(stage)
    await suggested(efua, ama)
    await ama.taps("Yes, all")
    await ama.taps("Add to my calendar")
    await ama.taps("My calendar address")
    await ama.taps("New address")
    await ama.taps("Turn it off")
    assert said(ama, "That address opens nothing now") == 1
