"""A guide asks that somebody of their circle rest from circles; a coordinator looks, and decides (J5)."""

from telegram import Update

from handlers.circles import saying
from handlers.doors import AskForRest, OpenCircles, OpenMenu, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.mentors import cards
from handlers.people import one
from handlers.people.taps import RestAsked, ThisPerson
from handlers.talk import post
from handlers.talk.buttons import MOST_LETTERS, Said, Tap, in_rows
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import circles, people
from storage.core import audit

ASKED = "rest-asked"


@for_members
async def ask_for_rest(_: Update, turn: Turn) -> None:
    """For whom; asked once more; then every coordinator hears of this one person. Never why."""
    tapped = turn.pressed(AskForRest)
    seated = await _seated(turn, tapped.circle)
    if not tapped.person:
        taps: list[Tap] = [
            Said(AskForRest(tapped.circle, person), name[:MOST_LETTERS]) for person, name in seated.items()
        ]
        key = "people-ask-rest-whom" if seated else "people-nobody"
        turn.show(key, buttons=[*in_rows(taps), [OpenCircles().named("form-back")]])
        return
    name = seated.get(PersonId(tapped.person))
    if name is None:
        raise OldButton
    if tapped.sure:
        await _send(turn, tapped, name)
        return
    yes = AskForRest(tapped.circle, tapped.person, sure=True).named("people-yes-ask-rest")
    turn.show("people-ask-rest-sure", name=name, buttons=[[yes], [AskForRest(tapped.circle).named("form-back")]])


async def _seated(turn: Turn, circle_id: str) -> dict[PersonId, str]:
    """Who sits in a circle that the speaker guides. Raises OldButton for anybody else."""
    circle = await circles.find(turn.tx, circle_id)
    team = await circles.staff(turn.tx, circle.id)
    if circle.state == "closed" or turn.person not in team.guides:
        raise OldButton
    return await saying.member_names(turn.tx, circle.id, turn.words)


async def _send(turn: Turn, tapped: AskForRest, name: str) -> None:
    coordinators = await people.holding(turn.tx, Role.COORDINATOR)
    if not coordinators:
        turn.show("people-nobody-to-ask", buttons=[[OpenCircles().named("form-back"), OpenSupport()]])
        return
    about = {"circle": tapped.circle, "person": tapped.person}
    for coordinator in coordinators:
        turn.write_to(coordinator, ASKED, about=about)
    await audit.note(turn.tx, ASKED, by=turn.person, about=tapped.person, now=turn.now)
    turn.show("people-rest-asked", name=name, buttons=[[OpenCircles().named("form-back"), OpenMenu()]])


async def _asked(reading: Reading) -> post.Deed | None:
    about = reading.letter.about
    known = await people.find(reading.tx, PersonId(str(about["person"])))
    if known is None or not known.is_member:
        return None
    return cards.knocking(reading.words, RestAsked(str(about["circle"]), known.id))


@for_roles(Role.COORDINATOR)
async def rest_asked(_: Update, turn: Turn) -> None:
    """Who it is about, and in which circle."""
    tapped = turn.pressed(RestAsked)
    known = await one.member(turn, tapped.person)
    circle = await circles.find(turn.tx, tapped.circle)
    name = await people.name_of(turn.tx, known.id) or "?"
    page = ThisPerson(known.id).named("people-see-page")
    turn.show("people-rest-is-asked", name=name, title=circle.title, buttons=[[page], [OpenMenu()]])


HANDLERS = [AskForRest.handler(ask_for_rest), RestAsked.handler(rest_asked)]
LETTERS = {ASKED: LetterKind(_asked, waits_for_morning=True)}
