"""Short ways to the middle of the story: a mentor who is live, a hello that is booked, a pair that stands."""

from datetime import datetime, timedelta

from handlers.mentors import hellos
from handlers.talk.buttons import Button
from mentoring.mentors import Profile
from mentoring.people import PersonId, Role
from storage import meetings, mentors
from tests.stage import Somebody, Stage

KNOCK = "You have something waiting"
NEUTRAL = "This pairing won't go ahead"
PROFILE = Profile(
    region="Midlands",
    field="mental health",
    what_i_do="I lead groups",
    true_example="I was passed over, asked why in writing, and was heard",
    cannot_help="Visa questions",
    skills=("SK1",),
    values=("family",),
    styles=("straight",),
    sponsors=True,
)


def id_of(somebody: Somebody) -> PersonId:
    assert somebody.id is not None
    return somebody.id


def minutes_since(start: datetime, at: datetime) -> int:
    """Whole minutes, so that the real seconds of a test do not count."""
    return round((at - start).total_seconds() / 60)


async def forges(somebody: Somebody, button: Button) -> None:
    """A bad app sends what no button of theirs carries."""
    await somebody.says("/mentoring")
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
    await somebody.stage.settle()


async def live_mentor(stage: Stage, name: str, *, places: int = 2, profile: Profile = PROFILE) -> Somebody:
    """A mentor whose profile members can see."""
    mentor = await stage.member(name, roles=[Role.MENTOR])
    checker = await stage.coordinator(f"Checker of {name}")
    async with stage.database.begin() as tx:
        await mentors.note_ready(tx, id_of(mentor), stage.now)
        await mentors.write_profile(tx, id_of(mentor), profile, places)
        assert await mentors.go_live(tx, id_of(mentor), checker=id_of(checker), now=stage.now)
    return mentor


async def a_mentee_and_a_mentor(stage: Stage) -> tuple[Somebody, Somebody]:
    return await stage.member("Ama"), await live_mentor(stage, "Grace")


async def looks(mentee: Somebody) -> None:
    """From /mentoring to who may suit, skipping every wish."""
    await mentee.says("/mentoring")
    await mentee.taps("Find a mentor" if "Find a mentor" in mentee.buttons else "See who may suit")
    while "Skip" in mentee.buttons:
        await mentee.taps("Skip")


async def asks(mentee: Somebody, *, clash: str = "No, none") -> None:
    """From /mentoring to the ask, skipping every wish."""
    await looks(mentee)
    await mentee.taps("Read profile")
    await mentee.taps("Ask to meet")
    await mentee.taps(clash)
    if clash == "No, none":
        await mentee.taps("Send as is")


async def booked_hello(stage: Stage, mentee: Somebody, mentor: Somebody) -> datetime:
    """A first hello tomorrow at noon. Returns when each is asked how it felt."""
    at = stage.now.replace(hour=12, minute=0) + timedelta(days=1)
    async with stage.database.begin() as tx:
        meeting = await meetings.ask(tx, id_of(mentee), id_of(mentor), None, stage.now)
        asked = await meetings.find(tx, meeting)
        assert asked is not None
        await meetings.offer_times(tx, asked, [at], 30, "https://call.example.org/hello", stage.now)
        await meetings.book(tx, asked, at)
        booked = await meetings.find(tx, meeting)
        assert booked is not None
        await hellos.owe_all(tx, booked, stage.now)
    await stage.settle()
    return at + timedelta(hours=1)


async def two_yeses(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    """Up to «It's a yes from both of you»; both have its Start now before them."""
    await stage.until(await booked_hello(stage, mentee, mentor))
    await mentee.taps("Yes, let's start")
    await mentor.taps("Yes, let's start")
    await mentee.taps("Open it")


async def answers(somebody: Somebody, *, first: str = "Start", every: str = "Monthly", minutes: str = "45") -> None:
    """The short agreement, from one side."""
    await somebody.taps(first)
    await somebody.taps(every)
    await somebody.taps(minutes)
    await somebody.taps("Race")
    await somebody.taps("That's all")
    if "When I bring it up" in somebody.buttons:
        await somebody.taps("When I bring it up")
    await somebody.taps("Ask each time")


async def both_answered(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    """Both see the two sides; nobody has agreed yet."""
    await two_yeses(stage, mentee, mentor)
    for somebody in (mentee, mentor):
        await somebody.taps("Start now")
        await answers(somebody)
    await mentee.taps("Open it")


async def paired(stage: Stage, mentee: Somebody, mentor: Somebody) -> None:
    """A pair that stands, with nothing left to open."""
    await both_answered(stage, mentee, mentor)
    await mentee.taps("I agree")
    await mentor.taps("I agree")
    await mentee.taps("Open it")
