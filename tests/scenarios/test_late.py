"""Coming late to a circle that began with one guide: it stays at four, and each of them was asked (K3)."""

from storage import circles
from tests.scenarios.test_holding import rows_about, shown_to
from tests.session_steps import NAMES, Evening, evening, stand_down
from tests.stage import Stage


async def begun_with_one_guide(stage: Stage) -> Evening:
    """Five have a seat. Four are in, each is fine with one guide, and Ed has begun."""
    night = await evening(stage)
    await night.gathered(but=1)
    await stand_down(night, night.guides[1])
    ed = night.guides[0]
    await ed.taps("Begin")
    await ed.taps("Ask if one is OK")
    for member in night.members[:4]:
        await member.taps("One guide is OK")
    await night.to(minutes=0)
    await ed.says("/hold")
    await ed.taps("Begin")
    assert "In today: 4" in ed.screen
    return night


def my_panel(night: Evening) -> str:
    """What [[My panel]] under the circle's message carries into the private chat."""
    every = [b for m in night.chat.messages.values() for row in m.buttons for b in row]
    return next(str(b["url"]).partition("start=")[2] for b in every if b["text"] == "My panel")


async def test_a_fifth_who_comes_late_to_one_guide_is_told_kindly_that_it_stays_at_four(stage: Stage) -> None:
    night = await begun_with_one_guide(stage)
    late = night.members[4]
    before = await rows_about(stage, late)
    await late.taps("I'm in today")
    assert late.hears("so the circle stays as small as it is. I'm sorry, and thank you for coming.")
    assert "Help now" in late.buttons
    assert {**await rows_about(stage, late), "letters": []} == {**before, "letters": []}
    assert "In today: 4" in night.guides[0].screen
    assert not any(name in shown_to(night.guides[0]) for name in NAMES)


async def test_a_fifth_who_comes_through_the_group_hears_it_before_being_asked_for_a_yes(stage: Stage) -> None:
    night = await begun_with_one_guide(stage)
    late = night.members[4]
    await late.starts(my_panel(night))
    assert late.hears("so the circle stays as small as it is.")
    assert "I'm in today" not in late.buttons


async def test_with_the_second_guide_back_the_fifth_is_let_in(stage: Stage) -> None:
    night = await begun_with_one_guide(stage)
    gus, late = night.guides[1], night.members[4]
    async with stage.database.begin() as tx:
        assert gus.id is not None
        await circles.staff_up(tx, night.circle, gus.id, "guide", now=stage.now)
    await late.starts(my_panel(night))
    await late.taps("I'm in today")
    assert late.hears("I'm here all session.")
    await night.guides[0].taps("Where are we?")
    assert "In today: 5" in night.guides[0].screen


async def one_has_left(stage: Stage) -> Evening:
    night = await begun_with_one_guide(stage)
    await night.members[0].says("/sessions")
    await night.members[0].taps("Thu 12 Feb, 7:00 pm")
    await night.members[0].taps("Can't come")
    return night


async def test_a_late_fourth_is_asked_first_whether_one_guide_is_ok(stage: Stage) -> None:
    night = await one_has_left(stage)
    late, ed = night.members[4], night.guides[0]
    await late.starts(my_panel(night))
    await late.taps("I'm in today")
    assert late.hears("There's one guide today instead of two")
    assert "In today: 3" in ed.screen
    await late.taps("One guide is OK")
    assert late.hears("I'm here all session.")
    assert "In today: 4" in ed.screen
    await night.members[0].starts(my_panel(night))  # and whoever left is the fifth now
    assert night.members[0].hears("so the circle stays as small as it is.")


async def test_a_late_fourth_who_would_rather_not_leaves_no_row_and_nobody_is_told(stage: Stage) -> None:
    night = await one_has_left(stage)
    late, before = night.members[4], await rows_about(stage, night.members[4])
    seen = [shown_to(one) for one in (*night.guides, night.observer, night.coordinator)]
    await late.starts(my_panel(night))
    await late.taps("I'm in today")
    await late.taps("I'd rather not")
    assert late.hears("That's fine. Rest well.")
    assert {**await rows_about(stage, late), "letters": []} == {**before, "letters": []}
    assert [shown_to(one) for one in (*night.guides, night.observer, night.coordinator)] == seen


async def test_with_two_guides_nobody_who_comes_late_is_asked_about_one(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    await night.members[4].starts(my_panel(night))
    await night.members[4].taps("I'm in today")
    assert night.members[4].hears("I'm here all session.")
