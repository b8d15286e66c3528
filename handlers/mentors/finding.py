"""Finding a mentor: five taps, then a few people who may suit, each with the reason shown. Nobody is paired."""

from dataclasses import replace
from random import SystemRandom

from telegram import Update

from handlers.doors import OpenCircles, OpenMentoring, OpenMenu
from handlers.guards import for_members
from handlers.mentors import cards
from handlers.mentors.taps import (
    AskToMeet,
    FindMentor,
    KeepForLater,
    NotKept,
    ReadProfile,
    SeePlace,
    SeeSuggestions,
    StopLooking,
    TakeABreak,
)
from handlers.menu import open_rows
from handlers.talk import forms
from handlers.talk.buttons import Button, Rows, Tap
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import matching
from mentoring.matching import Background, Wishes
from mentoring.mentors import MentorNotOpen, State
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import meetings, mentors
from storage.mentors import Search

TICKED = ("want", "experience", "styles", "skills")
MOST = sets("tags")["most_for_a_mentee"]

QUESTIONS = (
    Question("want", "wish-want", cards.tag_choices("wants"), many=MOST, skip=True, columns=1),
    Question("background", "wish-background", cards.tag_choices("background"), skip=True, columns=3),
    Question("experience", "wish-experience", cards.tag_choices("experience"), many=MOST, skip=True, columns=1),
    Question("styles", "wish-styles", cards.tag_choices("styles"), many=MOST, skip=True),
    Question("skills", "wish-skills", cards.tag_choices("skills"), many=sets("tags")["most_skills"], skip=True),
)


async def _wished(turn: Turn, answers: Answers) -> None:
    """Keep the wishes sealed, and draw."""
    tags = frozenset(tag for name in TICKED for tag in answers.get(name) or ())
    background = Background(answers["background"]) if answers.get("background") else None
    before = await mentors.search_of(turn.tx, turn.person)
    await _draw(turn, Search(tags, background, kept=before.kept if before else ()))


async def _only_members(turn: Turn) -> PersonId:
    return turn.person


WISHES = forms.register(Form("mentor-wishes", QUESTIONS, _wished, allowed=_only_members))


async def find_mentor(_: Update, turn: Turn) -> None:
    await forms.start(turn, WISHES)


async def see_suggestions(_: Update, turn: Turn) -> None:
    """Draw again with the same wishes; without any, ask for them first."""
    search = await mentors.search_of(turn.tx, turn.person)
    if search is None:
        await forms.start(turn, WISHES)
    else:
        await _draw(turn, search)


async def _draw(turn: Turn, search: Search) -> None:
    hidden = await not_to_ask(turn)
    wishes = Wishes(turn.person, search.tags, search.background, asked_before=hidden)
    offers = await mentors.offers(turn.tx)
    found = matching.suggest(wishes, offers, SystemRandom())
    drawn = tuple((suggestion.person, suggestion.shared) for suggestion in found)
    await mentors.wish(turn.tx, turn.person, replace(search, drawn=drawn), turn.now)
    if found:
        await _show_place(turn, drawn, 0)
        return
    unspoken = matching.nobody_speaks_of_background(wishes, offers)
    rows: Rows = [[FindMentor().named("find-change"), OpenCircles().named("mentoring-try-circle")], [OpenMenu()]]
    turn.show("find-nobody-background" if unspoken else "find-nobody", buttons=open_rows(rows))


async def not_to_ask(turn: Turn) -> frozenset[PersonId]:
    """Mentors that whoever speaks is not shown: asked already, a no of the last three months, their own mentees, and
    themselves."""
    asked = await meetings.hidden_from(turn.tx, turn.person, turn.now)
    return asked | {turn.person} | await meetings.mentees_of(turn.tx, turn.person)


async def see_place(_: Update, turn: Turn) -> None:
    """Turn to one of those who were drawn."""
    search = await mentors.search_of(turn.tx, turn.person)
    if search is None or not search.drawn:
        raise OldButton
    await _show_place(turn, search.drawn, turn.pressed(SeePlace).place)


async def _show_place(turn: Turn, drawn: tuple[tuple[PersonId, tuple[str, ...]], ...], place: int) -> None:
    place %= len(drawn)
    who, shared = drawn[place]
    profile = await mentors.profile_of(turn.tx, who)
    if profile is None:
        raise MentorNotOpen
    name, free = await cards.speaker_name(turn, who), await mentors.free_places(turn.tx, who)
    reason = cards.reason(turn.words, shared)
    lines = [
        turn.words("find-three", count=len(drawn), place=place + 1),
        "",
        cards.first_line(turn.words, name, profile),
        *([reason] if reason else []),
        *([turn.words("card-sponsors")] if profile.sponsors else []),
        turn.words("card-places", places=free),
    ]
    first: list[Tap] = [ReadProfile(who, place)]
    if len(drawn) > 1:
        first.append(SeePlace((place + 1) % len(drawn)))
    turn.show_text(
        "\n".join(lines), buttons=[first, [FindMentor().named("find-change"), OpenMentoring().named("form-back")]]
    )


async def read_profile(_: Update, turn: Turn) -> None:
    """One of those who were drawn. Raises MentorNotOpen."""
    pressed = turn.pressed(ReadProfile)
    await show_profile(turn, PersonId(pressed.mentor), back=SeePlace(pressed.place))


async def show_profile(turn: Turn, who: PersonId, *, back: Button) -> None:
    """All a mentor says of themselves. Raises MentorNotOpen when they rest or are gone."""
    mentor, profile = await mentors.find(turn.tx, who), await mentors.profile_of(turn.tx, who)
    if mentor is None or profile is None or mentor.state is not State.LIVE:
        raise MentorNotOpen
    name, free = await cards.speaker_name(turn, who), await mentors.free_places(turn.tx, who)
    card = cards.profile_card(turn.words, name, profile, places=free, checked=True)
    search = await mentors.search_of(turn.tx, turn.person)
    keep = [NotKept(who) if who in search.kept else KeepForLater(who)] if search else []
    turn.show_text(card, buttons=[[AskToMeet(who), *keep], [back.named("form-back")]])


async def stop_looking(_: Update, turn: Turn) -> None:
    """The search closes, and the wishes with it."""
    await mentors.close_search(turn.tx, turn.person)
    turn.show("mentoring-stopped-looking", buttons=[[OpenMenu()]])


async def take_a_break(_: Update, turn: Turn) -> None:
    await mentors.close_search(turn.tx, turn.person)
    turn.show("mentoring-take-a-break", buttons=[[OpenMenu()]])


HANDLERS = [
    FindMentor.handler(for_members(find_mentor)),
    SeeSuggestions.handler(for_members(see_suggestions)),
    SeePlace.handler(for_members(see_place)),
    ReadProfile.handler(for_members(read_profile)),
    StopLooking.handler(for_members(stop_looking)),
    TakeABreak.handler(for_members(take_a_break)),
]
