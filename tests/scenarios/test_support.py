"""Help now: to anybody, anywhere, at once, and never with a dead number."""

from datetime import UTC, date, datetime

import pytest

from handlers import support
from handlers.talk.words import of, sets
from mentoring import support as rules
from mentoring.people import Nation
from mentoring.support import Line, NoEmergencyLine
from storage import people
from storage.core import drafts
from tests.stage import Stage

NOT_WATCHED = "I'm a bot, so I can't see when you're in trouble and no one is watching this chat."
LINES = [
    Line("talk", "Samaritans: 116 123"),
    Line("now", "Call 999."),
    Line("urgent", "NHS 24", frozenset({"scotland"})),
]


def test_999_is_always_first() -> None:
    assert rules.card(LINES, None, [])[0].text == "Call 999."
    for nation in (None, *Nation):
        text = support.card_words(of(), nation)
        numbers = text.split("\n\n")[1]
        assert "999" in numbers
        assert text.startswith(NOT_WATCHED)


@pytest.mark.parametrize(
    "written", ["Staff line 0300 131 7000", "call 0300-1317000 any time", "text Frontline to 85258"]
)
def test_a_retired_number_is_refused_by_the_card(written: str) -> None:
    shown = rules.card([*LINES, Line("staff", written)], None, sets("support")["do_not_ship"])
    assert written not in [line.text for line in shown]
    assert len(shown) == 2


def test_a_card_that_does_not_say_999_is_no_card() -> None:
    with pytest.raises(NoEmergencyLine):
        rules.card([LINES[0]], None, [])
    with pytest.raises(NoEmergencyLine):
        rules.card([Line("now", "Call 999.")], None, ["999"])


def test_lines_of_one_nation_are_not_shown_in_another() -> None:
    assert "Lifeline" in support.card_words(of(), Nation.NORTHERN_IRELAND)
    assert "Lifeline" not in support.card_words(of(), Nation.WALES)
    assert "press 2" in support.card_words(of(), Nation.WALES)


def test_the_card_is_stale_half_a_year_on() -> None:
    assert not rules.is_stale(date(2026, 1, 31), datetime(2026, 7, 30, tzinfo=UTC), 6)
    assert rules.is_stale(date(2026, 1, 31), datetime(2026, 7, 31, tzinfo=UTC), 6)


async def test_a_stranger_is_helped_and_nothing_of_them_is_kept(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    await ama.says("/support")
    assert ama.hears(NOT_WATCHED)
    assert ama.hears("999")
    assert ama.hears("Checked on 23 Nov 2026")
    await ama.taps("Scotland")
    assert ama.hears("NHS 24")
    async with stage.database.read() as tx:
        for table in ("people", "letters", "drafts", "audit"):
            assert await tx.conn.slow(f"select * from {table}") == []


async def test_help_is_a_tap_from_the_welcome(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.says("/start")
    await ama.taps("Help now")
    assert ama.hears(NOT_WATCHED)


async def test_a_nation_they_told_us_brings_its_lines(stage: Stage) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        assert ama.id
        await people.set_nation(tx, ama.id, Nation.WALES)
    await ama.says("/support")
    assert ama.hears("press 2")
    await ama.taps("England")
    assert ama.hears("choose the mental health option")
    async with stage.database.read() as tx:
        assert await people.nation_of(tx, ama.id) is Nation.WALES


async def test_in_the_middle_of_a_form_the_answers_stay(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.says("/start")
    for label in ("Join", "Yes", "I agree"):
        await ama.taps(label)
    await ama.types("Ama")
    await ama.says("/support")
    assert ama.hears("999")
    async with stage.database.read() as tx:
        found = await people.who_is(tx, ama.part.id)
        assert found
        draft = await drafts.of(tx, found.id)
    assert draft is not None
    assert draft.answers["name"] == "Ama"
    await ama.taps("Carry on")
    assert ama.hears("Where do you mostly work or study?")


async def test_in_a_group_a_short_card_and_the_way_to_the_private_chat(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    chat = await stage.group("Thursday circle", people=[ama, mei])
    await ama.says("/support", chat)
    assert ama.hears("Call 999", chat)
    assert not ama.hears("Samaritans", chat)
    assert not any(m.text == "/support" and not m.deleted for m in chat.messages.values())
    await ama.starts("support")
    assert ama.hears("Samaritans")


async def test_a_wrong_number_reaches_every_coordinator_once_without_a_name(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    nana, efe = await stage.coordinator("Nana"), await stage.coordinator("Efe")
    for person in (ama, mei, ama):
        await person.says("/support")
        await person.taps("Number wrong?")
        assert person.hears("I've told the people who look after the card")
    for coordinator in (nana, efe):
        assert len([line for line in coordinator.news() if "may be wrong" in line]) == 1
        assert not coordinator.hears("Ama")


async def test_coordinators_are_nudged_once_a_week_while_the_card_is_stale(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    for day, expected in ((datetime(2027, 5, 20, 10, tzinfo=UTC), 0), (datetime(2027, 5, 24, 10, tzinfo=UTC), 1)):
        await stage.until(day)
        await nudge(stage)
        await nudge(stage)
        assert len(nudges(nana.news())) == expected
    await stage.forward(days=8)
    await nudge(stage)
    assert len(nudges(nana.news())) == 2


async def nudge(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        await support.nudge_when_stale(tx, stage.now)
    await stage.settle()


def nudges(lines: list[str]) -> list[str]:
    return [line for line in lines if "time to check the help card" in line]
