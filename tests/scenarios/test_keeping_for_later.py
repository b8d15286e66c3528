"""A mentor kept for later (J2, step 4): a list of one's own, sealed with the search, and gone with it."""

from datetime import timedelta

import pytest

from handlers import mentors as room
from handlers.mentors.taps import KeepForLater, NotKept, ReadKept
from mentoring.matching import MOST_KEPT
from storage import mentors
from tests.keeping_steps import erases_themselves
from tests.scenarios.pairing import asks, forges, id_of, live_mentor, looks
from tests.stage import Somebody, Stage


async def keeps(ama: Somebody) -> None:
    """Find whoever is there, read them, and keep them."""
    await looks(ama)
    await ama.taps("Read profile")
    await ama.taps("Keep for later")


async def opens_list(ama: Somebody) -> None:
    await ama.says("/mentoring")
    await ama.taps("Kept for later")


async def test_one_kept_is_found_again_and_asked_and_never_told(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    before = list(grace.part.hears())
    await keeps(ama)
    assert ama.hears("Kept: Grace. They aren't told.")
    assert grace.part.hears() == before
    await opens_list(ama)
    await ama.taps("Grace")
    assert ama.hears("Grace · Midlands · mental health")
    assert {"Ask to meet", "Don't keep", "Back"} <= set(ama.buttons)
    await ama.taps("Back")
    assert ama.hears("Tap a name to read their profile again")
    await ama.taps("Grace")
    await ama.taps("Ask to meet")
    assert ama.hears("Same team, same boss")


async def test_the_list_outlives_changed_taps_and_a_new_draw(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await keeps(ama)
    await ama.taps("Change my taps")
    for _ in range(5):
        await ama.taps("Skip")
    await looks(ama)
    await opens_list(ama)
    assert "Grace" in ama.buttons


async def test_who_is_not_kept_any_more_is_off_the_list(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await keeps(ama)
    await opens_list(ama)
    await ama.taps("Grace")
    await ama.taps("Don't keep")
    assert ama.hears("No longer on your list: Grace")
    await ama.taps("Kept for later")
    assert ama.hears("Your list is empty")
    await ama.says("/mentoring")
    assert "Kept for later" not in ama.buttons


@pytest.mark.parametrize("way", ["stopped", "sixty days", "erased"])
async def test_the_list_goes_with_the_search(stage: Stage, way: str) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await keeps(ama)
    if way == "stopped":
        await ama.says("/mentoring")
        await ama.taps("Stop looking")
    elif way == "erased":
        await erases_themselves(ama)
    async with stage.database.begin() as tx:
        await room.forget_old(tx, stage.now + timedelta(days=60 if way == "sixty days" else 0))
        assert await tx.conn.slow("select * from wishes") == []


async def test_a_no_and_a_full_place_look_alike_on_the_list(stage: Stage) -> None:
    said = []
    for name, why in (("Mei", "full"), ("Ama", "no")):
        grace = await live_mentor(stage, f"Grace of {name}", places=1)
        mentee = await stage.member(name)
        await keeps(mentee)
        if why == "no":
            await asks(mentee)
            await grace.taps("Open it")
            await grace.taps("Not this time")
        else:
            async with stage.database.begin() as tx:
                await mentors.set_places(tx, id_of(grace), 0)
        await opens_list(mentee)
        said.append((mentee.screen, mentee.buttons))
    assert said[0] == said[1]
    assert "Nobody on your list can be asked just now" in said[0][0]


async def test_a_full_list_says_so_and_keeps_nothing_more(stage: Stage) -> None:
    ama = await stage.member("Ama")
    found = [id_of(await live_mentor(stage, f"Mentor {number}")) for number in range(MOST_KEPT + 1)]
    await looks(ama)
    for mentor in found:
        await forges(ama, KeepForLater(mentor))
    assert ama.hears(f"You've kept {MOST_KEPT} already. Nothing changed.")
    async with stage.database.read() as tx:
        search = await mentors.search_of(tx, id_of(ama))
    assert search is not None
    assert search.kept == tuple(found[:MOST_KEPT])


async def test_a_double_tap_keeps_once_and_nobody_keeps_themselves_or_without_a_search(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await forges(ama, KeepForLater(id_of(grace)))
    assert ama.hears("That button is from an old message")
    await looks(ama)
    for _ in range(2):
        await forges(ama, KeepForLater(id_of(grace)))
    await looks(grace)
    await forges(grace, KeepForLater(id_of(grace)))
    assert grace.hears("They've just filled up")
    async with stage.database.read() as tx:
        lists = [search.kept for who in (ama, grace) if (search := await mentors.search_of(tx, id_of(who)))]
    assert lists == [(id_of(grace),), ()]


async def test_a_forged_button_tells_nobodys_name(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama, efua = await stage.member("Ama"), await stage.member("Efua")
    await keeps(ama)
    for button in (NotKept, KeepForLater, ReadKept):
        await forges(ama, button(id_of(efua)))
        assert not ama.hears("Efua")


async def test_whom_somebody_keeps_cannot_be_read_off_the_disk(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await keeps(ama)
    async with stage.database.read() as tx:
        (row,) = await tx.conn.slow("select wishes from wishes")
    assert id_of(grace).encode() not in bytes(row["wishes"])
