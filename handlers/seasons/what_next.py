"""What next? Another season, another circle, a mentor, holding one, or a rest: asked in private, kept only if yes."""

from telegram import Update

from handlers.circles.mine import StepOut
from handlers.doors import OpenCircles, OpenMenu, OpenSessions, OpenSupport
from handlers.guards import for_members
from handlers.mentors.taps import FindMentor
from handlers.seasons import ending
from handlers.seasons.taps import AnotherSeason, DontTell, HoldOne, Rest, TellThem
from handlers.sessions import saying
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles, seasons, sessions
from storage.circles import Circle
from storage.core.database import Tx

# The question


async def _asking(tx: Tx, circle_id: str) -> Circle | None:
    """The circle, while it is open whether there is another season."""
    try:
        circle = await circles.find(tx, circle_id)
    except OldButton:
        return None
    kept = await seasons.find(tx, circle.id)
    return circle if kept is not None and kept.state == "asking" and circle.state != "closed" else None


async def _members(reading: Reading) -> Deed | None:
    circle = await _asking(reading.tx, str(reading.letter.about["circle"]))
    if circle is None or reading.letter.person not in await saying.seated(reading.tx, circle.id):
        return None
    rows: Rows = [
        [AnotherSeason(circle.id), OpenCircles().named("season-other-circle")],
        [FindMentor().named("season-find-mentor"), HoldOne(circle.id)],
        [Rest(circle.id), OpenSupport()],
    ]
    return Send(reading.words("season-what-next", title=circle.title), keyboard(rows, reading.words))


async def _staff(reading: Reading) -> Deed | None:
    circle = await _asking(reading.tx, str(reading.letter.about["circle"]))
    if circle is None or reading.letter.person not in (await circles.staff(reading.tx, circle.id)).everyone:
        return None
    rows: Rows = [[AnotherSeason(circle.id).named("season-hold-again"), Rest(circle.id)], [OpenSupport()]]
    return Send(reading.words("season-what-next-staff", title=circle.title), keyboard(rows, reading.words))


# The answers


async def _mine(turn: Turn, circle_id: str) -> tuple[Circle, bool] | None:
    """A circle that asks the speaker, and whether they sit in it. None once it is settled. Raises OldButton."""
    circle = await _asking(turn.tx, circle_id)
    if circle is None:
        await _show_settled(turn, circle_id)
        return None
    sits = await circles.seat_of(turn.tx, circle.id, turn.person) is not None
    if not sits and turn.person not in (await circles.staff(turn.tx, circle.id)).everyone:
        raise OldButton
    return circle, sits


async def _show_settled(turn: Turn, circle_id: str) -> None:
    circle = await circles.find(turn.tx, circle_id)
    if circle.state == "closed":
        turn.show("season-settled-end", buttons=[[OpenCircles(), OpenMenu()]])
    else:
        turn.show("season-settled-on", buttons=[[OpenSessions(), OpenMenu()]], title=circle.title)


@for_members
async def another_season(_: Update, turn: Turn) -> None:
    """A private yes. The one that makes it enough begins the season in this very transaction."""
    mine = await _mine(turn, turn.pressed(AnotherSeason).circle)
    if mine is None:
        return
    circle, _sits = mine
    await seasons.say_yes(turn.tx, circle.id, turn.person, now=turn.now)
    day = turn.words.day(await ending.settles_at(turn.tx, circle.id, turn.now), turn.zone)
    turn.show("season-yes-kept", buttons=[[Rest(circle.id).named("season-changed-mind"), OpenMenu()]], day=day)
    if await ending.enough(turn.tx, circle):
        await ending.go_on(turn.tx, circle, turn.now)


@for_members
async def rest(_: Update, turn: Turn) -> None:
    """No row, no name, no reason: an earlier yes is taken back."""
    mine = await _mine(turn, turn.pressed(Rest).circle)
    if mine is None:
        return
    circle, sits = mine
    await seasons.take_back(turn.tx, circle.id, turn.person)
    rows: Rows = [[StepOut(circle.id)] if sits else [], [OpenMenu(), OpenSupport()]]
    turn.show("season-rest-well", buttons=rows, seated="yes" if sits else "no")


# Holding one


@for_members
async def hold_one(_: Update, turn: Turn) -> None:
    """Somebody would like to hold a circle: nobody is told before they say so."""
    yes = TellThem(turn.pressed(HoldOne).circle)
    turn.say("season-hold-sure", buttons=[[yes, DontTell()]])


@for_members
async def tell_them(_: Update, turn: Turn) -> None:
    circle = await circles.find(turn.tx, turn.pressed(TellThem).circle)
    told = [person for person in await saying.coordinators(turn.tx, circle) if person != turn.person]
    for person in told:
        turn.write_to(person, "season-would-hold", about={"person": turn.person})
    turn.show("season-hold-told" if told else "season-hold-nobody", buttons=[[OpenMenu()]])


@for_members
async def dont_tell(_: Update, turn: Turn) -> None:
    turn.show("season-hold-no", buttons=[[OpenMenu()]])


async def _would_hold(reading: Reading) -> Deed | None:
    """With their name, which they said yes to. Nobody by that name any more: nothing is sent."""
    name = await saying.one_name(reading.tx, PersonId(str(reading.letter.about["person"])), reading.words)
    return Send(reading.words("season-would-hold", name=name)) if name else None


# How it ended


async def _goes_on_group(reading: Reading) -> Deed | None:
    found = await _first_of(reading)
    if found is None or found[0].group != reading.letter.group:
        return None
    circle, length = found
    following = await sessions.next_of(reading.tx, circle.id, reading.now)
    when = reading.words.when(following.starts, circle.zone) if following else reading.words("rota-no-date")
    return Send(reading.words("season-goes-on", length=length, when=when))


async def _goes_on(reading: Reading) -> Deed | None:
    found, reader = await _first_of(reading), PersonId(reading.letter.person or "")
    if found is None:
        return None
    circle, length = found
    following = await sessions.next_of(reading.tx, circle.id, reading.now)
    zone = await saying.zone_of(reading.tx, reader)
    when = reading.words.when(following.starts, zone) if following else reading.words("rota-no-date")
    sits = reader in await saying.seated(reading.tx, circle.id)
    rows: Rows = [[OpenSessions(), StepOut(circle.id)] if sits else [OpenSessions()]]
    text = reading.words("season-goes-on-you", title=circle.title, length=length, when=when)
    return Send(text, keyboard(rows, reading.words))


async def _first_of(reading: Reading) -> tuple[Circle, int] | None:
    """The circle of a new season and its length, while that is still true."""
    circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    kept = await seasons.find(reading.tx, circle.id)
    if circle.state == "closed" or kept is None or kept.state != "running":
        return None
    return circle, kept.length or 0


def _closed(key: str, *, door: bool = False) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
        rows: Rows = [[OpenCircles().named("season-other-circle"), FindMentor()]] if door else []
        return Send(reading.words(key, title=circle.title), keyboard(rows, reading.words))

    return LetterKind(render, waits_for_morning=True)


async def _closed_group(reading: Reading) -> Deed | None:
    return Send(reading.words("season-closed"))


HANDLERS = [
    AnotherSeason.handler(another_season),
    Rest.handler(rest),
    HoldOne.handler(hold_one),
    TellThem.handler(tell_them),
    DontTell.handler(dont_tell),
]
LETTERS = {
    "season-what-next": LetterKind(_members, waits_for_morning=True),
    "season-what-next-staff": LetterKind(_staff, waits_for_morning=True),
    "season-would-hold": LetterKind(_would_hold, waits_for_morning=True),
    "season-goes-on": LetterKind(_goes_on_group),
    "season-goes-on-you": LetterKind(_goes_on, waits_for_morning=True),
    "season-closed": LetterKind(_closed_group),
    "season-closed-you": _closed("season-closed-you", door=True),
    "season-closed-staff": _closed("season-closed-staff"),
    "season-closed-told": _closed("season-closed-told"),
}
