"""The page of all circles: a secret for a coordinator of this very moment, and a bare 404 to everyone else."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from handlers.picture import page
from mentoring.people import PersonId, Role
from storage import people, picture_addresses, seats
from tests.circle_steps import Opened, open_circle
from tests.stage import Somebody, Stage

PUBLIC = "https://circle.example.org"


@asynccontextmanager
async def browser(stage: Stage) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(stage.running.web)) as client:
        yield client


async def with_a_page(stage: Stage) -> tuple[Opened, str]:
    """An open circle, and the path of its coordinator's page as she was shown it."""
    stage.config = replace(stage.config, web=replace(stage.config.web, public_url=PUBLIC))
    await stage.restart()
    circle = await open_circle(stage)
    await circle.coordinator.says("/picture")
    await circle.coordinator.taps("On a web page")
    return circle, await address(circle.coordinator)


async def address(somebody: Somebody) -> str:
    await somebody.taps("New address")
    line = next(line for line in somebody.screen.splitlines() if PUBLIC in line)
    return line.partition(PUBLIC)[2].split()[0]


def id_of(somebody: Somebody) -> PersonId:
    assert somebody.id
    return somebody.id


async def test_the_page_shows_each_circle_in_words_and_nobody(stage: Stage) -> None:
    circle, path = await with_a_page(stage)
    members = await stage.members("Ama", "Mei")
    async with stage.database.begin() as tx:
        for member in members:
            await seats.take_seat(tx, circle.id, id_of(member), promised="p", now=stage.now)
    async with browser(stage) as web:
        answer = await web.get(path)
        body = await answer.text()
    assert (answer.status, answer.content_type) == (200, "text/html")
    for said in ("Thursday circle", "some seats free", ">Thu 12 Feb, 7:00 pm UK time<", "more members (fewer than"):
        assert said in body
    for name in ("Ama", "Mei", "Ed", "Gus", "Obi", "Nana", "t.me"):
        assert f">{name}" not in body
        assert f" {name} " not in body


async def test_the_page_asks_nothing_of_anybody_and_is_kept_nowhere(stage: Stage) -> None:
    _, path = await with_a_page(stage)
    async with browser(stage) as web:
        answer = await web.get(path)
        body = await answer.text()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not re.search(r"<script|<img|<link|https?://|url\(|@import|style=| on\w+=", body)
    assert "Set-Cookie" not in answer.headers


async def test_a_coordinator_who_loses_the_part_has_a_dead_address_at_this_very_request(stage: Stage) -> None:
    circle, path = await with_a_page(stage)
    nana = id_of(circle.coordinator)
    async with browser(stage) as web:
        assert (await web.get(path)).status == 200
        async with stage.database.begin() as tx:
            await people.revoke(tx, nana, Role.COORDINATOR)
        gone = await web.get(path)
        assert (gone.status, await gone.read()) == (404, b"")
        await stage.forward(minutes=1)
        async with stage.database.begin() as tx:
            await people.grant(tx, nana, Role.COORDINATOR, now=stage.now)
        assert (await web.get(path)).status == 404


@pytest.mark.parametrize("how", ["Turn it off", "New address"])
async def test_an_old_address_gives_a_bare_404(stage: Stage, how: str) -> None:
    circle, path = await with_a_page(stage)
    nana = circle.coordinator
    await nana.says("/menu")
    async with browser(stage) as web:
        if how == "New address":
            async with stage.database.begin() as tx:
                fresh = await picture_addresses.renew(tx, id_of(nana), stage.now)
            assert (await web.get(f"/picture/{fresh}")).status == 200
        else:
            await nana.taps("Turn it off")
            assert nana.hears("That address opens nothing now")
        gone = await web.get(path)
        assert (gone.status, await gone.read()) == (404, b"")


async def test_the_address_of_somebody_who_was_erased_opens_nothing(stage: Stage) -> None:
    circle, path = await with_a_page(stage)
    nana = circle.coordinator
    await nana.says("/privacy")
    await nana.taps("Erase me")
    await nana.types("ERASE")
    async with browser(stage) as web:
        assert (await web.get(path)).status == 404


@pytest.mark.parametrize("secret", ["x", "x" * 5000, "...", "%00", "' or 1=1 --", "\u202e"])
async def test_a_guess_gives_a_bare_404(stage: Stage, secret: str) -> None:
    await with_a_page(stage)
    async with browser(stage) as web:
        answer = await web.get(f"/picture/{secret}")
        assert (answer.status, await answer.read()) == (404, b"")


async def test_the_address_of_the_page_is_no_key_to_a_calendar(stage: Stage) -> None:
    _, path = await with_a_page(stage)
    async with browser(stage) as web:
        assert (await web.get(f"/calendar/{path.rpartition('/')[2]}.ics")).status == 404


async def test_the_database_does_not_hold_the_address(stage: Stage) -> None:
    _, path = await with_a_page(stage)
    secret = path.rpartition("/")[2]
    assert len(secret) * 6 >= 128
    kept = b"".join(file.read_bytes() for file in stage.folder.rglob("*") if file.is_file())
    assert secret.encode() not in kept


async def test_the_night_forgets_addresses_that_open_nothing(stage: Stage) -> None:
    circle, _ = await with_a_page(stage)
    async with stage.database.begin() as tx:
        await picture_addresses.keep_times(tx, stage.now)
        assert await picture_addresses.is_on(tx, id_of(circle.coordinator))
        await people.revoke(tx, id_of(circle.coordinator), Role.COORDINATOR)
        await picture_addresses.keep_times(tx, stage.now)
        assert await tx.conn.slow("select * from picture_addresses") == []


async def test_without_a_web_address_no_page_is_offered(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    await nana.says("/picture")
    assert "On a web page" not in nana.transcript()


async def test_whoever_coordinates_no_more_cannot_make_an_address_with_an_old_button(stage: Stage) -> None:
    circle, _ = await with_a_page(stage)
    nana = circle.coordinator
    await stage.forward(minutes=1)
    await nana.says("/picture")
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(nana), Role.COORDINATOR)
    await nana.taps("On a web page")
    assert nana.hears("I didn't catch that")


async def test_a_title_is_text_on_the_page_and_never_markup(stage: Stage) -> None:
    circle, path = await with_a_page(stage)
    async with stage.database.begin() as tx:
        title = tx.house_seal("circles", "title", circle.id, "<script>alert(1)</script> & \"co'")
        await tx.conn.change("update circles set title = ? where id = ?", (title, circle.id))
    async with browser(stage) as web:
        body = await (await web.get(path)).text()
    assert "<script" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in body


async def test_the_page_of_a_network_without_circles_says_so(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    async with stage.database.begin() as tx:
        secret = await picture_addresses.renew(tx, id_of(nana), stage.now)
    async with browser(stage) as web:
        body = await (await web.get(f"/picture/{secret}")).text()
    assert "There are no circles yet." in body
    assert page.STYLE in body
