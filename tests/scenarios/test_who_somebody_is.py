"""Who somebody is: their Telegram number and nothing else. Names change hands, accounts close, numbers get long."""

from datetime import UTC, datetime

import pytest

from bot.rehearsal import groups as acts
from storage import privacy
from tests.checkin_steps import booked_once, dates_of, id_of, said
from tests.page_steps import ANSWERS, MARKER, keeps_one, reads_first, shown, unlocks
from tests.session_steps import evening
from tests.stage import Somebody, Stage

LONGEST = 2**52 - 1
"""Telegram's numbers have at most 52 significant bits."""
NOBODY_WAITS = "Nobody is waiting just now."


async def counted(stage: Stage, somebody: Somebody) -> dict[str, int]:
    """How many rows of each table are theirs, but for what is on its way to them."""
    async with stage.database.read() as tx:
        return {
            table: many for table, many in (await privacy.counts(tx, id_of(somebody))).items() if table != "letters"
        }


async def coordinates(somebody: Somebody) -> bool:
    await somebody.says("/approve")
    return somebody.hears(NOBODY_WAITS)


async def test_a_coordinator_with_another_name_and_username_is_a_coordinator_still(stage: Stage) -> None:
    nana = await stage.coordinator()
    nana.part.user.username = "nana_c"
    assert await coordinates(nana)
    nana.part.user.username, nana.part.user.first_name, nana.part.user.last_name = "", "Somebody", "Else"
    assert await coordinates(nana)
    await nana.says("/menu")
    assert nana.hears("Nana")  # the name she chose here, whatever her phone shows


@pytest.mark.parametrize("joined", [True, False])
async def test_whoever_takes_over_a_coordinators_username_and_name_gets_nothing_with_it(
    stage: Stage, joined: bool
) -> None:
    nana = await stage.coordinator()
    nana.part.user.username = "nana_c"
    assert await coordinates(nana)
    eve = await stage.member("Eve") if joined else stage.person("Eve")
    eve.part.user.username, nana.part.user.username = nana.part.user.username, "nana_new"
    eve.part.user.first_name = nana.part.user.first_name
    assert not await coordinates(eve)
    await eve.says("/menu")
    assert not eve.hears("Nana")
    assert await coordinates(nana)


@pytest.mark.parametrize(
    ("code", "reason"), [(403, "Forbidden: user is deactivated"), (400, "Bad Request: chat not found")]
)
async def test_a_closed_account_is_written_to_once_and_its_pages_and_pair_stay(
    stage: Stage, code: int, reason: str
) -> None:
    ama, efua, pair = await booked_once(stage)
    kept = await counted(stage, ama)
    stage.server.faults.refuse(code, reason, chat_id=ama.part.id, times=99)
    await stage.until(datetime(2026, 2, 3, 18, 30, tzinfo=UTC))  # past every reminder of a catch-up at seven
    assert stage.server.counts["sendmessage", code] == 1
    assert said(efua, "A catch-up in an hour") == 1
    assert await counted(stage, ama) == kept
    assert [one.state for one in await dates_of(stage, pair)] == ["booked"]
    for word in ("blocked", "deactivated", "reach", "account"):
        assert word not in efua.transcript()
    stage.server.faults.release()
    await ama.taps("See all dates")
    assert ama.hears("Tue 3 Feb"), ama.transcript()


async def test_two_people_whose_numbers_end_alike_are_two(stage: Stage) -> None:
    """Numbers over 32 and over 31 bits, cut short, would be somebody else's."""
    nana = await stage.coordinator()
    for far in (2**31, 2**32):
        stage.server.world._last_user = nana.part.id + far - 1
        other = stage.person(f"Further by {far}")
        assert other.part.id == nana.part.id + far
        assert not await coordinates(other)
    assert await coordinates(nana)


async def test_a_page_is_kept_cleared_and_read_with_the_longest_numbers_of_people_and_messages(stage: Stage) -> None:
    stage.server.world._last_user = LONGEST - 1
    stage.server.world._last_private_message = 2**32
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.part.id == LONGEST
    assert min(message.id for message in ama.part.messages()) > 2**32
    assert MARKER not in shown(ama)
    await unlocks(ama, words)
    await reads_first(ama)
    assert MARKER in shown(ama)
    await ama.says("/lock")
    assert MARKER not in shown(ama)


@pytest.mark.parametrize("moved", [False, True])
async def test_an_evening_in_a_group_with_the_longest_number_begins(stage: Stage, moved: bool) -> None:
    world = stage.server.world
    world._last_group, world._last_supergroup, world._last_private_message = 2**40, 2**40, 2**31
    night = await evening(stage)
    if moved:
        night.chat = acts.upgrades(night.coordinator.part, night.chat)
        night.chat.last_id = 2**31
        await stage.settle()
    assert night.chat.id < -(2**40)
    await night.begun()
    await night.guides[0].taps("Next step")
    for text in ("We're starting.", "No recording."):
        assert text in night.guides[0].transcript(night.chat)
    assert "Yes round: 5 min left" in night.guides[0].screen
