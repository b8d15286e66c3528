"""Keep in touch? Where somebody is to be kept from the other, a yes leads nowhere, and it looks as it always does.

Two pairs stand side by side. In one the mentee simply never answers; in the other something has happened. Their mentors
act alike, and have to read the same words under the same buttons at the same moments.
"""

from collections.abc import Awaitable, Callable

import pytest

from handlers.mentors.touch_taps import KeepInTouch, NotNowKeep, ReadLine, StopKeep, TakeYesBack, YesKeep
from mentoring.people import Role
from storage import parts, privacy
from tests.concern_steps import decides, night, raises, two_contacts, writes
from tests.page_steps import count, shown
from tests.scenarios.pairing import KNOCK, forges, id_of
from tests.scenarios.parting import (
    ENDED,
    LINE,
    MARKER,
    NO_LINE,
    OPEN,
    OVER,
    WAITING,
    a_pair,
    both_said_yes,
    end_with_two_yeses,
    ends,
    ends_it_too,
    leaves,
    looks_again,
    pair_id,
    says_yes,
)
from tests.stage import Somebody, Stage

Two = tuple[Somebody, Somebody]
Happens = Callable[[Stage, Somebody, Somebody], Awaitable[None]]
LINES = "keeping_in_touch where line is not null"


async def erases(somebody: Somebody) -> None:
    await somebody.says("/privacy")
    await somebody.taps("Erase me")
    if "Leave it, no name" in somebody.buttons:
        await somebody.taps("Leave it, no name")
    await somebody.types("ERASE")
    assert somebody.hears("This is your receipt")


# What may have happened before the other says yes


async def something_was_wrong(_: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await ends_it_too(mentee, mentor)
    assert mentee.screen == ENDED


async def a_concern_was_raised_before(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await raises(stage, mentee, about=[mentor.name])
    await ends(mentee, mentor)
    await says_yes(mentee)


async def a_concern_was_raised_after(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await ends(mentee, mentor)
    await says_yes(mentee)
    await raises(stage, mentee, about=[mentor.name])


async def contact_was_stopped_and_nothing_sent(_: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await decides_to_stop(mentee, mentor)
    await mentee.says("/cancel")


async def decides_to_stop(mentee: Somebody, mentor: Somebody) -> None:
    await mentee.says("/concern")
    await mentee.taps("Yes")
    await mentee.taps("A person here")
    await mentee.taps("Stop contact")
    await mentee.taps(mentor.name)
    assert mentee.hears("They can't reach you through me.")


async def the_mentee_blocked_the_bot(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await ends(mentee, mentor)
    await says_yes(mentee)
    mentee.part.blocks()
    await stage.settle()


async def the_mentee_was_erased(_: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await ends(mentee, mentor)
    await says_yes(mentee)
    await erases(mentee)


async def the_yes_was_taken_back(_: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await ends(mentee, mentor)
    await says_yes(mentee)
    await mentee.taps("Take it back")


BEFORE: list[Happens] = [
    something_was_wrong,
    a_concern_was_raised_before,
    a_concern_was_raised_after,
    contact_was_stopped_and_nothing_sent,
    the_mentee_blocked_the_bot,
    the_mentee_was_erased,
    the_yes_was_taken_back,
]


def seen_by(somebody: Somebody) -> tuple[str, list[str], int]:
    return somebody.screen, somebody.buttons, len(somebody.part.hears())


async def kept_of(stage: Stage, somebody: Somebody) -> object:
    """What somebody can see of it in their own copy, without the moments at which they acted."""
    async with stage.database.read() as tx:
        kept = await privacy.export(tx, id_of(somebody))
        counted = await privacy.counts(tx, id_of(somebody))
    return counted.get("keeping_in_touch"), [sorted(row) for row in kept.get("keeping_in_touch", [])]


@pytest.mark.parametrize("happens", BEFORE, ids=lambda happens: happens.__name__)
async def test_a_yes_leads_nowhere_and_looks_as_any_other_that_is_not_met(stage: Stage, happens: Happens) -> None:
    await two_contacts(stage)
    silent, other = await a_pair(stage, "Mei", "Ife"), await a_pair(stage, "Ama", "Grace")
    at = [len(mentor.part.hears()) for _, mentor in (silent, other)]
    await ends(*silent)
    await happens(stage, *other)
    mentors = (silent[1], other[1])

    async def look() -> None:
        one, two = (seen_by(mentor) for mentor in mentors)
        assert one[:2] == two[:2]
        assert one[2] - at[0] == two[2] - at[1]
        assert await kept_of(stage, mentors[0]) == await kept_of(stage, mentors[1])

    await look()
    for step in ("Open it", "Keep in touch?", "Not now", "Keep in touch?", "Yes, I'd like that"):
        for mentor in mentors:
            await mentor.taps(step)
        await look()
    assert mentors[1].hears(WAITING)
    for days in (3, 10):
        await stage.forward(days=days)
        for mentor in mentors:
            await looks_again(mentor)
        await look()
    await stage.forward(days=2)
    await night(stage)
    for mentor in mentors:
        await mentor.says("/mentoring")
    await look()
    assert not any(OPEN in mentor.transcript() for mentor in mentors)
    assert OPEN not in other[0].transcript()


async def test_a_part_taken_back_closes_it_for_both_without_a_sign(stage: Stage) -> None:
    nana, (ama, grace) = await stage.coordinator("Nana"), await a_pair(stage)
    await ends(ama, grace)
    await says_yes(ama)
    await grace.taps("Open it")
    async with stage.database.begin() as tx:
        assert await parts.take_back(tx, id_of(grace), Role.MENTOR, by=id_of(nana), now=stage.now)
    await stage.settle()
    await says_yes(grace)
    assert grace.hears(WAITING)
    assert not any(somebody.screen.startswith(KNOCK) for somebody in (ama, grace))


async def test_whoever_ended_it_from_where_something_is_wrong_is_not_asked(stage: Stage) -> None:
    ama, grace = await a_pair(stage)
    await ends_it_too(ama, grace)
    assert ama.screen == ENDED
    assert ama.buttons == ["Help now", "Done"]
    await grace.taps("Open it")
    assert grace.buttons == ["Keep in touch?", "Help now", "Done"]


async def test_after_it_was_ended_there_not_even_two_yeses_open_anything(stage: Stage) -> None:
    """Whoever ended it so has no such button; a forged one gets the same silence."""
    ama, grace = await a_pair(stage)
    await ends_it_too(ama, grace)
    await forges(ama, YesKeep(await pair_id(stage)))
    assert ama.hears(WAITING)
    await grace.taps("Open it")
    await says_yes(grace)
    assert grace.hears(WAITING)
    assert not any(somebody.screen.startswith(KNOCK) for somebody in (ama, grace))
    for somebody in (ama, grace):
        await looks_again(somebody)
        assert somebody.hears(WAITING)


async def test_the_rows_do_not_tell_a_shut_door_from_an_open_one(stage: Stage) -> None:
    silent, other = await a_pair(stage, "Mei", "Ife"), await a_pair(stage, "Ama", "Grace")
    await ends(*silent)
    await ends_it_too(*other)
    async with stage.database.read() as tx:
        rows = [dict(row) for row in await tx.conn.slow("select * from keeping_in_touch")]
    assert len(rows) == 4
    shapes = {(len(row["said"]), bytes(row["said"])[:2], row["until"] - row["ended_at"], row["line"]) for row in rows}
    assert len(shapes) == 1


async def test_somebody_who_was_away_and_is_back_is_met_by_the_next_tap(stage: Stage) -> None:
    """A block is no no: once they are back, and somebody looks, two yeses are two yeses."""
    ama, grace = await a_pair(stage)
    await the_mentee_blocked_the_bot(stage, ama, grace)
    await grace.taps("Open it")
    await says_yes(grace)
    assert not grace.screen.startswith(KNOCK)
    ama.part.unblocks()
    await ama.says("/mentoring")
    await looks_again(ama)
    assert grace.screen.startswith(KNOCK)


# What may happen after both said yes


async def stops(_: Stage, mentee: Somebody, __: Somebody) -> None:
    await looks_again(mentee)
    await mentee.taps("Stop this")
    assert mentee.hears("They aren't told.")
    await mentee.taps("Yes, stop it")
    assert mentee.hears("It's stopped. Your line is wiped")


async def raises_a_concern(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    await raises(stage, mentee, about=[mentor.name])


async def blocks(stage: Stage, mentee: Somebody, _: Somebody) -> None:
    mentee.part.blocks()
    await stage.settle()


async def is_erased(_: Stage, mentee: Somebody, __: Somebody) -> None:
    await erases(mentee)


AFTER: list[Happens] = [stops, raises_a_concern, blocks, is_erased]


@pytest.mark.parametrize("left", [True, False], ids=["a-line-was-left", "no-line"])
@pytest.mark.parametrize("happens", AFTER, ids=lambda happens: happens.__name__)
async def test_after_both_yeses_it_ends_at_once_and_the_other_sees_what_they_see_when_no_line_came(
    stage: Stage, happens: Happens, left: bool
) -> None:
    await two_contacts(stage)
    silent, other = await a_pair(stage, "Mei", "Ife"), await a_pair(stage, "Ama", "Grace")
    for two in (silent, other):
        await end_with_two_yeses(*two)
    if left:
        await stage.until(stage.now.replace(hour=23))
        await leaves(other[0])
    await happens(stage, *other)
    if left:
        await stage.forward(hours=11)
    mentors = (silent[1], other[1])
    for mentor in mentors:
        await looks_again(mentor)
    for step in ("Leave my line", "mine@example.org, any time", "Back", "Read their line"):
        for mentor in mentors:
            await (mentor.types(step) if "@" in step else mentor.taps(step))
        assert seen_by(mentors[0])[:2] == seen_by(mentors[1])[:2]
        assert await kept_of(stage, mentors[0]) == await kept_of(stage, mentors[1])
    assert mentors[1].hears(NO_LINE)
    assert MARKER not in shown(mentors[1])
    await stage.forward(days=29)
    await night(stage)
    for mentor in mentors:
        await mentor.says("/mentoring")
    assert seen_by(mentors[0])[:2] == seen_by(mentors[1])[:2]
    assert await count(stage, "keeping_in_touch") == 0


async def test_stop_this_wipes_ones_line_and_nothing_of_the_others_comes_any_more(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    heard = len(grace.part.hears())
    await stops(stage, ama, grace)
    assert await count(stage, LINES) == 0
    await looks_again(grace)
    await leaves(grace, LINE)
    assert grace.hears("keep it for them for 14 days")
    assert not ama.screen.startswith(KNOCK)
    assert MARKER not in shown(ama)
    assert len(grace.part.hears()) <= heard + 3
    await ama.says("/mentoring")
    assert "Keeping in touch" not in ama.buttons


async def test_stopping_asks_once_more_and_a_second_tap_shows_the_same(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(grace)
    await ama.taps("Open it")
    await ama.taps("Stop this")
    await ama.taps("Leave it")
    assert ama.hears(OPEN)
    await ama.taps("Read their line")
    assert LINE in ama.screen
    await stops(stage, ama, grace)
    assert MARKER not in shown(ama)
    await forges(ama, StopKeep(await pair_id(stage), sure=True))
    assert ama.hears("It's stopped.")
    for button in (KeepInTouch, YesKeep, TakeYesBack, NotNowKeep):
        await forges(ama, button(await pair_id(stage)))
        assert ama.hears("It's stopped.")
    await forges(ama, ReadLine(await pair_id(stage)))
    assert ama.hears(OVER)


async def test_a_line_that_was_being_written_is_let_go_when_it_is_stopped(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await ama.taps("Leave my line")
    await stops(stage, ama, grace)
    assert await count(stage, "drafts") == 0
    await ama.types(LINE)
    assert await count(stage, LINES) == 0
    assert not grace.screen.startswith(KNOCK)


async def test_erasing_takes_ones_own_yes_and_line_at_once(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    await erases(ama)
    assert await count(stage, LINES) == 0
    assert await count(stage, "keeping_in_touch") == 1
    assert MARKER not in shown(grace)


async def test_a_concern_that_is_about_somebody_else_stands_between_nobody(stage: Stage) -> None:
    await two_contacts(stage)
    ama, grace = await both_said_yes(stage)
    await decides(ama)
    await writes(ama, to="Yemi, Voluntary")
    await ama.taps("Send")
    await looks_again(ama)
    await leaves(ama)
    await grace.taps("Open it")
    await grace.taps("Read their line")
    assert LINE in grace.screen
