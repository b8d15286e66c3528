"""Settings: what somebody chooses is kept, and kept to."""

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest

from bot import features
from handlers.talk.post import Deed, Edit, LetterKind, Reading, Send
from mentoring import zones
from mentoring.calendar import UK
from mentoring.people import Nation
from mentoring.zones import CityNotKnown
from storage import consents, people
from storage.core import letters
from storage.core.letters import Lane
from tests.stage import Somebody, Stage


async def choices(stage: Stage, somebody: Somebody) -> dict[str, Any]:
    assert somebody.id
    async with stage.database.read() as tx:
        found = await people.find(tx, somebody.id)
    assert found
    return dict(found.choices)


async def test_quiet_hours_are_chosen_by_two_taps(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    assert ama.hears("21:00 to 08:00")
    await ama.taps("Quiet hours")
    await ama.taps("20:00")
    await ama.taps("09:00")
    assert ama.hears("quiet from 20:00 to 09:00")
    kept = await choices(stage, ama)
    assert (kept["quiet_from"], kept["quiet_until"]) == ("20:00", "09:00")
    await ama.taps("Settings")
    await ama.taps("Quiet hours")
    await ama.taps("No quiet hours")
    assert ama.hears("No quiet hours")
    async with stage.database.read() as tx:
        assert ama.id
        found = await people.find(tx, ama.id)
        assert found
        assert found.quiet_until(stage.now.replace(hour=3)) is None


async def test_a_city_that_is_spelled_right_sets_the_time_zone(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Time zone")
    await ama.types("accra")
    assert ama.hears("Accra time")
    assert (await choices(stage, ama))["zone"] == "Africa/Accra"


async def test_a_city_that_is_spelled_nearly_right_is_offered_back(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Time zone")
    await ama.types("xqqzx")
    assert ama.hears("Nothing is changed")
    await ama.types("Lagoss")
    if "Lagos" in ama.buttons:
        await ama.taps("Lagos")
    assert (await choices(stage, ama))["zone"] == "Africa/Lagos"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("London", UK), ("  uk ", UK), ("Manchester", UK), ("New York", "America/New_York"), ("Kolkata", "Asia/Kolkata")],
)
def test_a_city_names_its_zone(typed: str, zone: str) -> None:
    assert zones.zones_for(typed, available_timezones()) == [zone]


@pytest.mark.parametrize("typed", ["", "x", "🙂", "no such place at all", "a" * 4000])
def test_what_is_no_city_is_said_so(typed: str) -> None:
    with pytest.raises(CityNotKnown):
        zones.zones_for(typed, available_timezones())


async def test_how_many_jobs_and_talks_a_week(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    assert ama.hears("Jobs and talks: none")
    await ama.taps("Jobs and talks")
    await ama.taps("One")
    assert ama.hears("One a week at most")
    kept = await choices(stage, ama)
    assert (kept["chances"], kept["chances_a_week"]) == ("yes", 1)
    async with stage.database.read() as tx:
        assert ama.id
        assert await consents.stands(tx, ama.id, "opportunities")
    await ama.taps("Settings")
    await ama.taps("Jobs and talks")
    await ama.taps("None")
    assert (await choices(stage, ama))["chances"] == "no"
    async with stage.database.read() as tx:
        assert not await consents.stands(tx, ama.id, "opportunities")


async def test_next_day_checks_are_turned_off_and_on(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Stop next-day checks")
    assert (await choices(stage, ama))["no_soft_checks"] is True
    await ama.taps("Settings")
    await ama.taps("Start next-day checks")
    assert (await choices(stage, ama))["no_soft_checks"] is False


async def test_another_name_and_nation(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Change my name")
    await ama.types("www.example.com")
    assert ama.hears("short name")
    await ama.types("Abena")
    assert ama.hears("I'll call you Abena")
    await ama.taps("Settings")
    await ama.taps("My nation")
    await ama.taps("Wales")
    async with stage.database.read() as tx:
        assert ama.id
        assert await people.name_of(tx, ama.id) == "Abena"
        assert await people.nation_of(tx, ama.id) is Nation.WALES


async def test_strangers_have_no_settings(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    for command in ("/settings", "/stop"):
        await ama.says(command)
        assert ama.hears("for members")


# Muting


async def _news(reading: Reading) -> Deed | None:
    return Send("some news")


async def _change(reading: Reading) -> Deed | None:
    return Edit(int(reading.letter.about["message"]), "changed in place", or_send=True)


@pytest.fixture
def _some_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {
        **features.KINDS,
        "news": LetterKind(_news),
        "morning-news": LetterKind(_news, waits_for_morning=True),
        "change": LetterKind(_change),
    }
    monkeypatch.setattr("bot.app.KINDS", kinds)


async def owe(stage: Stage, to: Somebody, kind: str, lane: Lane, **about: int) -> None:
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind=kind, to=to.id, due=stage.now, lane=lane, about=about)
    await stage.settle()


@pytest.mark.usefixtures("_some_kinds")
@pytest.mark.parametrize(
    ("kind", "lane", "heard"),
    [
        ("news", Lane.CRISIS, True),
        ("news", Lane.REPLY, True),
        ("news", Lane.SESSION, True),
        ("news", Lane.REMINDER, False),
        ("news", Lane.BROADCAST, False),
        ("morning-news", Lane.REPLY, False),
    ],
)
async def test_muted_means_answers_and_a_session_they_are_in_and_nothing_else(
    kind: str, lane: Lane, heard: bool, stage: Stage
) -> None:
    ama = await stage.member("Ama")
    await ama.says("/stop")
    assert ama.hears("Everything is muted")
    await owe(stage, ama, kind, lane)
    assert ama.hears("some news") is heard


@pytest.mark.usefixtures("_some_kinds")
async def test_a_copy_is_still_changed_in_a_muted_chat(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/stop")
    shown = max(message.id for message in ama.part.chat.messages.values())
    await owe(stage, ama, "change", Lane.BROADCAST, message=shown)
    assert ama.hears("changed in place")


@pytest.mark.usefixtures("_some_kinds")
@pytest.mark.parametrize("again", ["/start", "Unmute"])
async def test_start_and_unmute_let_the_bot_speak_again(again: str, stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/stop")
    await owe(stage, ama, "news", Lane.REMINDER)
    await (ama.says(again) if again == "/start" else ama.taps(again))
    assert not ama.hears("some news")
    await stage.forward(seconds=timedelta(minutes=1).total_seconds())
    await owe(stage, ama, "news", Lane.REMINDER)
    assert ama.hears("some news")
