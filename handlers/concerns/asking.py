"""The questions before the words: what would help, who it is about, named or not, and who hears it (J12.4 to 7)."""

from typing import Any

from handlers.circles.seats import PURPOSE
from handlers.concerns import saying, writing
from handlers.concerns.reaching import COORDINATORS, OPERATOR, free_contacts
from handlers.concerns.taps import OutsideHelp
from handlers.doors import OpenSupport
from handlers.mentors import ending
from handlers.talk import forms
from handlers.talk.buttons import MOST_LETTERS
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.turn import Turn
from mentoring.concerns import Contact, Wanted
from mentoring.people import PersonId
from storage import circles, consents, pairs, safe_contacts, seats

MOST_PEOPLE = 6
ROLE_LETTERS = 60
PAIR, CIRCLE = "pair", "circle"
HELP = ((OpenSupport(),),)


# The choices


async def _links(turn: Turn, answers: Answers) -> Choices:
    return [Choice(link, text=(await _link_words(turn, link))[:MOST_LETTERS]) for link in answers.get("links", ())]


async def _link_words(turn: Turn, link: str) -> str:
    kind, _, ident = link.partition(":")
    if kind == CIRCLE:
        return (await circles.find(turn.tx, ident)).title
    pair = await pairs.find(turn.tx, ident)
    return await saying.first_name(turn.tx, pair.other(turn.person) if pair else None, turn.words)


async def _near(turn: Turn, answers: Answers) -> Choices:
    """First names of their own pairs and circles, the coordinators as one, and whoever runs the bot."""
    near = [PersonId(one) for one in answers["near"]]
    names = [Choice(one, text=(await saying.first_name(turn.tx, one, turn.words))[: MOST_LETTERS - 2]) for one in near]
    return [*names, Choice(COORDINATORS, "concern-a-coordinator"), Choice(OPERATOR, "concern-who-runs-it")]


async def _contacts(turn: Turn, answers: Answers) -> Choices:
    everyone = {one.person: one for one in await safe_contacts.everyone(turn.tx)}
    free = [everyone.get(PersonId(one), Contact(PersonId(one))) for one in answers["free"]]
    return [Choice(one.person, text=await saying.contact_label(turn.tx, one, turn.words)) for one in free]


async def _contact_holes(_: Turn, answers: Answers) -> dict[str, Any]:
    about = answers.get("about")
    role = about if isinstance(about, str) else ""
    operator = isinstance(about, list) and OPERATOR in about
    return {
        "count": len(answers["free"]),
        "role": role,
        "said": "yes" if role else "no",
        "operator": "yes" if operator else "no",
    }


# What follows from an answer; stopping contact, at once


async def _answered(turn: Turn, question: Question, answers: Answers) -> None:
    """Lists are drawn up once, so that a tap means whoever stood there when it was shown."""
    if question.name == "wanted":
        answers["near"] = await safe_contacts.near(turn.tx, turn.person)
        answers["links"] = await _own_links(turn) if answers["wanted"] == Wanted.STOP else []
    elif question.name == "stop" and answers["stop"]:
        await _cut(turn, str(answers["stop"]), answers)
    elif question.name == "named":
        free = await free_contacts(turn.tx, turn.person, answers, turn.now)
        answers["free"] = [one.person for one in free]


async def _own_links(turn: Turn) -> list[str]:
    mine = [f"{PAIR}:{pair.id}" for pair in await pairs.of_person(turn.tx, turn.person)]
    return [*mine, *(f"{CIRCLE}:{circle.id}" for circle in await circles.of_member(turn.tx, turn.person))]


async def _cut(turn: Turn, link: str, answers: Answers) -> None:
    """A pair ends for both, in the words of any ending (H-05); a seat is given back. Now, and not when it is sent."""
    kind, _, ident = link.partition(":")
    if kind == CIRCLE:
        await seats.free_seat(turn.tx, ident, turn.person, now=turn.now)
        await consents.withdraw(turn.tx, turn.person, PURPOSE, turn.now, about=ident)
        turn.toast("concern-cut-circle", alert=True)
        return
    pair = await pairs.find(turn.tx, ident)
    if pair is not None and pair.holds(turn.person):
        await ending.end(turn.tx, pair, turn.now, but=turn.person, shut=True)
        answers["cut"] = pair.other(turn.person)
        turn.toast("concern-cut-pair", alert=True)


# The form


async def _member(turn: Turn) -> None:
    _ = turn.person


async def _finish(turn: Turn, answers: Answers) -> None:
    """On to the words themselves. A typed role has done its work: it is not kept."""
    kept = ("kind", "wanted", "named", "contact", "cut")
    about = answers["about"] if isinstance(answers.get("about"), list) else []
    await forms.start(turn, writing.FORM, given={"about": about} | {name: answers.get(name) for name in kept})


FORM = forms.register(
    Form(
        "concern",
        (
            Question(
                "wanted", "concern-ask-wanted", [Choice(each, f"concern-wanted-{each}") for each in Wanted], extra=HELP
            ),
            Question(
                "stop",
                "concern-ask-stop",
                _links,
                skip=True,
                columns=1,
                when=lambda answers: bool(answers.get("links")),
                extra=HELP,
            ),
            Question(
                "about",
                "concern-ask-about",
                _near,
                text=forms.any_text(ROLE_LETTERS),
                many=MOST_PEOPLE,
                skip=True,
                extra=HELP,
            ),
            Question(
                "named",
                "concern-ask-named",
                [Choice("yes", "concern-use-my-name"), Choice("no", "concern-no-name")],
                extra=HELP,
            ),
            Question(
                "contact",
                "concern-ask-contact",
                _contacts,
                holes=_contact_holes,
                columns=1,
                extra=((OutsideHelp(), OpenSupport()),),
            ),
        ),
        _finish,
        private=True,
        clears_questions=True,
        allowed=_member,
        on_answer=_answered,
    )
)
