"""The coordinator's desk: profiles are read by eye before any member sees them."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.mentors import cards
from handlers.mentors.profile import tell_mentor
from handlers.mentors.taps import AskToChange, DeskProfile, LooksGood, OpenDesk, RestProfile
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, in_rows
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from mentoring import mentors as rules
from mentoring.mentors import State
from mentoring.names import clean_text
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import mentors
from storage.core import audit

LONGEST_NOTE = 300


async def desk(_: Update, turn: Turn) -> None:
    """/mentordesk: who waits to be read, and who is live."""
    waiting = await mentors.in_state(turn.tx, State.TO_CHECK)
    live = await mentors.in_state(turn.tx, State.LIVE)
    if not waiting and not live:
        turn.show("desk-empty", buttons=[[OpenMenu()]])
        return
    taps = [Said(DeskProfile(who), (await cards.speaker_name(turn, who))[:24]) for who in (*waiting, *live)]
    turn.show("desk-front", waiting=len(waiting), live=len(live), buttons=[*in_rows(taps), [OpenMenu()]])


async def read_profile(_: Update, turn: Turn) -> None:
    """A profile as members would read it. Raises OldButton when there is none."""
    who = PersonId(turn.pressed(DeskProfile).mentor)
    mentor, profile = await mentors.find(turn.tx, who), await mentors.profile_of(turn.tx, who)
    if mentor is None or profile is None:
        raise OldButton
    name = await cards.speaker_name(turn, who)
    card = cards.profile_card(turn.words, name, profile, places=mentor.places, checked=False)
    turn.show_text(card, buttons=_rows(who, mentor.state))


def _rows(who: PersonId, state: State) -> Rows:
    back = [OpenDesk().named("form-back")]
    if state is State.TO_CHECK:
        return [[LooksGood(who), AskToChange(who)], [RestProfile(who)], back]
    return [[RestProfile(who)], back] if state is State.LIVE else [back]


async def looks_good(_: Update, turn: Turn) -> None:
    """Checked by eye: members may see it. Raises OwnProfile."""
    who = PersonId(turn.pressed(LooksGood).mentor)
    if not await mentors.go_live(turn.tx, who, checker=turn.person, now=turn.now):
        turn.show("desk-wait", buttons=[[OpenDesk().named("form-back")]])
        return
    await audit.note(turn.tx, "profile-checked", by=turn.person, about=who, now=turn.now)
    await _done(turn, who, "desk-live")


async def rest_profile(_: Update, turn: Turn) -> None:
    """Shown to nobody until the mentor brings it back and it is read again."""
    who = PersonId(turn.pressed(RestProfile).mentor)
    if not await mentors.rest(turn.tx, who):
        turn.show("desk-wait", buttons=[[OpenDesk().named("form-back")]])
        return
    await audit.note(turn.tx, "profile-rested", by=turn.person, about=who, now=turn.now)
    await _done(turn, who, "desk-rested")


async def ask_to_change(_: Update, turn: Turn) -> None:
    who = PersonId(turn.pressed(AskToChange).mentor)
    rules.check_by_eye(who, turn.person)
    await forms.start(turn, CHANGE, given={"mentor": who})


async def _handed_back(turn: Turn, answers: Answers) -> None:
    who = PersonId(answers["mentor"])
    if not await mentors.ask_to_change(turn.tx, who, answers["note"]):
        turn.show("desk-wait", buttons=[[OpenDesk().named("form-back")]])
        return
    await audit.note(turn.tx, "profile-handed-back", by=turn.person, about=who, now=turn.now)
    await _done(turn, who, "desk-handed-back")


async def _done(turn: Turn, who: PersonId, key: str) -> None:
    turn.show(key, buttons=[[OpenDesk().named("form-back"), OpenMenu()]])
    await tell_mentor(turn.tx, who, turn.now)


async def _only_coordinators(turn: Turn) -> PersonId:
    return await turn.need(Role.COORDINATOR)


def _note(text: str) -> str:
    return clean_text(text, LONGEST_NOTE)


CHANGE = forms.register(
    Form(
        "profile-change",
        [Question("note", "desk-what-to-change", text=_note)],
        _handed_back,
        allowed=_only_coordinators,
    )
)
for_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    CommandHandler("mentordesk", for_coordinators(desk)),
    OpenDesk.handler(for_coordinators(desk)),
    DeskProfile.handler(for_coordinators(read_profile)),
    LooksGood.handler(for_coordinators(looks_good)),
    AskToChange.handler(for_coordinators(ask_to_change)),
    RestProfile.handler(for_coordinators(rest_profile)),
]
