"""Two people write down how they will be with each other, and can stop at any time (J3)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from handlers.mentors import ending, taps, touch_taps
from handlers.talk.buttons import Button
from storage import agreements, pairs
from storage.core import letters
from storage.core.database import Tx
from storage.pairs import Pair
from tests.copy_steps import files
from tests.scenarios.pairing import (
    KNOCK,
    NEUTRAL,
    a_mentee_and_a_mentor,
    answers,
    both_answered,
    forges,
    id_of,
    live_mentor,
    minutes_since,
    paired,
    two_yeses,
)
from tests.stage import Somebody, Stage

ENDED = "Your mentoring with each other has finished. Thank you both for your time."


async def _pair(stage: Stage, somebody: Somebody) -> list[Pair]:
    async with stage.database.read() as tx:
        return await pairs.of_person(tx, id_of(somebody))


async def test_answers_are_shown_side_by_side_only_when_both_are_done(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    await ama.taps("Start now")
    await answers(ama, every="Monthly", minutes="60")
    assert ama.hears("That's you done. I'll tell you when they are too.")
    assert "I agree" not in ama.buttons
    await grace.taps("Start now")
    await answers(grace, every="Every 2 weeks", minutes="45")
    assert grace.hears("Them: Monthly, 60 minutes")
    await ama.taps("Open it")
    assert ama.hears("You: Monthly, 60 minutes")
    assert ama.hears("Them: Every 2 weeks, 45 minutes")
    assert ama.hears("the lighter one counts: Monthly, 45 minutes")
    assert ama.hears("You both want to keep in mind: Race.")
    assert ama.hears("no reason needed. No hard feelings on file.")


async def test_two_yeses_to_one_version_make_a_pair_with_a_card_for_each(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await ama.taps("I agree")
    assert ama.hears("You've agreed to version 1")
    assert await _pair(stage, ama) == []
    await grace.taps("I agree")
    assert grace.hears("You're set.")
    assert grace.hears("We come from different places")
    await ama.taps("Open it")
    assert ama.hears("You don't have to teach anyone.")
    [pair] = await _pair(stage, ama)
    assert (pair.mentor, pair.mentee, pair.state) == (grace.id, ama.id, "agreed")
    assert (pair.every, pair.minutes) == ("monthly", 45)


async def test_yeses_to_different_versions_make_no_pair(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await ama.taps("I agree")
    await grace.taps("Change mine")
    await _again(grace)
    await grace.taps("I agree")
    assert await _pair(stage, ama) == []
    await ama.taps("Open it")
    assert ama.hears("Version 2")
    await ama.taps("I agree")
    assert len(await _pair(stage, ama)) == 1


async def _again(somebody: Somebody, every: str = "Monthly") -> None:
    """Answer afresh, after Change mine."""
    await somebody.taps(every)
    await somebody.taps("45")
    await somebody.taps("That's all")
    if "When I bring it up" in somebody.buttons:
        await somebody.taps("Not for now")
    await somebody.taps("Ask each time")


async def _wants_every_6_weeks(somebody: Somebody, other: str) -> None:
    """From /mentoring to a newer version of an agreement that stands."""
    await somebody.says("/mentoring")
    await somebody.taps(other)
    await somebody.taps("See the agreement")
    await somebody.taps("Change mine")
    await _again(somebody, every="Every 6 weeks")


async def test_a_yes_to_a_page_that_was_changed_meanwhile_does_not_count(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await grace.taps("Change mine")
    await _again(grace)
    await ama.taps("I agree")
    assert ama.hears("It was changed meanwhile")
    async with stage.database.read() as tx:
        [written] = await agreements.of_person(tx, id_of(ama))
    assert written.terms.version == 2
    assert written.terms.accepted == frozenset()


async def test_the_old_version_stands_until_both_agree_to_the_new_one(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await _wants_every_6_weeks(ama, "Grace")
    assert ama.hears("Version 1 stands until you both agree to the new one.")
    await ama.taps("I agree")
    [pair] = await _pair(stage, ama)
    assert pair.every == "monthly"
    await grace.taps("Open it")
    await grace.taps("I agree")
    [pair] = await _pair(stage, ama)
    assert pair.every == "every-6-weeks"
    async with stage.database.read() as tx:
        kept = list(await tx.conn.slow("select version from agreement_answers order by version"))
    assert [row["version"] for row in kept] == [1, 2]


async def test_a_copy_is_a_plain_file_of_what_stands_for_whoever_asks(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await ama.taps("Save a copy")
    assert ama.hears("It's in your hands now. Keep it somewhere safe.")
    text = files(ama)["agreement.txt"].decode()
    assert text.startswith("What we agreed, version 1. Saved ")
    assert "You: " in text
    assert not any(sign in text for sign in ("Ama", "Grace", "\u2068", "\u2069"))
    assert files(grace) == {}
    await _wants_every_6_weeks(ama, "Grace")
    await grace.taps("Open it")
    assert {"I agree", "Save a copy"} & set(grace.buttons) == {"I agree"}
    [pair] = await _pair(stage, grace)
    await forges(grace, taps.SaveCopy(pair.id))
    assert "Every 6 weeks" not in files(grace)["agreement.txt"].decode()


async def test_there_is_no_copy_before_two_have_agreed_and_none_for_others(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    async with stage.database.read() as tx:
        [written] = await agreements.of_person(tx, id_of(ama))
    mei = await stage.member("Mei")
    for somebody in (ama, mei):
        await forges(somebody, taps.SaveCopy(written.id))
        assert somebody.hears("That button is from an old message")
        assert files(somebody) == {}


async def test_a_second_tap_on_agree_changes_nothing(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    before = len(ama.part.hears())
    [pair] = await _pair(stage, grace)
    await forges(grace, taps.Agree(pair.id, 1))
    assert grace.hears("Version 1 stands")
    assert len(ama.part.hears()) == before
    assert await _pair(stage, grace) == [pair]


async def test_a_mentor_is_not_told_that_the_mentee_would_rather_not(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await ama.taps("Change mine")
    await _again(ama)
    await grace.taps("Open it")
    assert grace.hears("Mentee will lead on this.")
    assert not grace.hears("Not for now")


async def test_an_agreement_in_the_making_can_be_closed_kindly(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await grace.taps("Close it kindly")
    await grace.taps("Yes, close it")
    await ama.taps("Open it")
    assert ama.hears(NEUTRAL)
    await ama.says("/mentoring")
    assert "Grace" not in ama.buttons


async def test_closing_reads_the_same_whoever_closes_it(stage: Stage) -> None:
    read: dict[str, list[str]] = {"mentee": [], "mentor": []}
    for mentee, mentor, closer in (("Ama", "Grace", 0), ("Mei", "Ife", 1)):
        two = (await stage.member(mentee), await live_mentor(stage, mentor))
        await both_answered(stage, *two)
        await two[closer].taps("Close it kindly")
        await two[closer].taps("Yes, close it")
        await two[1 - closer].taps("Open it")
        for side, somebody in zip(("mentee", "mentor"), two, strict=True):
            read[side].append("\n".join([somebody.screen, *somebody.buttons]))
    assert read["mentee"][0] == read["mentee"][1]
    assert read["mentor"][0] == read["mentor"][1]


async def test_a_mentor_at_their_limit_makes_no_new_pair(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace", places=1)
    await paired(stage, ama, grace)
    mei = await stage.member("Mei")
    await both_answered(stage, mei, grace)
    await mei.taps("I agree")
    await grace.taps("I agree")
    assert grace.hears("All your places are taken")
    assert await _pair(stage, mei) == []


async def test_the_answers_are_sealed_on_disk(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    async with stage.database.read() as tx:
        rows = list(await tx.conn.slow("select answers from agreement_answers"))
    assert len(rows) == 2
    assert not any(b"race" in bytes(row["answers"]).lower() for row in rows)


STILL_KEEN = "Still keen? No rush, but I don't like to leave you hanging."


async def test_when_one_has_not_answered_in_two_weeks_both_are_asked_the_same(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    await ama.taps("Start now")
    await answers(ama)
    await stage.forward(days=15)
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        assert somebody.hears(STILL_KEEN)
        assert {"Give it a week", "Close it kindly"} <= set(somebody.buttons)
    assert "Start" not in ama.buttons
    await answers(grace)
    assert grace.hears("Both answers, side by side.")


async def test_give_it_a_week_asks_once_more_and_only_whoever_tapped(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    await stage.forward(days=15)
    for somebody in (ama, grace):
        await somebody.taps("Open it")
    await ama.taps("Give it a week")
    assert ama.hears("A week it is.")
    before = [len(somebody.part.hears()) for somebody in (ama, grace)]
    await stage.forward(days=8)
    assert [len(somebody.part.hears()) for somebody in (ama, grace)] == [before[0] + 1, before[1]]
    await ama.taps("Open it")
    assert ama.hears(STILL_KEEN)
    await ama.taps("Close it kindly")
    await ama.taps("Yes, close it")
    await grace.taps("Open it")
    assert grace.hears(NEUTRAL)


async def test_nobody_is_asked_whether_they_are_keen_once_both_have_answered(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    before = [len(somebody.part.hears()) for somebody in (ama, grace)]
    await stage.forward(days=15)
    assert [len(somebody.part.hears()) for somebody in (ama, grace)] == before


# Ending and pausing


async def _end(somebody: Somebody, other: str) -> None:
    await somebody.says("/mentoring")
    await somebody.taps(other)
    await somebody.taps("End or pause")
    await somebody.taps("End kindly")
    await somebody.taps("Yes, end it")


def _news_of(somebody: Somebody, before: int, start: datetime) -> list[tuple[str, int]]:
    return [(message.text, minutes_since(start, message.date)) for message in somebody.part.hears()[before:]]


async def test_an_ending_reads_the_same_whoever_ends_it(stage: Stage) -> None:
    heard: dict[str, list[list[tuple[str, int]]]] = {"mentee": [], "mentor": []}
    for mentee, mentor, ender in (("Ama", "Grace", 0), ("Mei", "Ife", 1)):
        two = (await stage.member(mentee), await live_mentor(stage, mentor))
        await paired(stage, *two)
        before, start = [len(each.part.hears()) for each in two], stage.now
        await _end(two[ender], two[1 - ender].name)
        assert two[ender].hears(ENDED)
        await two[1 - ender].taps("Open it")
        assert two[1 - ender].hears(ENDED)
        await stage.forward(days=3)
        for side, each, at in zip(("mentee", "mentor"), two, before, strict=True):
            heard[side].append(_news_of(each, at, start))
    assert ENDED in str(heard["mentee"])
    assert heard["mentee"][0] == heard["mentee"][1]
    assert heard["mentor"][0] == heard["mentor"][1]


async def test_the_mentee_is_asked_what_next_two_days_later(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await _end(grace, "Ama")
    await stage.forward(days=2)
    assert ama.hears("What next, if anything?")
    assert not grace.hears("What next")
    assert await _pair(stage, ama) == []


async def test_nothing_in_the_rows_says_who_ended_it(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await _end(grace, "Ama")
    async with stage.database.read() as tx:
        [row] = await tx.conn.slow("select * from pairs")
        audit = list(await tx.conn.slow("select * from audit where actor = ?", (grace.id,)))
    assert set(row.keys()) >= {"ended_at"}
    assert not any("by" in key or "who" in key for key in row.keys())  # noqa: SIM118 -- a sqlite3.Row iterates values
    assert audit == []


async def test_an_ending_withdraws_all_letters_of_the_pair_and_tells_other_features(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    [pair] = await _pair(stage, ama)
    told = []

    async def hear(_: Tx, ended: Pair, now: datetime) -> None:
        assert now <= stage.now
        told.append((ended.id, ended.state))

    monkeypatch.setattr(pairs, "on_end", [hear])
    async with stage.database.begin() as tx:
        due = stage.now + timedelta(days=9)
        await letters.owe(tx, kind="pair-back", to=ama.id, due=due, about={"pair": pair.id}, topic=pairs.topic(pair.id))
    await _end(ama, "Grace")
    assert told == [(pair.id, "ended")]
    async with stage.database.read() as tx:
        assert await letters.of_topic(tx, pairs.topic(pair.id)) == []


async def test_a_second_ending_is_answered_kindly(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await grace.says("/mentoring")
    await grace.taps("Ama")
    await grace.taps("End or pause")
    await grace.taps("Our jobs changed")
    await _end(ama, "Grace")
    await grace.taps("Yes, end it")
    assert grace.hears("That has finished already")


async def test_a_pause_reads_the_same_for_both_and_ends_by_itself(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await grace.says("/mentoring")
    await grace.taps("Ama")
    await grace.taps("End or pause")
    await grace.taps("Pause a month")
    assert grace.hears("rests until")
    await ama.taps("Open it")
    assert ama.hears("Resting until")
    [pair] = await _pair(stage, ama)
    assert pair.state == "paused"
    await stage.forward(days=30)
    [pair] = await _pair(stage, ama)
    assert pair.state == "agreed"
    assert ama.screen.startswith(KNOCK)


FORGED: list[Callable[[str], Button]] = [
    taps.OpenAgreement,
    taps.WhatsInIt,
    taps.AnswerAgreement,
    taps.StillKeen,
    taps.GiveItAWeek,
    taps.OpenPair,
    taps.OpenPairSet,
    taps.EndOrPause,
    taps.PauseAMonth,
    taps.CarryOnNow,
    taps.TalkFirst,
    taps.SomethingWrong,
    taps.EndKindly,
    taps.YesEnd,
    touch_taps.EndItToo,
    touch_taps.YesEndToo,
    lambda pair: taps.Agree(pair, 1),
    lambda pair: taps.CarryOn(pair, 1),
    taps.OpenCarriesOn,
    lambda pair: taps.CloseAgreement(pair, sure=True),
]


async def test_no_forged_tap_reaches_somebody_elses_pair(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    before = await _pair(stage, ama)
    mei = await stage.member("Mei")
    for forged in FORGED:
        await forges(mei, forged(before[0].id))
        assert mei.hears("That button is from an old message")
    assert await _pair(stage, ama) == before


async def test_nobody_can_agree_before_both_have_answered(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    async with stage.database.read() as tx:
        [written] = await agreements.of_person(tx, id_of(ama))
    await forges(ama, taps.Agree(written.id, 1))
    assert ama.hears("still has questions open")


async def test_somebody_who_is_erased_leaves_the_other_with_the_usual_line(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    async with stage.database.begin() as tx:
        await ending.before_erasing(tx, id_of(grace), stage.now)
        await tx.sql.people.erase(id=grace.id)
    await stage.settle()
    await ama.taps("Open it")
    assert ama.hears(ENDED)


@pytest.mark.parametrize("who", ["Ama", "Grace"])
async def test_an_erased_half_of_an_agreement_in_the_making_leaves_a_line_that_opens(stage: Stage, who: str) -> None:
    await a_mentee_and_a_mentor(stage)
    leaving = stage.cast[who]
    other = stage.cast["Grace" if who == "Ama" else "Ama"]
    await both_answered(stage, stage.cast["Ama"], stage.cast["Grace"])
    async with stage.database.begin() as tx:
        await ending.before_erasing(tx, id_of(leaving), stage.now)
        await tx.sql.people.erase(id=leaving.id)
    await stage.settle()
    await other.taps("Open it")
    assert other.hears(NEUTRAL)


async def test_answers_go_six_months_after_the_end(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await _end(ama, "Grace")
    async with stage.database.begin() as tx:
        await agreements.forget_old(tx, stage.now + timedelta(days=170))
        assert await tx.conn.slow("select 1 from agreement_answers")
        await agreements.forget_old(tx, stage.now + timedelta(days=190))
        assert not await tx.conn.slow("select 1 from agreement_answers")
