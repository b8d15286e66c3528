"""An evening of the programme, killed again and again: nothing acknowledged is lost, and nothing is done twice."""

import asyncio
import itertools
import os
from pathlib import Path

import pytest

from bot.rehearsal.server import RehearsalServer
from tests.page_steps import sets_up
from tests.scenarios.sending import chances, is_ready, readers
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, set_up
from tests.storm.lives import MARKER, Writer, asked
from tests.storm.weather import Player, Weather, weather_over
from tests.sweep import where_is

pytestmark = pytest.mark.storm

KILLS = 2000 if os.environ.get("SOAK") else 200
WRITERS = ("Wren", "Willa", "Wole")
READERS = 150


async def newcomers(weather: Weather, server: RehearsalServer) -> int:
    """People who join by the front door, one after another. Returns how many came as far as waiting."""
    joined = 0
    for number in itertools.count():
        if weather.kills >= KILLS:
            return joined
        player = Player(weather, server.person(f"New{number}"))
        await player.starts("hello", then="Hello, and welcome")
        await player.taps("Join", then="First, are you 18")
        await player.taps("Yes", then="Here's the deal")
        await player.taps("I agree", then="What name shall I show")
        await player.says(f"New{number}", then="Lovely to meet you")
        joined += 1
    return joined


async def the_circle(weather: Weather, stage: Stage, night: Evening) -> None:
    """Everybody says they are in; the guide begins; somebody needs a minute; the guide closes."""
    members = [Player(weather, member.part) for member in night.members]
    await asyncio.gather(*(member.taps("I'm in today", then="Open call link") for member in members))
    stage.clock.set(await starts(stage))
    weather.set_ahead(stage.clock.ahead.total_seconds())
    guide = Player(weather, night.guides[0].part)
    await guide.says("/hold", then="Begin")
    await guide.taps("Begin", then="Arrive: ")
    await members[0].until(lambda: members[0].has("I need a minute"), "the panel")
    await members[0].taps("I need a minute", then="Message the observer")
    await members[0].taps("Message the observer", then="is coming to you")
    await guide.says("/hold", then="Close")
    await guide.taps("Close", then="Yes, close now")
    await guide.taps("Yes, close now", then="Closed")


async def starts(stage: Stage):  # type: ignore[no-untyped-def]  # a datetime, read from the rows without the bot
    from storage.core.instants import instant

    found = asked(stage.folder, "select min(starts) from sessions where state <> 'closed'")[0][0]
    return instant(int(str(found)))


async def test_an_evening_survives_two_hundred_kills(empty_house: Path, tmp_path: Path) -> None:
    async with set_up(empty_house, tmp_path / "house") as stage:
        night = await evening(stage)
        people = [await stage.member(name) for name in WRITERS]
        for person in people:
            await sets_up(person)
        await night.gathered(but=5)
        told = await readers(stage, *(f"Reader {number}" for number in range(READERS)))
        await is_ready(night.coordinator)
        await night.coordinator.taps("Send now")
        await stage.end()
        async with weather_over(stage.folder, stage.server, seed=7) as weather:
            weather.set_ahead(stage.clock.ahead.total_seconds())
            writers = [Writer(Player(weather, person.part), KILLS) for person in people]
            acts = asyncio.gather(
                the_circle(weather, stage, night),
                newcomers(weather, stage.server),
                Player(weather, night.coordinator.part).taps("Yes, send", then="Sent to"),
                *(writer.write_on(weather) for writer in writers),
            )
            await weather.rage(until=acts.done, shortest=0.05, longest=0.45)
            _, joined, *_ = await acts
            await stage.server.quiet(30)
        check_circle(stage, night)
        check_pages(stage, writers)
        check_broadcast(stage, told)
        assert asked(stage.folder, "select count(*) from people where state = 'waiting'")[0][0] == joined
        assert asked(stage.folder, "select count(*) from set_aside") == [(0,)]
        assert where_is(stage.folder, MARKER) == []
        await stage.begin()
        await check_chats(stage, writers)


def check_circle(stage: Stage, night: Evening) -> None:
    """Each yes once; begun once and closed once. The circle heard each line: a kill may make the bot say one again."""
    assert asked(stage.folder, "select count(*), count(distinct person_id) from session_yeses") == [(5, 5)]
    assert asked(stage.folder, "select count(*) from sessions where state = 'closed' and begun is not null") == [(1,)]
    assert asked(stage.folder, "select count(*) from quiet_words") == [(1,)]
    said = [m.text for m in night.chat.messages.values() if m.sender is stage.server.world.bot]
    assert any("We're starting" in text for text in said)
    assert any("Thank you all" in text for text in said)
    assert any("would like a quiet word" in m.text for m in night.observer.part.chat.messages.values())


def check_pages(stage: Stage, writers: list[Writer]) -> None:
    """As many pages as were acknowledged: none lost, none doubled."""
    kept = asked(stage.folder, "select count(*) from pages where state = 'kept'")[0][0]
    assert kept == sum(writer.saved for writer in writers)
    assert kept


def check_broadcast(stage: Stage, told: list[Somebody]) -> None:
    """Nobody twice; and whoever a kill may have robbed of their copy is counted as such, not forgotten."""
    copies = [len(chances(reader)) for reader in told]
    assert max(copies) == 1
    rows = asked(stage.folder, "select state, count(*) from letters where lane = 4 group by state")
    states = {str(state): int(str(number)) for state, number in rows}
    assert sum(states.values()) == READERS
    assert set(states) <= {"sent", "unknown"}
    assert READERS - sum(copies) <= states.get("unknown", 0)


async def check_chats(stage: Stage, writers: list[Writer]) -> None:
    """Every promised clearing happened."""
    await stage.settle()
    for writer in writers:
        assert not any(MARKER in message.text for message in writer.player.part.messages())
