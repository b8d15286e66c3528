"""After a check-in: did it happen, does it work, who spoke more; and a kind word when two were missed."""

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.reminders import still_true
from handlers.checkins.taps import Done, LeaveIt, MoveIt, WhoSpoke, Works
from handlers.doors import BookCheckin, OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.mentors.taps import EndKindly, EndOrPause, PauseAMonth
from handlers.menu import open_rows
from handlers.talk.buttons import Rows, Said, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import checkins as rules
from mentoring.problems import OldButton
from storage import checkin_moves, checkin_secrets, checkins, pairs
from storage.checkins import Checkin
from storage.core.database import Tx
from storage.core.letters import Letter

THREE_DAYS = 3 * 24 * 60
MET, MOVED, MISSED = "met", "moved", "missed"
FEELINGS = ("good", "not-sure", "not-for-me")
I_DID = "i-did"


async def _done_letter(reading: Reading) -> Deed | None:
    checkin = await still_true(reading)
    if checkin is None or reading.now < checkin.ends:
        return None
    rows: Rows = [
        [Done(checkin.id, checkin.version, MET), Done(checkin.id, checkin.version, MOVED).named("checkin-we-moved-it")],
        [Done(checkin.id, checkin.version, MISSED).named("checkin-did-not-happen")],
    ]
    return Send(reading.words("checkin-done"), keyboard(rows, reading.words))


async def _meeting_is_over(tx: Tx, letter: Letter, _: Outcome, now: object) -> None:
    """Whatever became of the question: what the mentee needed that day is forgotten."""
    await checkin_secrets.forget_opener(tx, str(letter.about["checkin"]))


async def done(_: Update, turn: Turn) -> None:
    """What one side says of it. It took place when either says so."""
    pressed = turn.pressed(Done)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version or turn.now < checkin.starts or checkin.state == "to-move":
        raise OldButton
    if pressed.how == MET:
        await _met(turn, checkin)
    elif pressed.how == MOVED:
        _find_new_time(turn, checkin, "checkin-moved-when")
    elif pressed.how == MISSED:
        await _missed(turn, checkin)
    else:
        raise OldButton


async def _met(turn: Turn, checkin: Checkin) -> None:
    await checkin_moves.close(turn.tx, checkin, MET, turn.now)
    if turn.person == checkin.mentor:
        await _ask_who_spoke(turn, checkin)
        return
    met = [one for one in await checkins.of_pair(turn.tx, checkin.pair) if one.state == MET]
    if not rules.asks_how_it_goes(len(met)):
        turn.show("checkin-glad", buttons=open_rows([[OpenReflect(), OpenMenu()]]))
        return
    taps = [Works(checkin.id, place).named(f"checkin-works-{each}") for place, each in enumerate(FEELINGS)]
    turn.show("checkin-does-it-work", buttons=open_rows([taps[:2], taps[2:], [OpenReflect(), OpenSupport()]]))


async def works(_: Update, turn: Turn) -> None:
    """Sealed, and shown to nobody. «Not for me» opens the kind way out and tells no one (P-B05)."""
    pressed = turn.pressed(Works)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if turn.person != checkin.mentee or not 0 <= pressed.place < len(FEELINGS):
        raise OldButton
    feeling = FEELINGS[pressed.place]
    await checkin_secrets.feel(turn.tx, checkin, feeling)
    rows: Rows = [[OpenReflect(), OpenMenu()]]
    if feeling != "good":
        rows = [[EndOrPause(checkin.pair)], [OpenReflect(), OpenSupport()]]
    turn.show(f"checkin-felt-{feeling}", buttons=open_rows(rows))


async def _ask_who_spoke(turn: Turn, checkin: Checkin) -> None:
    asked = sets("prompts")["checkin"]["who_spoke_more"]
    taps = [Said(WhoSpoke(place), str(button["says"])) for place, button in enumerate(asked["buttons"])]
    rows: Rows = [taps]
    coming = await checkins.booked(turn.tx, turn.person, turn.now)
    if not any(one.pair == checkin.pair for one in coming):
        rows = [taps, [BookCheckin(checkin.pair)]]
    turn.show_text(str(asked["text"]), buttons=rows)


async def who_spoke(_: Update, turn: Turn) -> None:
    """A check with oneself: nothing is kept; a tip when the mentor did (P-T2.15)."""
    asked, place = sets("prompts")["checkin"]["who_spoke_more"], turn.pressed(WhoSpoke).place
    if not 0 <= place < len(asked["buttons"]):
        raise OldButton
    if asked["buttons"][place]["id"] == I_DID:
        turn.show_text(str(asked["tip"]), buttons=[[OpenMenu()]])
    else:
        turn.show("checkin-glad", buttons=[[OpenMenu()]])


# When it did not happen


def _find_new_time(turn: Turn, checkin: Checkin, key: str) -> None:
    find = MoveIt(checkin.id, checkin.version).named("checkin-find-a-time")
    turn.show(key, buttons=[[find, LeaveIt(checkin.id, checkin.version)], [OpenMenu()]])


async def _missed(turn: Turn, checkin: Checkin) -> None:
    """No blame and no reason. After two in a row each is asked, apart, what would help (P-B03)."""
    if checkin.state == MET:
        turn.show("checkin-they-say-met", buttons=[[OpenMenu()]])
        return
    if await checkin_moves.close(turn.tx, checkin, MISSED, turn.now):
        past = [one for one in await checkins.of_pair(turn.tx, checkin.pair) if one.state in (MET, MISSED)]
        if rules.nudges(one.state for one in reversed(past)):
            for person in (checkin.mentor, checkin.mentee):
                about, topic = {"checkin": checkin.id}, pairs.topic(checkin.pair)
                turn.write_to(person, "checkin-two-missed", about=about, topic=topic)
    _find_new_time(turn, checkin, "checkin-life-happens")


async def _two_missed(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None or checkin.state != MISSED:
        return None
    rows: Rows = [
        [MoveIt(checkin.id, checkin.version)],
        [PauseAMonth(checkin.pair).named("checkin-pause"), EndKindly(checkin.pair)],
    ]
    return Send(reading.words("checkin-two-missed"), keyboard(open_rows(rows), reading.words))


HANDLERS = [
    Done.handler(for_members(done)),
    Works.handler(for_members(works)),
    WhoSpoke.handler(for_members(who_spoke)),
]
LETTERS = {
    "checkin-done": LetterKind(_done_letter, settled=_meeting_is_over, useful_for=THREE_DAYS),
    "checkin-two-missed": LetterKind(_two_missed, waits_for_morning=True),
}
