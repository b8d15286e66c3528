"""Words shown without a name: no row here ever says whose they were, and none says when they were written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from mentoring import unnamed as rules
from mentoring.people import PersonId
from mentoring.sessions import OFFER_STANDS, Stage
from storage import sessions
from storage.circles import Circle
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.letters import About, Lane
from storage.core.sealing import Damaged

HELD_FOR = timedelta(hours=1)
UNSAID_KEPT = OFFER_STANDS
LAPSES, DUE, QUESTION = "unnamed-lapses", "circle-questions-due", "circle-question"
CHANCE = SystemRandom()


@dataclass(frozen=True)
class Held:
    """Words between typing and the last tap: what they are for (`question` or `unsaid`), a circle's or session's id."""

    what: str
    where: str
    words: str


# Held: only the button in its writer's chat opens it


async def hold(tx: Tx, held: Held, *, now: datetime) -> str:
    """Seal words under a token that is kept nowhere here, for an hour. Returns the token, which goes into a button."""
    token, until = new_id(), rules.rounded(now + HELD_FOR)
    words = tx.token_seal("unnamed_held", "words", token, json.dumps(asdict(held)))
    await tx.sql.unnamed.hold(id=_place(tx, token), words=words, until=ms(until))
    await _owe_lapse(tx, until)
    return token


async def look(tx: Tx, token: str) -> Held | None:
    """The words a button holds; None once they are gone."""
    row = await tx.sql.unnamed.held(id=_place(tx, token))
    try:
        return None if row is None else Held(**json.loads(tx.token_open("unnamed_held", "words", token, row["words"])))
    except Damaged:
        return None


async def let_go(tx: Tx, token: str) -> None:
    """Nothing of it stays, in the write-ahead log either."""
    await tx.sql.unnamed.let_go(id=_place(tx, token))
    tx.wipes = True


def _place(tx: Tx, token: str) -> bytes:
    return tx.lookup("unnamed-held", token)


async def _owe_lapse(tx: Tx, due: datetime) -> None:
    """One bell for all that ends in the same quarter of an hour. It names nobody and nothing."""
    topic = f"{LAPSES}:{ms(due)}"
    if not await letters.of_topic(tx, topic) and not any(owed.topic == topic for owed in tx.owed):
        await letters.owe(tx, kind=LAPSES, due=due, topic=topic, lane=Lane.CRISIS)


async def lapse(tx: Tx, now: datetime) -> None:
    """Words whose time is over go: half-typed ones after an hour, a guide's after three days."""
    gone = await tx.sql.unnamed.lapse_held(now=ms(now)) + await tx.sql.unnamed.lapse_unsaid(now=ms(now))
    tx.wipes = tx.wipes or bool(gone)


# A question to the circle


async def busy(tx: Tx, circle: Circle, now: datetime) -> list[rules.Window]:
    """When the circle meets, as far as it is planned."""
    coming = await sessions.next_of(tx, circle.id, now)
    return [] if coming is None else [rules.window(coming.rule)]


async def check_may_ask(tx: Tx, circle: Circle, now: datetime) -> None:
    """Raises QuestionsAreOff, CircleIsMeeting or EnoughWaiting."""
    if await are_off(tx, circle.id):
        raise rules.QuestionsAreOff
    coming = await sessions.next_of(tx, circle.id, now)
    rules.check_not_meeting([coming.rule] if coming else [], now)
    rules.check_waiting(await tx.sql.unnamed.waiting(circle_id=circle.id))


async def ask(tx: Tx, circle: Circle, words: str, *, now: datetime) -> None:
    """Keep a question until it is shown: its words under the house's key, the time it is shown, and nothing else."""
    await check_may_ask(tx, circle, now)
    question, slot = new_id(), rules.pick_slot(now, circle.zone, await busy(tx, circle, now), CHANCE)
    sealed = tx.house_seal("circle_questions", "words", question, words)
    await tx.sql.unnamed.ask(id=question, circle_id=circle.id, words=sealed, slot=ms(slot))
    await _owe_due(tx, circle.id, slot)
    tx.wipes = True


async def _owe_due(tx: Tx, circle: str, slot: datetime) -> None:
    """One bell for all that a circle is shown at one time."""
    topic, about = f"{DUE}:{circle}:{ms(slot)}", {"circle": circle}
    if not await letters.of_topic(tx, topic) and not any(owed.topic == topic for owed in tx.owed):
        await letters.owe(tx, kind=DUE, due=slot, about=about, topic=topic, lane=Lane.SESSION)


async def show(tx: Tx, circle: Circle, slot: datetime, now: datetime) -> None:
    """Owe the group what is due, in an order of chance; or put it off when the circle meets, or its time is past."""
    waiting = [str(row["id"]) for row in await tx.sql.unnamed.due(circle_id=circle.id, slot=ms(slot))]
    if circle.state == "closed" or await are_off(tx, circle.id):
        await forget_all(tx, circle.id)
        return
    when_busy = await busy(tx, circle, now)
    if circle.group is None or not rules.may_show(slot, now, when_busy):
        await _put_off(tx, circle, waiting, now)
        return
    CHANCE.shuffle(waiting)
    for question in waiting:
        about: About = {"question": question}
        await letters.owe(tx, kind=QUESTION, due=now, group=circle.group, about=about, lane=Lane.REMINDER)


async def _put_off(tx: Tx, circle: Circle, questions: Iterable[str], now: datetime) -> None:
    slot = rules.next_slot(now, circle.zone, await busy(tx, circle, now))
    for question in questions:
        await tx.sql.unnamed.put_off(id=question, slot=ms(slot))
        await _owe_due(tx, circle.id, slot)


async def put_off(tx: Tx, circle: Circle, question: str, now: datetime) -> None:
    """The group could not be reached: at the next time, then."""
    await _put_off(tx, circle, [question], now)


@dataclass(frozen=True)
class Question:
    """What a circle is about to be shown."""

    circle: str
    words: str


async def question(tx: Tx, question_id: str) -> Question | None:
    """One that waits; None once it has been shown."""
    row = await tx.sql.unnamed.question(id=question_id)
    if row is None:
        return None
    return Question(row["circle_id"], tx.house_open("circle_questions", "words", question_id, row["words"]))


async def is_meeting(tx: Tx, circle: str, now: datetime) -> bool:
    """Whether the circle's room is open at this moment."""
    coming = await sessions.next_of(tx, circle, now)
    return coming is not None and coming.state in (Stage.GATHERING, Stage.BEGUN)


async def forget(tx: Tx, question_id: str) -> None:
    """It has been shown: nothing of it stays, in the write-ahead log either."""
    await tx.sql.unnamed.forget_question(id=question_id)
    tx.wipes = True


async def forget_all(tx: Tx, circle: str) -> None:
    """What waits for a circle goes unseen."""
    await tx.sql.unnamed.forget_questions(circle_id=circle)
    tx.wipes = True


async def are_off(tx: Tx, circle: str) -> bool:
    """Whether the guides have switched this off."""
    return await tx.sql.unnamed.is_off(circle_id=circle) is not None


async def switch(tx: Tx, circle: str, *, on: bool) -> None:
    """On or off for a circle; what waits goes unseen with it."""
    if on:
        await tx.sql.unnamed.turn_on(circle_id=circle)
    else:
        await tx.sql.unnamed.turn_off(circle_id=circle)
        await forget_all(tx, circle)


# What somebody did not get to say


async def leave_unsaid(tx: Tx, circle: str, guides: Sequence[PersonId], words: str, *, now: datetime) -> None:
    """For the guides of this moment, for three days; without a name and without the time it was written."""
    made, until = new_id(), rules.rounded(now + UNSAID_KEPT)
    sealed = tx.house_seal("unsaid", "words", made, words)
    await tx.sql.unnamed.leave_unsaid(id=made, circle_id=circle, words=sealed, until=ms(until))
    await _owe_lapse(tx, until)
    tx.wipes = True
    for guide in guides:
        about: About = {"unsaid": made}
        await letters.owe(tx, kind="unsaid-waiting", due=rules.rounded(now), to=guide, about=about, lane=Lane.SESSION)


async def unsaid(tx: Tx, unsaid_id: str, *, now: datetime) -> Question | None:
    """The circle it is about, and the words; None once its three days are over. The guides alone are shown it."""
    row = await tx.sql.unnamed.unsaid(id=unsaid_id, now=ms(now))
    if row is None:
        return None
    return Question(row["circle_id"], tx.house_open("unsaid", "words", unsaid_id, row["words"]))
