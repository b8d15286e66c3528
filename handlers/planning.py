"""Planning a circle: what a coordinator decides, and the one-time link that brings the bot into its group."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import CommandHandler

from handlers.circles import saying
from handlers.doors import OpenPicture, WritePlan
from handlers.guards import for_roles
from handlers.plans.saying import offered
from handlers.seasons import planning as season
from handlers.talk import dates, forms
from handlers.talk.buttons import Button, Link, Said, Tap
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import calendar, planning
from mentoring import circles as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton, Problem
from storage import circle_doors, circles, people, rests
from storage.circles import Circle, Plan
from storage.core import audit

SHORT = 24
SOONEST = timedelta(days=3)
EVENING = 19
OFFERED = 4


class TwoGuidesNeeded(Problem):
    """A circle is guided by two (K3)."""


class HelpersNeeded(Problem):
    """There are not two guides and somebody else to observe yet."""


class FreshLink(Button, prefix="pl-link", label="planning-fresh-link"):
    """A new one-time link to the group of a circle."""

    circle: str


class SeeWaiting(Button, prefix="pl-wait", label="planning-fresh-link"):
    circle: str


class LetItGo(Button, prefix="pl-drop", label="planning-let-it-go"):
    circle: str


class PlanAnother(Button, prefix="pl-more", label="planning-another"):
    pass


# What the questions offer


def tidy_title(text: str) -> str:
    """A typed title. Raises UnclearName or TitleTellsTooMuch."""
    telling = sets("titles")
    return planning.check_title(text, telling["stems"], telling["words"], suggestion=_day_titles()[3])


def _day_titles() -> list[str]:
    return [str(title) for title in sets("titles")["neutral"]]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def _topics() -> Choices:
    return [Choice(topic["id"], text=_short(topic["says"])) for topic in sets("plans")["topics"]]


async def _plans(turn: Turn, _: Answers) -> Choices:
    """The eight that are shipped, and those the network wrote itself."""
    return [Choice(one.id, text=_short(one.plan.name)) for one in await offered(turn.tx)]


async def _evenings(turn: Turn, answers: Answers) -> Choices:
    """The next few evenings: of the weekday in the title, if it names one."""
    day = (turn.now + SOONEST).astimezone(ZoneInfo(turn.zone)).date()
    named = next((n for n, d in enumerate(sets("titles")["days"]) if d.casefold() in answers["title"].casefold()), None)
    days = [day + timedelta(days=n) for n in range(7 * OFFERED)]
    fitting = [d for d in days if named is None or d.weekday() == named][:OFFERED]
    starts = [calendar.instant(d, datetime.min.time().replace(hour=EVENING), turn.zone) for d in fitting]
    return [Choice(at.isoformat(), text=_label(turn, at)) for at in starts]


def _label(turn: Turn, at: datetime) -> str:
    return _short(f"{turn.words.day(at, turn.zone)}, {turn.words.clock(at, turn.zone)}")


async def _holding(turn: Turn, role: Role, *, but: list[str]) -> Choices:
    """Those who hold a part, by the names they show: for the coordinator's eyes."""
    out = {*but, *await rests.resting(turn.tx, turn.now)}
    found = [person for person in await people.holding(turn.tx, role) if person not in out]
    return [Choice(person, text=_short(await people.name_of(turn.tx, person) or "")) for person in found]


async def _guides(turn: Turn, _: Answers) -> Choices:
    return await _holding(turn, Role.GUIDE, but=[])


async def _observers(turn: Turn, answers: Answers) -> Choices:
    return await _holding(turn, Role.OBSERVER, but=list(answers["guides"]))


async def _check(turn: Turn, question: Question, answers: Answers) -> None:
    """What can be checked only with the clock or the rows: the first time, and who holds the space."""
    if question.name == "first":
        answers["first"] = _first(turn, str(answers["first"])).isoformat()
    if question.name == "guides" and len(answers["guides"]) != rules.GUIDES_NEEDED:
        raise TwoGuidesNeeded
    if question.name == "guides" and not await _observers(turn, answers):
        raise HelpersNeeded
    await season.check(turn, question, answers)


def _first(turn: Turn, said: str) -> datetime:
    try:
        first = datetime.fromisoformat(said)
    except ValueError:
        first = dates.understand(said, now=turn.now, zone=turn.zone)
    if first.tzinfo is None:
        first = dates.understand(said, now=turn.now, zone=turn.zone)
    planning.check_first(first, now=turn.now, zone=turn.zone)
    return first


async def _preview(turn: Turn, answers: Answers) -> dict[str, Any]:
    guides = [PersonId(person) for person in answers["guides"]]
    plan = await saying.plan_now(turn.tx, answers["plan"])
    return {
        "title": answers["title"],
        "topic": saying.topic(answers["topic"]),
        "who": answers["who"],
        "first": turn.words.when(datetime.fromisoformat(answers["first"]), turn.zone),
        "weeks": int(answers["weeks"]),
        "length": season.in_preview(turn, answers),
        "plan": plan.name,
        "minutes": plan.total,
        "guides": await saying.names(turn.tx, guides, turn.words),
        "observer": await saying.names(turn.tx, [PersonId(answers["observer"])], turn.words),
        "seats": answers["seats"],
    }


# What becomes of the answers


async def _open_it(turn: Turn, answers: Answers) -> None:
    """The circle is planned; the link to its group comes next."""
    circle = await circles.make(turn.tx, _plan(turn, answers), by=turn.person, now=turn.now)
    for guide in answers["guides"]:
        await circles.staff_up(turn.tx, circle, PersonId(guide), "guide", now=turn.now)
    await circles.staff_up(turn.tx, circle, PersonId(answers["observer"]), "observer", now=turn.now)
    await season.begin(turn, circle, answers)
    await audit.note(turn.tx, "circle-planned", by=turn.person, about=circle, now=turn.now)
    await say_link(turn, circle)


def _plan(turn: Turn, answers: Answers) -> Plan:
    return Plan(
        title=answers["title"],
        topic=answers["topic"],
        for_whom=answers["who"],
        plan=answers["plan"],
        first=datetime.fromisoformat(answers["first"]),
        every_weeks=int(answers["weeks"]),
        seats=int(answers["seats"]),
        zone=turn.zone,
    )


async def say_link(turn: Turn, circle_id: str) -> None:
    """The link that brings the bot into the group: once, within 48 hours, asking for two rights and no more."""
    circle = await circles.find(turn.tx, circle_id)
    code = await circle_doors.new_code(turn.tx, circle_id, now=turn.now)
    rights = "invite_users+delete_messages"
    url = f"https://t.me/{turn.house.bot_name}?startgroup=g_{code}&admin={rights}"
    rows: list[list[Tap]] = [[Link("planning-choose-group", url)], [OpenPicture()]]
    turn.say("planning-link", buttons=rows, title=circle.title, protect=True)


@for_roles(Role.COORDINATOR)
async def new_circle(update: Update, turn: Turn) -> None:
    """/newcircle: first those that still wait for their group, if there are any."""
    waiting = await _waiting(turn)
    if not waiting:
        await plan_another(update, turn)
        return
    rows: list[list[Tap]] = [[Said(SeeWaiting(circle.id), _short(circle.title))] for circle in waiting]
    turn.show("planning-waiting", buttons=[*rows, [PlanAnother()], [OpenPicture()]])


async def _waiting(turn: Turn) -> list[Circle]:
    return [circle for circle in await circles.made_by(turn.tx, turn.person) if circle.door is None]


async def _one_waiting(turn: Turn, circle_id: str) -> Circle:
    """A circle of the speaker's own planning that has no door yet. Raises OldButton."""
    found = next((circle for circle in await _waiting(turn) if circle.id == circle_id), None)
    if found is None:
        raise OldButton
    return found


@for_roles(Role.COORDINATOR)
async def see_waiting(_: Update, turn: Turn) -> None:
    circle = await _one_waiting(turn, turn.pressed(SeeWaiting).circle)
    rows: list[Tap] = [FreshLink(circle.id)]
    if circle.state == "planned":
        rows.append(LetItGo(circle.id))
    turn.show("planning-waiting-one", buttons=[rows], title=circle.title)


@for_roles(Role.COORDINATOR)
async def let_it_go(_: Update, turn: Turn) -> None:
    """A plan that never opened is dropped; nobody has a seat in it."""
    circle = await _one_waiting(turn, turn.pressed(LetItGo).circle)
    if circle.state != "planned":
        raise OldButton
    await circles.close(turn.tx, circle.id)
    turn.show("planning-gone", title=circle.title)


@for_roles(Role.COORDINATOR)
async def plan_another(_: Update, turn: Turn) -> None:
    """The form, with nothing filled in."""
    await begin(turn)


async def begin(turn: Turn, given: Answers | None = None) -> None:
    """The form: refused kindly until two can guide and a third can observe. What is `given` is not asked again."""
    guides, observers = await people.holding(turn.tx, Role.GUIDE), await people.holding(turn.tx, Role.OBSERVER)
    if len(guides) < rules.GUIDES_NEEDED or not observers or len({*guides, *observers}) <= rules.GUIDES_NEEDED:
        raise HelpersNeeded
    await forms.start(turn, NEW_CIRCLE, given=given)


@for_roles(Role.COORDINATOR)
async def fresh_link(_: Update, turn: Turn) -> None:
    circle = await _one_waiting(turn, turn.pressed(FreshLink).circle)
    await say_link(turn, circle.id)


NEW_CIRCLE = forms.register(
    Form(
        name="new-circle",
        questions=[
            Question("title", "planning-title", [Choice(t, text=t) for t in _day_titles()], text=tidy_title),
            Question("topic", "planning-topic", _topics(), columns=1, when=lambda answers: "topic" not in answers),
            Question("who", "planning-who", [Choice("members", "planning-members"), Choice("mixed", "planning-mixed")]),
            Question(
                "first",
                "planning-first",
                _evenings,
                text=forms.any_text(dates.LONGEST),
                columns=1,
                when=lambda answers: "first" not in answers,
            ),
            Question("weeks", "planning-weeks", [Choice(str(n), f"planning-weeks-{n}") for n in (1, 2, 3, 4)]),
            season.LENGTH,
            Question("plan", "planning-plan", _plans, columns=1, extra=[[WritePlan()]]),
            Question("guides", "planning-guides", _guides, many=rules.GUIDES_NEEDED),
            Question("observer", "planning-observer", _observers),
            *season.HOLIDAYS,
            Question(
                "seats",
                "planning-seats",
                [Choice(str(n), text=str(n)) for n in (planning.FEWEST_SEATS, rules.MOST_SEATS)],
            ),
            Question("sure", "planning-preview", [Choice("open", "planning-open-it")], holes=_preview),
        ],
        finish=_open_it,
        allowed=lambda turn: turn.need(Role.COORDINATOR),
        on_answer=_check,
    )
)

HANDLERS = [
    CommandHandler("newcircle", new_circle),
    PlanAnother.handler(plan_another),
    SeeWaiting.handler(see_waiting),
    LetItGo.handler(let_it_go),
    FreshLink.handler(fresh_link),
]
