"""A whole evening, from the card to the day the last offer closes, with everything in it that can go wrong in one week.

Six members, two guides, an observer. The clocks change, one comes late, one needs a minute, one stays away after all, a
guide drops out, and the call fails. At each point: who hears what, and who does not.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentoring.people import PersonId, Role
from storage import seats, sessions
from tests.dump import told
from tests.scenarios.test_holding import rows_about, shown_to
from tests.session_steps import LINK, Evening, evening
from tests.stage import Somebody, Stage, plain, set_up
from tests.sweep import assert_nowhere
from tests.unnamed_steps import in_group

AFTER_THE_CHANGE = datetime(2026, 4, 2, 18, tzinfo=UTC)
"""A Thursday, seven in the evening in the UK: the clocks changed on the Sunday before."""
NEW_LINK = "https://call.example.org/room/43"
MARKER = "juniper-lanternfish-5518"
THING = f"Ask about the {MARKER} rota"


@dataclass(kw_only=True)
class Night(Evening):
    """The evening, with a guide who can stand in, and the session's id."""

    ros: Somebody
    session_id: str = ""

    def member(self, name: str) -> Somebody:
        return next(one for one in self.members if one.name == name)

    @property
    def everyone(self) -> list[Somebody]:
        return [*self.members, *self.guides, self.ros, self.observer, self.coordinator]

    def who_read(self, text: str) -> set[str]:
        """Everybody whose private chat has ever shown this; «the group» where the circle has."""
        here = {one.name for one in self.everyone if text in plain(shown_to(one))}
        return here | ({"the group"} if text in self.members[0].transcript(self.chat) else set())

    def newest_in_group(self) -> str:
        return plain(in_group(self)[-1].text)

    async def minutes(self, past: float) -> None:
        """To so many minutes past the start."""
        await self.stage.until(AFTER_THE_CHANGE + timedelta(minutes=past))


async def planned(stage: Stage) -> Night:
    """Six seats taken and everybody in the group, for the Thursday after the clocks change."""
    made = await evening(stage)
    ros = await stage.member("Ros", roles=[Role.GUIDE])
    night = Night(**vars(made), ros=ros)
    night.members.append(await stage.member("Zainab"))
    async with stage.database.begin() as tx:
        await seats.take_seat(tx, night.circle, _id(night.member("Zainab")), now=stage.now, promised="promises")
        await sessions.move(tx, await night.session(), AFTER_THE_CHANGE, now=stage.now)
    night.session_id = (await night.session()).id
    for one in (*night.members, *night.guides, night.observer):
        one.part.enters(night.chat, by=night.coordinator.part.user)
    await stage.settle()
    return night


def _id(one: Somebody) -> PersonId:
    return one.id or PersonId("")


# Before


async def reads_the_card(night: Night) -> None:
    """The day before. The card says what the change means on each phone; the guides set the way in."""
    await night.to(hours=24)
    line = "Clocks changed on Sun 29 Mar. It's 7:00 pm on your phone's new time."
    assert night.who_read(line) == {one.name for one in night.members}
    for member in night.members:
        await member.taps("I've read it")
    await night.set_link()
    assert night.who_read(LINK) == set()


async def says_whether_they_come(night: Night) -> None:
    """An hour before. Who comes late is told to nobody."""
    await night.to(hours=1)
    for name in ("Ama", "Mei", "Tunde", "Fatima"):
        await night.member(name).taps("I'm coming")
    kofi = night.member("Kofi")
    others = [one.transcript() for one in night.everyone if one is not kofi]
    await kofi.taps("Running late")
    assert kofi.hears("No rush. Come in when you can.")
    assert [one.transcript() for one in night.everyone if one is not kofi] == others


async def one_guide_drops_out(night: Night) -> None:
    """Twenty minutes before. Ros is asked at once; no member hears of it."""
    await night.to(minutes=20)
    members, gus = [one.transcript() for one in night.members], night.guides[1]
    await gus.says("/rota")
    await gus.taps("Can't make it")
    assert gus.hears("That's fine, no reason needed.")
    assert night.who_read("Could you stand in?") == {"Ros"}
    assert [one.transcript() for one in night.members] == members


async def the_room_opens(night: Night, *, stays_away: bool) -> None:
    """Ten minutes before: five are in, so one guide alone may not be asked for. One of the five takes it back."""
    await night.to(minutes=10)
    zainab, ed = night.member("Zainab"), night.guides[0]
    for name in ("Ama", "Mei", "Tunde", "Fatima"):
        await night.member(name).taps("I'm in today")
        assert night.member(name).hears("You're in.")
    if stays_away:
        await yes_and_not_today_after_all(night, zainab, ed)
    await ed.says("/hold")
    assert "In today: 4" in ed.screen


async def yes_and_not_today_after_all(night: Night, zainab: Somebody, ed: Somebody) -> None:
    before = await rows_about(night.stage, zainab)
    await zainab.taps("I'm in today")
    assert await rows_about(night.stage, zainab) != before
    await ed.says("/hold")
    assert "In today: 5" in ed.screen
    await ed.taps("Begin")
    assert ed.hears("A circle needs two guides")
    assert "Ask if one is OK" not in ed.buttons
    await zainab.taps("Not today after all")
    assert zainab.hears("That's fine. Rest well. Catch up with Obi later if you like.")
    assert await rows_about(night.stage, zainab) == before


async def ros_stands_in(night: Night) -> None:
    await night.ros.taps("I can")
    assert night.ros.hears("You stand in at Thursday circle, Thu 2 Apr, 7:00 pm UK time, for that one time.")
    assert night.who_read("Ros stands in") == {"Ed", "Obi", "Nana"}
    assert "Open call link" in night.ros.transcript()


# The circle


async def begins(night: Night) -> None:
    await night.minutes(0)
    ed = night.guides[0]
    await ed.says("/hold")
    await ed.taps("Begin")
    assert "We're starting. Ed and Ros are guiding. Obi is here for a quiet word." in night.newest_in_group()
    assert night.who_read("I'm here all session.") == {"Ama", "Mei", "Tunde", "Fatima"}
    for member in night.members:
        member.part.says(f"I am glad of this {MARKER}", night.chat)
    await night.stage.settle()


async def kofi_comes_late(night: Night) -> None:
    await night.minutes(12)
    kofi, said = night.member("Kofi"), len(in_group(night))
    await kofi.starts(f"panel_{night.session_id}")
    assert kofi.hears("Welcome. Same promises: private, not recorded, pass when you like. Are you in?")
    await kofi.taps("I'm in today")
    assert "Open call link" in kofi.transcript()
    assert kofi.screen == "I'm here all session."
    assert len(in_group(night)) == said
    assert "In today: 5" in night.guides[0].screen


async def ama_needs_a_minute(night: Night) -> None:
    """Obi hears it, and nobody else."""
    await night.minutes(25)
    ama, obi = night.member("Ama"), night.observer
    others = [one.transcript() for one in night.everyone if one not in (ama, obi)]
    await ama.taps("I need a minute")
    await ama.taps("Message the observer")
    assert ama.hears("Obi is coming to you as soon as they can.")
    assert obi.screen == "Ama would like a quiet word."
    await obi.taps("On my way")
    assert ama.screen == "Obi is on the way to you."
    assert [one.transcript() for one in night.everyone if one not in (ama, obi)] == others
    assert night.who_read("would like a quiet word") == {"Obi"}


async def the_call_fails(night: Night) -> None:
    """A new way in, in private, for those who are in and those who hold it; the end stays where it was."""
    await night.minutes(40)
    ed, said = night.guides[0], len(in_group(night))
    for label in ("Something's up", "Trouble with the call", "Call won't work"):
        await ed.taps(label)
    assert "I'll ask you again at 7:55 pm. The end stays at 8:30 pm." in ed.screen
    await ed.taps("New link")
    await ed.types(NEW_LINK)
    given = {one.name for one in night.everyone if NEW_LINK in _ways_in(one)}
    assert given == {"Ama", "Mei", "Tunde", "Fatima", "Kofi", "Ros", "Obi", "Ed"}  # Ed on the panel
    assert NEW_LINK not in shown_to(ed)
    assert len(in_group(night)) == said
    await night.minutes(56)
    assert night.who_read("Still no way into the call?") == set()


def _ways_in(one: Somebody) -> set[str]:
    return {str(b.get("url")) for message in one.part.hears() for row in message.buttons for b in row}


async def closes(night: Night) -> None:
    await night.minutes(80)
    assert night.newest_in_group() == "Ten minutes left. Time to land gently."
    await night.minutes(84)
    await night.guides[0].taps("Close")
    assert night.newest_in_group().startswith("Thank you all. What's said here stays here.")


# After


async def debriefs(night: Night) -> None:
    """The three who held it, then the five who were there; not the guide who dropped out, nor who stayed away."""
    await night.minutes(84 + 16)
    assert night.who_read("Ten minutes for you three.") == {"Ed", "Ros", "Obi"}
    await night.minutes(84 + 31)
    assert night.who_read("How are you doing after that?") == {"Ama", "Mei", "Tunde", "Fatima", "Kofi"}
    ama, obi = night.member("Ama"), night.observer
    await ama.taps("I'd like a chat")
    assert night.who_read("would like a debrief: Ama") == {"Obi"}
    await obi.taps("Now")
    assert ama.hears("Obi has time for you now")
    await night.member("Tunde").taps("I'm fine")
    await night.member("Mei").starts(f"thing_{night.session_id}")
    await night.member("Mei").types(THING)
    assert night.member("Mei").hears("Saved, and cleared from this chat.")


async def the_days_after(night: Night) -> None:
    await night.stage.until(datetime(2026, 4, 3, 9, 5, tzinfo=UTC))
    assert night.who_read("Thinking of you after yesterday.") == {"Ama", "Mei", "Tunde", "Fatima", "Kofi"}
    assert await links_kept(night)
    await night.minutes(85 + 24 * 60)
    assert not await links_kept(night)
    said = [one.transcript() for one in night.everyone]
    await night.minutes(83 + 72 * 60)
    assert [one.transcript() for one in night.everyone] == said
    await night.stage.forward(minutes=3)
    await night.member("Fatima").taps("I'd like a chat")
    assert night.member("Fatima").hears("That was more than three days ago, so this offer has closed.")


async def links_kept(night: Night) -> bool:
    async with night.stage.database.read() as tx:
        return await sessions.link_of(tx, night.session_id) is not None


async def plays(stage: Stage, *, stays_away: bool) -> Night:
    """All of it. Zainab says yes and takes it back, or has never answered at all."""
    night = await planned(stage)
    await reads_the_card(night)
    await says_whether_they_come(night)
    await one_guide_drops_out(night)
    await the_room_opens(night, stays_away=stays_away)
    await ros_stands_in(night)
    await begins(night)
    await kofi_comes_late(night)
    await ama_needs_a_minute(night)
    await the_call_fails(night)
    await closes(night)
    await debriefs(night)
    await the_days_after(night)
    return night


@pytest.fixture
async def other_stage(empty_house: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A second house, to lay beside the first."""
    async with set_up(empty_house, tmp_path / "other-house") as stage:
        yield stage


async def everything(night: Night) -> dict[str, list[str]]:
    return await told(night.stage, {_id(one): one.name for one in night.everyone})


async def test_a_full_evening_each_hears_what_is_theirs_and_the_house_keeps_no_not_today(
    stage: Stage, other_stage: Stage, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    night = await plays(stage, stays_away=True)
    zainab = night.member("Zainab")
    assert not [one.name for one in night.everyone if one is not zainab and "Zainab" in shown_to(one)]
    assert "Zainab" not in "\n".join(message.text for message in in_group(night))
    silent = await plays(other_stage, stays_away=False)
    assert await everything(night) == await everything(silent)
    assert_nowhere(stage, MARKER, caplog.text, *capsys.readouterr())
