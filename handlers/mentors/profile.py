"""A mentor's profile: a self-check whose answers are not kept, then their own words, then a coordinator's eye."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_roles
from handlers.mentors import cards
from handlers.mentors.taps import (
    BeginReadiness,
    OpenDesk,
    OpenPlaces,
    OpenProfile,
    RestMine,
    SetPlaces,
    WakeMine,
    WriteProfile,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import names
from mentoring.matching import DOORS_OPENED
from mentoring.meetings import rests_after
from mentoring.mentors import PLACES, NotReadyYet, Profile, State, is_ready
from mentoring.people import PersonId, Role
from storage import mentors, people
from storage.core import letters
from storage.core.database import Tx

SELF_CHECK = tuple(sets("readiness")["self_check"])
MOST_TICKS = 5


async def only_mentors(turn: Turn) -> PersonId:
    """Asked at every step of both forms."""
    return await turn.need(Role.MENTOR)


# The self-check


def _line_of_self_check(place: int) -> Question:
    async def holes(_: Turn, __: Answers) -> dict[str, Any]:
        return {"place": place + 1, "of": len(SELF_CHECK), "statement": SELF_CHECK[place]}

    answers = (Choice("yes", "readiness-yes"), Choice("not-yet", "readiness-not-yet"))
    return Question(f"line-{place}", "readiness-line", choices=answers, holes=holes)


async def _checked_themselves(turn: Turn, answers: Answers) -> None:
    if not is_ready(answers.values()):
        turn.show("readiness-not-now", buttons=[[OpenMenu()]])
        return
    await mentors.note_ready(turn.tx, turn.person, turn.now)
    turn.show("readiness-done", buttons=[[WriteProfile()]])


READINESS = forms.register(
    Form(
        "mentor-readiness",
        [_line_of_self_check(place) for place in range(len(SELF_CHECK))],
        _checked_themselves,
        private=True,
        allowed=only_mentors,
    )
)


# The profile


def line(most: int) -> Callable[[str], str]:
    """One tidy line of up to `most` letters."""
    return partial(names.clean_text, most=most)


YES_NO = (Choice("yes", "profile-yes"), Choice("no", "profile-no"))
QUESTIONS = (
    Question("region", "profile-region", text=line(40)),
    Question("field", "profile-field", text=line(60)),
    Question("what_i_do", "profile-what-i-do", text=line(200)),
    Question("own_words", "profile-own-words", text=line(500), skip=True),
    Question("background", "profile-background", YES_NO, when=lambda answers: bool(answers.get("own_words"))),
    Question("true_example", "profile-true-example", text=line(700)),
    Question("cannot_help", "profile-cannot-help", text=line(300)),
    Question("can_help", "profile-can-help", text=line(300), skip=True),
    Question("gives", "profile-gives", cards.tag_choices("wants", without=[DOORS_OPENED]), many=4, columns=1),
    Question("skills", "profile-skills", cards.tag_choices("skills"), many=sets("tags")["most_skills"]),
    Question("values", "profile-values", cards.tag_choices("values"), many=sets("tags")["most_values"]),
    Question("styles", "profile-styles", cards.tag_choices("styles"), many=MOST_TICKS),
    Question("experience", "profile-experience", cards.tag_choices("experience"), many=MOST_TICKS, columns=1),
    Question("times", "profile-times", text=line(100), skip=True),
    Question("places", "profile-places-ask", [Choice(str(n), text=str(n)) for n in PLACES], columns=4),
    Question("sponsors", "profile-sponsors", YES_NO),
    Question("past", "profile-past", text=line(150), skip=True),
)


WORDED = ("region", "field", "what_i_do", "true_example", "cannot_help", "own_words", "can_help", "times", "past")
TICKED = ("gives", "skills", "values", "styles", "experience")


async def _wrote_profile(turn: Turn, answers: Answers) -> None:
    parts: dict[str, Any] = {key: answers.get(key) for key in WORDED}
    parts |= {key: tuple(answers.get(key) or ()) for key in TICKED}
    parts |= {"speaks_of_background": answers.get("background") == "yes", "sponsors": answers.get("sponsors") == "yes"}
    profile = Profile(**parts)
    await mentors.write_profile(turn.tx, turn.person, profile, int(answers["places"]))
    turn.show("profile-sent", buttons=[[OpenProfile(), OpenMenu()]])
    await _knock_at_the_desk(turn)


async def _knock_at_the_desk(turn: Turn) -> None:
    for coordinator in await people.holding(turn.tx, Role.COORDINATOR):
        if coordinator != turn.person:
            turn.write_to(coordinator, "profile-to-check", about={"mentor": turn.person}, topic=topic(turn.person))


PROFILE = forms.register(Form("mentor-profile", QUESTIONS, _wrote_profile, allowed=only_mentors))


def topic(mentor: PersonId) -> str:
    """The topic of letters about a profile."""
    return f"profile:{mentor}"


async def show_profile(_: Update, turn: Turn) -> None:
    """/profile: where it stands, and what may be done next."""
    mentor = await mentors.find(turn.tx, turn.person)
    if mentor is None:
        turn.show("readiness-intro", buttons=[[BeginReadiness()], [OpenSupport(), OpenMenu()]])
        return
    note = await mentors.note_of(turn.tx, turn.person)
    lapsed = mentor.state is State.RESTING and rests_after(mentor.lapses)
    state = "profile-rested-for-lapses" if lapsed else f"profile-state-{mentor.state}"
    parts = [turn.words(state, note=note or "")]
    profile = await mentors.profile_of(turn.tx, turn.person)
    if profile:
        name = await cards.speaker_name(turn, turn.person)
        free = await mentors.free_places(turn.tx, turn.person)
        parts = [cards.profile_card(turn.words, name, profile, places=free, checked=False), "", *parts]
    turn.show_text("\n".join(parts), buttons=_rows(mentor.state))


def _rows(state: State) -> Rows:
    if state is State.BEGUN:
        return [[WriteProfile()], [OpenMenu()]]
    rest = WakeMine() if state is State.RESTING else RestMine()
    return [[WriteProfile().named("profile-again"), OpenPlaces()], [rest], [OpenMenu()]]


async def begin_readiness(_: Update, turn: Turn) -> None:
    await forms.start(turn, READINESS)


async def write_profile(_: Update, turn: Turn) -> None:
    """The questions of the profile, once the self-check is done. Raises NotReadyYet."""
    if await mentors.find(turn.tx, turn.person) is None:
        raise NotReadyYet
    await forms.start(turn, PROFILE)


async def rest_mine(update: Update, turn: Turn) -> None:
    """A mentor may step back at any time, with no reason."""
    await mentors.rest(turn.tx, turn.person)
    await letters.withdraw(turn.tx, topic(turn.person), kind="profile-to-check")
    await show_profile(update, turn)


async def wake_mine(update: Update, turn: Turn) -> None:
    """Back from resting: a coordinator reads it again first."""
    if await mentors.wake(turn.tx, turn.person):
        await _knock_at_the_desk(turn)
    await show_profile(update, turn)


async def open_places(_: Update, turn: Turn) -> None:
    turn.show("profile-places-ask", buttons=[[Said(SetPlaces(n), str(n)) for n in PLACES], [OpenProfile()]])


async def set_places(_: Update, turn: Turn) -> None:
    places = turn.pressed(SetPlaces).places
    if places in PLACES:
        await mentors.set_places(turn.tx, turn.person, places)
        turn.show("profile-places-set", places=places, buttons=[[OpenProfile(), OpenMenu()]])


# Letters


async def _to_check(reading: Reading) -> Deed | None:
    mentor = await mentors.find(reading.tx, PersonId(str(reading.letter.about["mentor"])))
    waiting = mentor is not None and mentor.state is State.TO_CHECK
    return cards.knocking(reading.words, OpenDesk()) if waiting else None


async def _news(reading: Reading) -> Deed | None:
    return cards.knocking(reading.words, OpenProfile())


async def tell_mentor(tx: Tx, mentor: PersonId, now: datetime) -> None:
    """Something became of their profile: a knock, and /profile says what."""
    await letters.withdraw(tx, topic(mentor))
    await letters.owe(tx, kind="profile-news", to=mentor, due=now, topic=topic(mentor))


for_mentors = for_roles(Role.MENTOR)
HANDLERS = [
    CommandHandler("profile", for_mentors(show_profile)),
    OpenProfile.handler(for_mentors(show_profile)),
    BeginReadiness.handler(for_mentors(begin_readiness)),
    WriteProfile.handler(for_mentors(write_profile)),
    RestMine.handler(for_mentors(rest_mine)),
    WakeMine.handler(for_mentors(wake_mine)),
    OpenPlaces.handler(for_mentors(open_places)),
    SetPlaces.handler(for_mentors(set_places)),
]
LETTERS = {
    "profile-to-check": LetterKind(_to_check, waits_for_morning=True),
    "profile-news": LetterKind(_news, waits_for_morning=True),
}
